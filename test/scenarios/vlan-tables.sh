# The tables of a switch that filters VLANs: who is in which, the PVID that new ports get, and an entry for each
# address in each VLAN, which comes and goes with them.
# topology: two-hosts.clab.yml
# needs: 8021q

on sw ip link set sw type bridge vlan_filtering 1
mac() { on sw cat /sys/class/net/$1/address; }
entries() { on sw bridge fdb show br sw | sed "s/$(mac p1)/P1/;s/$(mac p2)/P2/;s/$(mac p3)/P3/;s/$(mac sw)/SW/" | grep -v '^\(33\|01\):' | sort; }

echo "Ranges, and what is none:"
on sw bridge vlan add vid 10-12 dev p1
on sw bridge vlan add vid 11 untagged dev p1
on sw bridge vlan add vid 13 pvid dev p1
on sw bridge vlan show dev p1
on sw bridge vlan add vid 13 dev p1
on sw bridge vlan del vid 10-11 dev p1
on sw bridge vlan del vid 300 dev p1
on sw bridge vlan show dev p1
for vid in 0 4095 4096 1-4095 12-10 ten; do on sw bridge vlan add vid $vid dev p1; echo "  $vid: $?"; done
on sw bridge vlan add vid 4094 dev p1
on sw bridge vlan add vid 1-3 pvid dev p2; echo "  a range of PVIDs: $?"
on sw bridge vlan add vid 5 dev sw; echo "  the switch as if it were a port: $?"
on sw bridge vlan add vid 5 dev sw self
on sw bridge vlan add vid 5 dev p2 self; echo "  a port as if it were the switch: $?"
on sw bridge vlan show
on sw bridge -j vlan show | jq -c .
entries

echo "Entries by hand:"
on sw bridge fdb add 02:00:00:00:00:01 dev p1 master static vlan 12
on sw bridge fdb add 02:00:00:00:00:01 dev p1 master static vlan 77; echo "  not in it: $?"
on sw bridge fdb add 02:00:00:00:00:02 dev p1 master static
on sw bridge fdb add 02:00:00:00:00:02 dev p1 master static; echo "  again: $?"
on sw bridge fdb add 02:00:00:00:00:03 dev p2 master
on sw bridge fdb show br sw brport p1 | grep ^02 | sort
on sw bridge fdb del 02:00:00:00:00:02 dev p1 master vlan 12
on sw bridge fdb del 02:00:00:00:00:01 dev p1 master vlan 13; echo "  in another VLAN: $?"
on sw bridge fdb del 02:00:00:00:00:01 dev p1 master
on sw bridge fdb show br sw brport p1 | grep ^02 | sort
on sw bridge fdb del 02:00:00:00:00:02 dev p1 master
on sw bridge fdb show br sw | grep ^02 | sort

echo "Other addresses:"
on sw ip link set p2 address 02:00:00:00:00:22
on sw bridge fdb show br sw brport p2 | grep 02:00:00:00:00:22 | sort
on sw bridge vlan add vid 5 dev p3
on sw ip link set p3 address 02:00:00:00:00:22
on sw ip link set sw address 02:00:00:00:00:55
on sw bridge fdb show br sw | grep '^02:.*\(22\|55\) ' | sort
echo "The first of them leaves, the second inherits, where it is in the VLAN:"
on sw bridge vlan add vid 6 dev p2
on sw ip link set p2 nomaster
on sw bridge fdb show br sw | grep '^02:.*22 ' | sort

echo "Another default PVID, for whoever is as he was made:"
on sw ip link set p2 master sw
on sw bridge vlan add vid 1 pvid dev p3
on sw ip link set sw type bridge vlan_default_pvid 7
on sw bridge vlan show
on sw ip link set sw type bridge vlan_default_pvid 0
on sw bridge vlan show
on sw ip link set p2 nomaster
on sw ip link set p2 master sw
on sw bridge vlan add vid 9 dev p3
on sw ip link set sw type bridge vlan_default_pvid 9
on sw bridge vlan show
on sw ip link set sw type bridge vlan_default_pvid 4095; echo "  no such VLAN: $?"
