# A reflecting port of a switch that filters VLANs: a vepa sibling is reached in a VLAN that the port is in, with the
# tag or without, and not in one that it is not in.
# topology: two-hosts.clab.yml
# needs: 8021q

on sw ip link set sw type bridge vlan_filtering 1
on sw bridge link set dev p1 hairpin on
on sw bridge vlan add vid 10 dev p1
pair() {
  for last in 1 2; do
    ip netns add n$2$last
    ip link add link $1 name v$last netns n$2$last type macvlan mode vepa
    ip -n n$2$last address add 10.0.$2.$last/24 dev v$last
    ip -n n$2$last link set v$last up
  done
}
for id in 10 20; do
  ip link add link eth0 name eth0.$id type vlan id $id
  ip link set eth0.$id up
  pair eth0.$id $id
done
pair eth0 1
reach() {
  ip netns exec n${1}1 ping -q -c 1 -W 0.2 10.0.$1.2 > /dev/null && echo "  in VLAN $1: answered" || echo "  in VLAN $1: silence"
  ip -n n${1}1 neigh flush all
}

for id in 1 10 20; do reach $id; done
echo "The port leaves its PVID:"
on sw bridge vlan del vid 1 dev p1
reach 1
echo "VLAN 20 for the port, its frames without a tag:"
on sw bridge vlan add vid 20 untagged dev p1
tcpdump -e -n -c 2 -i eth0 arp 2> /dev/null > wire &
sleep 0.5
reach 20
wait
cat wire
