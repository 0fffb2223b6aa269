# Neighbour discovery asks groups, so that the modes do with IPv6 what they do with broadcasts: private ones never find
# each other, and vepa ones only where the switch reflects.
# ipv6: on

add() {
  ip netns add $1$2
  ip link add link eth0 name mac0 address $3 netns $1$2 type macvlan mode $1
  ip -n $1$2 link set mac0 up
}
add bridge 1 02:00:00:00:00:a1
add bridge 2 02:00:00:00:00:a2
add vepa 1 02:00:00:00:00:b1
add vepa 2 02:00:00:00:00:b2
add private 1 02:00:00:00:00:c1
add private 2 02:00:00:00:00:c2
sleep 3
try() {
  ip netns exec ${1}1 ping -q -c 1 -W 0.2 $3%mac0 > /dev/null &&
    echo "  $1 reaches its $2" || echo "  $1 does not reach its $2"
  ip -n ${1}1 -6 neighbour flush all
}
reach() {
  for mode in bridge vepa private; do
    case $mode in bridge) x=a ;; vepa) x=b ;; private) x=c ;; esac
    try $mode sibling fe80::ff:fe00:${x}2
    try $mode gateway fe80::5054:ff:fe00:201
    try $mode parent fe80::5054:ff:fe00:101
    ip -n ${mode}2 -6 neighbour flush all
  done
  ip -6 neighbour flush all
  on gw ip -6 neighbour flush all
}
echo "Behind a plain switch:"
reach
on sw bridge link set dev p1 hairpin on
echo "Behind a switch that reflects:"
reach
