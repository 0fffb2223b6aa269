# IPv6 on ipvlans: one MAC, and yet each its own link-local address, made with the device's number. Nobody has an address
# that a sibling has, asking for neighbours works in l2 mode, and in l3 mode nobody is asked.
# needs: ipvlan
# ipv6: on

for n in 1 2; do
  ip netns add ns$n
  ip link add link eth0 name ipv0 netns ns$n address 02:00:00:00:00:0$n type ipvlan mode l2
  ip -n ns$n link set ipv0 up
  sleep 3
done
ip -6 -br address show dev eth0
ip -n ns1 -6 -br address show dev ipv0
ip -n ns2 -6 -br address show dev ipv0
ip -n ns1 -6 address add 2001:db8::1/64 dev ipv0 nodad
ip -n ns2 -6 address add 2001:db8::1/64 dev ipv0
ip -n ns2 -6 address add 2001:db8::2/64 dev ipv0 nodad
on gw ip -6 address add 2001:db8::99/64 dev eth0 nodad
ip -6 address add 2001:db8::10/64 dev eth0 nodad
sleep 1
reach() { # NAMESPACE ADDRESS
  ip netns exec $1 ping -q -c 1 -W 0.5 $2 > /dev/null && answer=reaches || answer="does not reach"
  echo "  $1 $answer $2"
}
echo "l2:"
reach ns1 2001:db8::2
reach ns1 2001:db8::99
reach ns1 2001:db8::10
ip -n ns1 -6 neigh show dev ipv0 | grep 2001 | sort | cut -d ' ' -f 1-3
for mode in l3 l3s; do
  ip -n ns1 link set ipv0 type ipvlan mode $mode
  on gw ip -6 neigh flush all
  on gw ip -6 route replace 2001:db8::1/128 via $(ip -6 -o address show dev eth0 scope link | grep -o 'fe80[^/]*') dev eth0
  echo "$mode:"
  reach ns1 2001:db8::2
  reach ns1 2001:db8::99
done
