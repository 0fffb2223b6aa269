# A parent carries ipvlans or macvlans or is a port of a bridge, never two of these: each wants every frame for itself.
# A macvlan can carry ipvlans, though, and so can a bridge.
# needs: ipvlan

try() { echo "+ $*"; "$@" 2>&1; echo "  $?"; }
try ip link add link eth0 name ipv0 type ipvlan mode l2
try ip link add link eth0 name mac0 type macvlan mode bridge
ip link add br0 type bridge mcast_snooping 0
try ip link set eth0 master br0
try ip link del ipv0
try ip link add link eth0 name mac0 address 02:00:00:00:00:01 type macvlan mode bridge
try ip link add link eth0 name ipv0 type ipvlan mode l2
ip link set mac0 up

echo "On the macvlan:"
for n in 1 2; do
  ip netns add ns$n
  try ip link add link mac0 name ipv0 netns ns$n type ipvlan mode l2
  ip -n ns$n addr add 192.168.56.1$n/24 dev ipv0
  ip -n ns$n link set ipv0 up
  ip netns exec ns$n ping -c 1 -W 0.5 192.168.56.1 | grep ttl
done
ip netns exec ns1 ping -c 1 -W 0.5 192.168.56.12 | grep ttl
ip -n ns1 -br link show ipv0
echo "The macvlan takes them along:"
try ip link del mac0
ip -n ns1 -br link show type ipvlan
echo "On a bridge:"
ip link set eth0 master br0
ip link set br0 up
ip netns add ns3
try ip link add link br0 name ipv0 netns ns3 type ipvlan mode l2
ip -n ns3 addr add 192.168.56.13/24 dev ipv0
ip -n ns3 link set ipv0 up
ip netns exec ns3 ping -c 1 -W 0.5 192.168.56.1 | grep ttl
try ip link set br0 down
ip -n ns3 -br link show ipv0
