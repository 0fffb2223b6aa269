# A source child hears only the senders on its list, which is empty at first; it may speak to anybody. The
# list changes while the child is up: add, del, set, flush.

ip netns add ns1
ip link add link eth0 name mac1 netns ns1 address 02:00:00:00:00:01 type macvlan mode source
ip -n ns1 addr add 192.168.56.11/24 dev mac1
ip -n ns1 link set mac1 up
list() { ip netns exec ns1 ip link set mac1 type macvlan macaddr "$@"; }
try() { on gw ping -c 1 -W 0.2 192.168.56.11 > /dev/null && echo "$1: heard" || echo "$1: silence"; }
on gw ip neigh add 192.168.56.11 lladdr 02:00:00:00:00:01 dev eth0
ip -n ns1 neigh add 192.168.56.1 lladdr 52:54:00:00:02:01 dev mac1

try "empty list"
list add 52:54:00:00:02:01
try "gateway added"
list add 52:54:00:00:09:09
ip -n ns1 -d link show mac1 | grep -A 3 macvlan
list del 52:54:00:00:02:01
try "gateway deleted"
list set 52:54:00:00:02:01 52:54:00:00:07:07
try "list set anew"
list flush
try "list flushed"
