# What ip and a kernel say to ipvlans that cannot be: words that do not exist, parents that cannot carry them, things
# that cannot stand on them, and an address that is not theirs to choose.
# needs: ipvlan

try() { echo "+ $*"; "$@" 2>&1; echo "  $?"; }
try ip link add link eth0 name v type ipvlan mode l4
try ip link add link eth0 name v type ipvlan mode
try ip link add link eth0 name v type ipvlan mode l2 private vepa
try ip link add link eth0 name v type ipvlan passthru
try ip link add name v type ipvlan mode l2
try ip link add link nowhere name v type ipvlan mode l2
try ip link add link lo name v type ipvlan mode l2
try ip link add link eth0 name v type ipvlan mode l2
try ip link add link eth0 name v type ipvlan mode l2
try ip link set v address 02:00:00:00:00:99
try ip link set v mtu 60
try ip link set v mtu 65536
try ip link set v type macvlan mode bridge
try ip link set eth0 type ipvlan mode l2
try ip link set v type ipvtap mode l2
try ip link add link v name v.10 type vlan id 10
try ip link add link v name m type macvlan
ip link add br0 type bridge mcast_snooping 0
try ip link set v master br0
echo "An address that is asked for is passed over, without a word:"
try ip link add link eth0 name w address 02:00:00:00:00:99 type ipvlan mode l2
ip -br link show w
echo "An ipvlan on an ipvlan stands beside it:"
try ip link add link w name x type ipvlan mode l2
ip -br link show x
echo "Who names no mode asks for l3, and gets it for all:"
try ip link add link eth0 name y type ipvlan
for dev in v w x y; do ip -d link show $dev | grep -o 'ipvlan .* bridge'; done
echo "Who names a mode and no flag asks for bridge, for all:"
try ip link set v type ipvlan mode l2 private
ip -d link show y | grep -o 'ipvlan  mode [a-z0-9]* [a-z]*'
try ip link set w type ipvlan mode l2
ip -d link show y | grep -o 'ipvlan  mode [a-z0-9]* [a-z]*'
try ip link set w type ipvlan vepa
try ip link add link eth0 name z type ipvlan
ip -d link show v | grep -o 'ipvlan  mode [a-z0-9]* [a-z]*'
try ip link del eth0.none
try ip link help ipvlan
