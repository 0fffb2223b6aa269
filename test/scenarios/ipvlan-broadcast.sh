# A broadcast of an ipvlan reaches its siblings and the outside, in private and vepa mode too, and never the parent.
# What a switch reflects is known by its IP address as an ipvlan's own: only the parent gets it then.
# needs: ipvlan

for n in 1 2; do
  ip netns add ns$n
  ip link add link eth0 name ipv0 netns ns$n type ipvlan mode l2
  ip -n ns$n addr add 192.168.56.1$n/24 dev ipv0
  ip -n ns$n link set ipv0 up
done
ip addr add 192.168.56.110/24 dev eth0

received() { # NAME: how many frames so far
  case $1 in
    ns*) ip netns exec $1 cat /sys/class/net/ipv0/statistics/rx_packets ;;
    parent) cat /sys/class/net/eth0/statistics/rx_packets ;;
    gw) on gw cat /sys/class/net/eth0/statistics/rx_packets ;;
  esac
}
ask() { # COMMAND: somebody asks for an address that nobody has
  for who in ns1 ns2 parent gw; do before[$who]=$(received $who); done
  "$@" arping -q -c 1 -w 1 192.168.56.99 -I $nic
  for who in ns1 ns2 parent gw; do echo "  $who heard $(($(received $who) - before[$who]))"; done
}
declare -A before

for hairpin in off on; do
  on sw bridge link set dev p1 hairpin $hairpin
  for flag in bridge private; do
    ip -n ns1 link set ipv0 type ipvlan $flag
    echo "$flag, hairpin $hairpin, ns1 asks for 192.168.56.99:"
    nic=ipv0 ask ip netns exec ns1
  done
done
echo "the parent asks:"
nic=eth0 ask env
echo "the gateway asks:"
nic=eth0 ask on gw
ip -n ns2 -s link show ipv0 | sed -n 3,6p
