# A gratuitous ARP says "this is me" without being asked. It corrects an entry that exists already, and by
# default makes no new one.

ip netns add ns1
ip link add link eth0 name mac1 netns ns1 address 02:00:00:00:00:01 type macvlan mode bridge
ip -n ns1 addr add 192.168.56.11/24 dev mac1
ip -n ns1 link set mac1 up
known() { on gw ip neigh show | sed 's/^/  /'; }

ip netns exec ns1 arping -U -c 1 -I mac1 192.168.56.11
echo "The gateway did not know it, and does not now:"
known
on gw ip neigh add 192.168.56.11 lladdr 02:00:00:00:00:99 nud stale dev eth0
echo "The gateway is wrong:"
known
ip netns exec ns1 arping -A -c 1 -I mac1 192.168.56.11
echo "The gateway stands corrected:"
known
