# A child may change its MAC while it is up, and tells nobody: the gateway goes on sending to the old address
# until it hears from the child again. A gratuitous ARP would have spared it the silence.

ip netns add ns1
ip link add link eth0 name mac1 netns ns1 address 02:00:00:00:00:01 type macvlan mode bridge
ip -n ns1 addr add 192.168.56.11/24 dev mac1
ip -n ns1 link set mac1 up
ping_child() { on gw ping -c 1 -W 0.5 192.168.56.11 > /dev/null && echo "  ping: answered" || echo "  ping: silence"; }
known() { on gw ip -j neigh show | jq -r '.[] | "  gateway knows \(.dst) at \(.lladdr)"'; }

ping_child && known
echo "New address:"
ip -n ns1 link set mac1 address 02:00:00:00:00:bb
ping_child && known
echo "Gratuitous ARP:"
ip netns exec ns1 arping -q -U -c 1 -I mac1 192.168.56.11
known && ping_child
