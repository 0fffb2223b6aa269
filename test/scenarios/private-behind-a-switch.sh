# Behind an ordinary switch, private siblings are apart, whatever they know of each other: the frame leaves
# the host and does not come back. The gateway answers both.

for n in 1 2; do
  ip netns add ns$n
  ip link add link eth0 name mac$n netns ns$n address 02:00:00:00:00:0$n type macvlan mode private
  ip -n ns$n addr add 192.168.56.1$n/24 dev mac$n
  ip -n ns$n link set mac$n up
done
ip -n ns1 neigh add 192.168.56.12 lladdr 02:00:00:00:00:02 dev mac1
ip -n ns2 neigh add 192.168.56.11 lladdr 02:00:00:00:00:01 dev mac2

ip netns exec ns1 ping -c 1 -W 0.5 192.168.56.12
ip netns exec ns1 ping -c 1 -W 0.5 192.168.56.1
ip netns exec ns2 ping -c 1 -W 0.5 192.168.56.1

echo "The switch knows both children by their frames:"
on sw bridge fdb show br sw brport p1 | grep -v permanent | sort
