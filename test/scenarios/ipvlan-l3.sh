# In l3 mode there is no ARP and no broadcast: ipvlans hand packets to the parent's stack, which routes them. What
# comes back finds its way by IP address alone, so who is outside needs a route by way of the parent.
# topology: two-hosts.clab.yml
# needs: ipvlan

for n in 1 2; do
  ip netns add ns$n
  ip link add link eth0 name ipv0 netns ns$n type ipvlan mode l3
  ip -n ns$n addr add 10.0.$n.2/24 dev ipv0
  ip -n ns$n link set ipv0 up
  ip -n ns$n route add default dev ipv0
done
ip -n ns1 -br link show ipv0
reach() { # NAMESPACE ADDRESS
  ip netns exec $1 ping -q -c 1 -W 0.2 $2 > /dev/null && answer=reaches || answer="does not reach"
  echo "  $1 $answer $2"
  ip neigh flush all
  on gw ip neigh flush all
}
echo "No neighbour is asked for, and siblings meet without the wire, whatever their subnet:"
reach ns1 10.0.2.2
ip netns exec ns1 ping -c 1 10.0.2.2 | grep ttl
ip -n ns1 neigh show
echo "Who is outside knows no way back:"
reach ns1 192.168.56.1
on gw ip route add 10.0.0.0/16 via 192.168.56.10
on two ip route add 10.0.0.0/16 via 192.168.56.10
echo "Now he does:"
reach ns1 192.168.56.1
reach ns2 192.168.56.20
echo "The parent itself is reached, and does not know the way back:"
reach ns1 192.168.56.10
on gw ping -c 1 10.0.2.2 | grep ttl
echo "On the wire:"
on gw tcpdump -e -n -c 2 -i eth0 icmp 2> /dev/null > wire &
sleep 0.3
reach ns1 192.168.56.1
wait
cut -d ' ' -f 2- wire
echo "A broadcast ends where it begins:"
ip netns exec ns1 arping -q -c 1 -w 1 -I ipv0 10.0.2.2 || echo "  no answer"
ip -n ns1 -s link show ipv0 | tail -4
echo "Private drops what is for a sibling; vepa sends it out, where nobody has the address:"
for flag in private vepa bridge; do
  ip -n ns1 link set ipv0 type ipvlan $flag
  echo "$flag:"
  reach ns1 10.0.2.2
done
