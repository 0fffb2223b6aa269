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

listen() {
  listeners=()
  ip netns exec ns1 tcpdump -l -n -Q in -i ipv0 arp 2> /dev/null > ns1.txt & listeners+=($!)
  ip netns exec ns2 tcpdump -l -n -Q in -i ipv0 arp 2> /dev/null > ns2.txt & listeners+=($!)
  tcpdump -l -n -Q in -i eth0 arp 2> /dev/null > parent.txt & listeners+=($!)
  on gw tcpdump -l -n -Q in -i eth0 arp 2> /dev/null > gw.txt & listeners+=($!)
  sleep 0.8
}
told() {
  sleep 0.5
  kill ${listeners[@]}
  wait
  for who in ns1 ns2 parent gw; do echo "  $who heard $(grep -c 192.168.56.99 $who.txt)"; done
}

for hairpin in off on; do
  on sw bridge link set dev p1 hairpin $hairpin
  for flag in bridge private; do
    ip -n ns1 link set ipv0 type ipvlan $flag
    echo "$flag, hairpin $hairpin, ns1 asks for 192.168.56.99:"
    listen
    ip netns exec ns1 arping -q -c 1 -w 1 -I ipv0 192.168.56.99
    told
  done
done
echo "the parent asks:"
listen
arping -q -c 1 -w 1 -I eth0 192.168.56.99
told
echo "the gateway asks:"
listen
on gw arping -q -c 1 -w 1 -I eth0 192.168.56.99
told
ip -n ns2 -s link show ipv0 | sed -n 3,6p
