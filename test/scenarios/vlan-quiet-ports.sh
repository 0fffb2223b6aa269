# Ports of a switch that filters VLANs do without promiscuity once no other port floods or learns: a passthru macvlan then
# listens to what the switch knows for good, and to nothing else.
# needs: 8021q

ip link add br0 type bridge vlan_filtering 1 mcast_snooping 0
ip link set br0 address 02:00:00:00:00:b0 up
ip link add guest type veth peer name p1
ip link set guest up
ip link set p1 address 02:00:00:00:00:c1 up
ip link set p1 master br0
ip link add m0 link eth0 address 02:00:00:00:00:a0 type macvlan mode passthru nopromisc
ip link set m0 up
ip link set m0 master br0

look() {
  echo "$1"
  for dev in br0 p1 m0 eth0; do
    echo "  $dev: $(ip -d link show $dev | grep -o 'promiscuity [0-9]*') $(bridge fdb show dev $dev | grep self | grep -o '^02[^ ]*' | sort | tr '\n' ' ')"
  done
}

look "Both ports flood and learn:"
bridge link set dev p1 learning off
look "p1 does not learn:"
bridge link set dev p1 flood off
look "nor does it flood (a veth has no filter, so it stays promiscuous):"
bridge fdb add 02:00:00:00:00:99 dev p1 master static
look "A station is entered for good:"
ip link set p1 address 02:00:00:00:00:c2
look "The other port has a new address:"
bridge vlan add vid 20 dev p1
look "and is in one more VLAN:"
bridge vlan del vid 20 dev p1
look "which it leaves:"
bridge fdb replace 02:00:00:00:00:99 dev p1 master dynamic
look "The station may age:"
bridge fdb add 02:00:00:00:00:98 dev p1 master static
bridge fdb flush dev br0 brport p1 static
look "Another is flushed:"
ip link set br0 promisc on
look "The switch itself is promiscuous:"
ip link set br0 promisc off
look "no more:"
ip link set br0 type bridge vlan_filtering 0
look "It filters no VLANs:"
ip link set br0 type bridge vlan_filtering 1
look "and does again:"
bridge link set dev m0 learning off flood off
look "Nobody floods or learns:"
bridge link set dev p1 flood on
look "p1 floods, m0 neither floods nor learns:"
bridge link set dev p1 learning on
bridge link set dev m0 learning on flood on
look "Both as in the beginning:"
ip link set p1 nomaster
look "p1 leaves:"
ip link set p1 master br0
look "and comes back:"
bridge link set dev p1 learning off flood off
ip link set m0 nomaster
look "m0 leaves while it is quiet:"
ip link set m0 master br0
look "and comes back while p1 is quiet:"
