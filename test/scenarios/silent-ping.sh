# Why the published lab's ping only waits and never says "unreachable": the error message comes from the own
# kernel by way of lo, and in a new namespace lo is down.

ip netns add ns1
ip link add link eth0 name mac1 netns ns1 type macvlan mode bridge
ip -n ns1 addr add 192.168.56.11/24 dev mac1
ip -n ns1 link set mac1 up

ip -n ns1 -br link show lo
ip netns exec ns1 ping -c 1 -W 3.5 192.168.56.99
ip -n ns1 link set lo up
ip -n ns1 -br link show lo
ip netns exec ns1 ping -c 1 -W 3.5 192.168.56.99
