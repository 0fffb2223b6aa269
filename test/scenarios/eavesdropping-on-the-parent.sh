# What two bridge siblings say to each other never reaches the wire, yet tcpdump on the parent hears it: the
# frame is handed over through the parent's receive path. At the switch there is silence.

for n in 1 2; do
  ip netns add ns$n
  ip link add link eth0 name mac$n netns ns$n address 02:00:00:00:00:0$n type macvlan mode bridge
  ip -n ns$n addr add 192.168.56.1$n/24 dev mac$n
  ip -n ns$n link set mac$n up
done
ip -n ns1 neigh add 192.168.56.12 lladdr 02:00:00:00:00:02 dev mac1
ip -n ns2 neigh add 192.168.56.11 lladdr 02:00:00:00:00:01 dev mac2

tcpdump -e -n -c 2 -i eth0 icmp > parent 2> /dev/null &
on sw tcpdump -n -i p1 > wire 2> /dev/null &
sleep 1
ip netns exec ns1 ping -q -c 1 -W 0.5 192.168.56.12
wait %1
kill %2
wait %2
echo "On the parent:"
cut -d ' ' -f 2- parent | sed 's/id [0-9]*/id N/'
echo "On the wire: $(grep -c IP wire) frames"
