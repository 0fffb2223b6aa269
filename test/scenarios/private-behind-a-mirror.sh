# Private mode does not keep siblings apart behind a reflecting switch: it only drops reflected broadcasts,
# so ARP fails. Tell each child the other's MAC, and they talk.

on sw bridge link set dev p1 hairpin on
for n in 1 2; do
  ip netns add ns$n
  ip link add link eth0 name mac$n netns ns$n address 02:00:00:00:00:0$n type macvlan mode private
  ip -n ns$n addr add 192.168.56.1$n/24 dev mac$n
  ip -n ns$n link set mac$n up
done

echo "with ARP:"
ip netns exec ns1 ping -c 1 -W 0.5 192.168.56.12
ip -n ns1 neigh show

echo "with static neighbours:"
ip -n ns1 neigh replace 192.168.56.12 lladdr 02:00:00:00:00:02 dev mac1
ip -n ns2 neigh replace 192.168.56.11 lladdr 02:00:00:00:00:01 dev mac2
ip netns exec ns1 ping -c 1 -W 0.5 192.168.56.12
ip -n ns1 neigh show
