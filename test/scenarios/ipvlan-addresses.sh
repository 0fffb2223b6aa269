# An ipvlan is known by its IP addresses, so no two on one parent may have the same one, whether up or down; the parent
# itself is not asked. Only who is up is found.
# needs: ipvlan

try() { echo "+ $*"; "$@" 2>&1; echo "  $?"; }
for n in 1 2; do
  ip netns add ns$n
  ip link add link eth0 name ipv0 netns ns$n type ipvlan mode l2
done
try ip -n ns1 addr add 192.168.56.11/24 dev ipv0
try ip -n ns2 addr add 192.168.56.11/24 dev ipv0
try ip -n ns1 addr add 192.168.56.11/24 dev ipv0
try ip -n ns1 addr add 192.168.56.11/16 dev ipv0
try ip addr add 192.168.56.11/24 dev eth0
try ip addr del 192.168.56.11/24 dev eth0
try ip -n ns2 addr add 192.168.56.12/24 dev ipv0
try ip -n ns2 addr add 192.168.56.13/24 dev ipv0
reach() { ping -q -c 1 -W 0.2 192.168.56.$1 > /dev/null && echo "  192.168.56.$1 answers" || echo "  192.168.56.$1 is silent"; }
from() { on gw ip neigh flush all; on gw ping -q -c 1 -W 0.2 192.168.56.$1 > /dev/null && echo "  192.168.56.$1 answers" || echo "  192.168.56.$1 is silent"; }
echo "Down:"
from 11
ip -n ns1 link set ipv0 up
ip -n ns2 link set ipv0 up
echo "Up:"
for n in 11 12 13; do from $n; done
echo "An address that is deleted is free for the other:"
try ip -n ns2 addr del 192.168.56.13/24 dev ipv0
try ip -n ns1 addr add 192.168.56.13/24 dev ipv0
from 13
echo "With the first of its subnet the others go:"
try ip -n ns1 addr del 192.168.56.11/24 dev ipv0
ip -n ns1 -br addr show ipv0
try ip -n ns2 addr add 192.168.56.11/24 dev ipv0
try ip -n ns2 addr add 192.168.56.13/24 dev ipv0
for n in 11 12 13; do from $n; done
echo "A device that is deleted gives all of its addresses back:"
ip -n ns2 link del ipv0
try ip -n ns1 addr add 192.168.56.12/24 dev ipv0
from 12
