# In l3s mode what comes in stays with the parent's stack until its netfilter hooks have seen it, and only then becomes
# the ipvlan's: its counters know of it, its packet sockets never do.
# topology: two-hosts.clab.yml
# needs: ipvlan

ip netns add ns1
ip link add link eth0 name ipv0 netns ns1 type ipvlan mode l3s
ip -n ns1 addr add 10.0.1.2/24 dev ipv0
ip -n ns1 link set ipv0 up
ip -n ns1 route add default dev ipv0
on gw ip route add 10.0.0.0/16 via 192.168.56.10
ip -n ns1 -d link show ipv0 | grep -o 'ipvlan .* bridge'

for mode in l3s l3; do
  ip -n ns1 link set ipv0 type ipvlan mode $mode
  ip netns exec ns1 tcpdump -l -n -i ipv0 2> /dev/null > inside &
  first=$!
  tcpdump -l -n -i eth0 icmp 2> /dev/null > parent &
  second=$!
  sleep 0.8
  echo "$mode:"
  on gw ping -c 1 10.0.1.2 | grep ttl
  sleep 0.5
  kill $first $second
  wait
  echo "  on the ipvlan:"
  cut -d ' ' -f 2-8 inside
  echo "  on the parent:"
  cut -d ' ' -f 2-8 parent
  ip -n ns1 -s link show ipv0 | sed -n 4p
done
