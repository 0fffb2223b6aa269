# Two children in bridge mode talk inside the host. The switch hears one question, the broadcast
# "who has .12?", and nothing of the answer or of the pings.

for n in 1 2; do
  ip netns add ns$n
  ip link add link eth0 name mac$n netns ns$n address 02:00:00:00:00:0$n type macvlan mode bridge
  ip -n ns$n addr add 192.168.56.1$n/24 dev mac$n
  ip -n ns$n link set mac$n up
done

on sw tcpdump -e -n -c 1 -i p1 2>/dev/null > heard &
sleep 1
ip netns exec ns1 ping -c 2 -i 0.3 192.168.56.12
wait
echo "The switch heard on port p1:"
cat heard
on sw cat /sys/class/net/p1/statistics/rx_packets
