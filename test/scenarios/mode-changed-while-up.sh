# The mode of a child can change while it is up, and counts from the next frame on: what two siblings may say
# to each other is for the sender's mode and the receiver's mode to say together.

for n in 1 2; do
  ip netns add ns$n
  ip link add link eth0 name mac$n netns ns$n address 02:00:00:00:00:0$n type macvlan mode bridge
  ip -n ns$n addr add 192.168.56.1$n/24 dev mac$n
  ip -n ns$n link set mac$n up
done
ip -n ns1 neigh add 192.168.56.12 lladdr 02:00:00:00:00:02 dev mac1
ip -n ns2 neigh add 192.168.56.11 lladdr 02:00:00:00:00:01 dev mac2

for modes in "bridge bridge" "bridge vepa" "private private" "vepa bridge" "bridge bridge"; do
  set -- $modes
  ip -n ns1 link set mac1 type macvlan mode $1
  ip -n ns2 link set mac2 type macvlan mode $2
  ip netns exec ns1 ping -c 1 -W 0.2 192.168.56.12 > /dev/null && echo "$modes: answered" || echo "$modes: silence"
done
