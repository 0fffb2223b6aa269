# Macvlans on a VLAN device: their frames are tagged below them, a reflecting switch returns them in their VLAN, and
# macvlans on the parent itself hear none of it.
# topology: two-hosts.clab.yml
# needs: 8021q

ip link add link eth0 name eth0.10 type vlan id 10
ip link set eth0.10 up
child() {
  ip netns add $1
  ip link add link $2 name $1 address 02:00:00:00:00:0$4 netns $1 type macvlan mode $3
  ip -n $1 address add 10.0.10.$4/24 dev $1
  ip -n $1 link set $1 up
}
child v1 eth0.10 vepa 1
child v2 eth0.10 vepa 2
child b3 eth0.10 bridge 3
child b4 eth0.10 bridge 4
child p5 eth0 vepa 5
reach() {
  ip netns exec $1 ping -q -c 1 -W 0.2 10.0.10.$2 > /dev/null && echo "  $1 reaches .$2" || echo "  $1 does not reach .$2"
  ip -n $1 neigh flush all
}
all() {
  reach v1 2
  reach b3 4
  reach v1 3
  reach v1 5
}

echo "An ordinary switch:"
all
echo "A reflecting one:"
on sw bridge link set dev p1 hairpin on
all
echo "What comes back to the parent, tagged:"
tcpdump -e -n -c 4 -i eth0 vlan 10 and arp 2> /dev/null > wire &
sleep 0.5
reach v1 2
wait
cat wire
