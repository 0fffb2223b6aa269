# Three ipvlans in l2 mode on one parent: one MAC for all, so that the parent looks at IP addresses to tell whose a frame
# is. Bridge, private and vepa belong to the parent's port, and forbid unicast alone: broadcast always arrives.
# needs: ipvlan

for n in 1 2 3; do
  ip netns add ns$n
  ip link add link eth0 name ipv0 netns ns$n type ipvlan mode l2
  ip -n ns$n addr add 192.168.56.1$n/24 dev ipv0
  ip -n ns$n link set ipv0 up
done
ip addr add 192.168.56.110/24 dev eth0
ip -br link show eth0
ip -n ns1 -br link show ipv0
ip -n ns3 -br link show ipv0

reach() { # NAMESPACE LAST
  ip netns exec $1 ping -q -c 1 -W 0.2 192.168.56.$2 > /dev/null && answer=reaches || answer="does not reach"
  echo "  $1 $answer 192.168.56.$2"
  for n in 1 2 3; do ip -n ns$n neigh flush all; done
  ip neigh flush all
  on gw ip neigh flush all
}

for hairpin in off on; do
  on sw bridge link set dev p1 hairpin $hairpin
  for flag in bridge private vepa; do
    ip -n ns1 link set ipv0 type ipvlan $flag
    echo "$flag, hairpin $hairpin:"
    reach ns1 12 # a sibling
    reach ns1 1 # the gateway
    reach ns1 110 # the parent
  done
done
