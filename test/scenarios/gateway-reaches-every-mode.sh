# From outside, a child is a machine of its own in every mode but one: a source child hears only the senders
# on its list. The children are created side by side on one parent.

last=11
for mode in private vepa bridge source; do
  ip netns add $mode
  ip link add link eth0 name mac0 netns $mode address 02:00:00:00:00:$last type macvlan mode $mode
  ip -n $mode addr add 192.168.56.$last/24 dev mac0
  ip -n $mode link set mac0 up
  last=$((last + 1))
done
ip netns exec source ip link set mac0 type macvlan macaddr add 52:54:00:00:99:99

for last in 11 12 13 14; do
  on gw ping -q -c 1 -W 0.5 192.168.56.$last
done
on gw ip neigh show | sort
