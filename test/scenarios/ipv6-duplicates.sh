# Two macvlans want one address. In bridge mode the second one learns that it is taken; in vepa and private mode nobody
# tells it, and both use the address.
# ipv6: on

want() {
  ip netns add $1
  ip link add link eth0 name mac0 address $3 netns $1 type macvlan mode $2
  ip -n $1 link set mac0 up
  sleep 3
  ip -n $1 -6 address add 2001:db8::1/64 dev mac0
  sleep 3
}
for mode in bridge vepa private; do
  echo "$mode:"
  want first $mode 02:00:00:00:00:a1
  want second $mode 02:00:00:00:00:a2
  ip -n first -6 -brief address show mac0
  ip -n first -6 address show mac0 | grep 2001
  ip -n second -6 address show mac0 | grep 2001
  ip -n second -6 route show table local 2001:db8::1
  ip netns del first
  ip netns del second
  sleep 0.3
done
