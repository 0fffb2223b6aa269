# Two ways to plug in a virtual machine: a tap on a Linux bridge, and a macvtap. The bridge learns, so the guest
# may use any MAC, and the host itself is on the bridge; the macvtap needs no bridge, and knows one MAC.

ip link add br0 type bridge mcast_snooping 0
ip link set eth0 master br0
ip link set br0 address 52:54:00:00:01:01 up
ip addr add 192.168.56.110/24 dev br0
ip tuntap add dev tap0 mode tap
ip link set tap0 address 02:00:00:00:00:aa master br0 up
ip link add link br0 name vtap0 address 02:00:00:00:00:02 type macvtap mode bridge
ip link set vtap0 up
vm start on-tap --nic tap0
vm start on-macvtap --nic vtap0
on on-tap ip link set eth0 address 02:00:00:00:00:01
on on-tap ip addr add 192.168.56.11/24 dev eth0
on on-macvtap ip addr add 192.168.56.12/24 dev eth0

try() { # GUEST
  for to in gw/1 host/110 on-tap/11 on-macvtap/12; do
    [ $1 = ${to%/*} ] && continue
    on $1 ping -c 1 -W 0.2 192.168.56.${to#*/} > /dev/null && answer=reaches || answer="does not reach"
    echo "$1 $answer ${to%/*}"
    on $1 ip neigh flush all
  done
}
try on-tap
try on-macvtap

echo "With another MAC:"
on on-tap ip link set eth0 address 02:00:00:00:00:0a
on on-macvtap ip link set eth0 address 02:00:00:00:00:0b
try on-tap
try on-macvtap
bridge fdb show br br0 | grep -v permanent | grep -v eth0 | sort
bridge link show dev tap0
