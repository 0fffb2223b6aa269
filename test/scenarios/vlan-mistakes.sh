# What a kernel says to VLAN devices that cannot be: a number that is none, one that is taken, a parent that carries no
# tags, and a parent that goes away.
# topology: two-hosts.clab.yml
# needs: 8021q

try() { echo "+ $*"; "$@"; echo "  $?"; }
try ip link add link eth0 name v type vlan
try ip link add link eth0 name prio type vlan id 0
try ip link add link eth0 name v type vlan id 4095
try ip link add link eth0 name v type vlan id 4096
try ip link add link eth0 name v type vlan id ten
try ip link add name v type vlan id 10
try ip link add link nowhere name v type vlan id 10
try ip link add link lo name v type vlan id 10
try ip link add link eth0 name v type vlan id 10 protocol 802.1x
try ip link add link eth0 name v10 type vlan id 10
try ip link add link eth0 name v type vlan id 10
try ip link add link eth0 name v10 type vlan id 11
try ip link set v10 mtu 1600
try ip link set v10 type vlan id 11
try ip link set eth0 mtu 1400
cat /sys/class/net/v10/mtu
try ip link set v10 address 02:00:00:00:00:10
ip -d link show v10
try ip link add link v10 name v10.20 type vlan id 20
try ip link add link eth0 name pt type macvlan mode passthru
try ip link del v10
ip -br link show type vlan
try ip link add link pt name pt.5 type vlan id 5
try ip link del pt
ip -br link show type vlan
