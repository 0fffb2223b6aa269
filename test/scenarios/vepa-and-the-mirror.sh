# VEPA sends everything to the switch, even what is meant for a sibling. An ordinary switch never sends a
# frame back where it came from, so siblings cannot talk; a reflecting one (hairpin) makes it work.

for n in 1 2; do
  ip netns add ns$n
  ip link add link eth0 name mac$n netns ns$n address 02:00:00:00:00:0$n type macvlan mode vepa
  ip -n ns$n addr add 192.168.56.1$n/24 dev mac$n
  ip -n ns$n link set mac$n up
done

echo "hairpin off:"
ip netns exec ns1 ping -c 1 -W 0.5 192.168.56.12
ip -n ns1 neigh flush all

on sw bridge link set dev p1 hairpin on
echo "hairpin on:"
ip netns exec ns1 ping -c 1 -W 0.5 192.168.56.12
ip -n ns1 neigh show
