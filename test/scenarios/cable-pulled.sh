# Pull the cable: the switch port goes down, the parent loses its carrier, and the children lose theirs. The
# kernel tells upper devices at most once a second, hence the waiting.

ip netns add ns1
ip link add link eth0 name mac1 netns ns1 address 02:00:00:00:00:01 type macvlan mode bridge
ip -n ns1 addr add 192.168.56.11/24 dev mac1
ip -n ns1 link set mac1 up
look() {
  sleep 1.5
  ip -br link show eth0
  ip -n ns1 -br link show mac1
  echo "carrier $(cat /sys/class/net/eth0/carrier)"
}

look
on sw ip link set p1 down
look
on sw ip link set p1 up
look
ip netns exec ns1 ping -q -c 1 -W 0.5 192.168.56.1 | grep received
