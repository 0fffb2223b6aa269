# "The host cannot reach its own macvlan" is true behind an ordinary switch only: the kernel never hands a
# frame from parent to child. A reflecting switch brings it back, and then both directions work.

ip addr add 192.168.56.110/24 dev eth0
ip netns add ns1
ip link add link eth0 name mac1 netns ns1 address 02:00:00:00:00:01 type macvlan mode bridge
ip -n ns1 addr add 192.168.56.11/24 dev mac1
ip -n ns1 link set mac1 up

echo "hairpin off:"
ping -c 1 -W 0.3 192.168.56.11
ip netns exec ns1 ping -c 1 -W 0.3 192.168.56.110

on sw bridge link set dev p1 hairpin on
ip neigh flush dev eth0
ip -n ns1 neigh flush dev mac1
echo "hairpin on:"
ping -c 1 -W 0.3 192.168.56.11
ip netns exec ns1 ping -c 1 -W 0.3 192.168.56.110
