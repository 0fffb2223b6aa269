ip link add br0 type bridge mcast_snooping 0
ip link add p1 address 02:00:00:00:01:01 type veth peer name q1 address 02:00:00:00:02:01
ip link add p2 address 02:00:00:00:01:02 type veth peer name q2 address 02:00:00:00:02:02
ip link set p1 master br0; ip link set p2 master br0
ip link set p1 up; ip link set p2 up; ip link set q1 up; ip link set q2 up; ip link set br0 up
sleep 0.5
ip netns del xbr0 2>/dev/null; ip netns add xbr0; ip netns exec xbr0 sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
run(){ echo "\$ $*"; "$@"; echo "rc=$?"; }
ip link set br0 up
bridge
bridge help
bridge foo
bridge link help
bridge fdb help
bridge vlan help
bridge mdb help
bridge -foo
bridge -V
bridge -Version
bridge link foo
bridge fdb foo
bridge vlan foo
bridge -n nonexist link
bridge link
bridge link show dev p1
bridge link show p1
bridge link show dev nodev
bridge link list
bridge li sh dev q1
bridge -d link show dev p1
bridge -s link show dev p1
bridge -o link
bridge -o -d link
bridge -j link
bridge -j -p link
bridge -j -d link
bridge link show dev p1 dev p2
bridge link show master br0
bridge link show foo
bridge link show dev
bridge link set
bridge link set dev
bridge link set dev nodev hairpin on
bridge link set dev p1
bridge link set dev p1 hairpin
bridge link set dev p1 hairpin foo
bridge link set dev p1 hairpin on
bridge link set dev q1 hairpin on
bridge link set dev br0 hairpin on
bridge link set dev p1 hairpin on self
bridge link set dev p1 foo
bridge link set hairpin on
bridge link set p1 hairpin on
bridge link set dev p1 cost 0
bridge link set dev p1 cost foo
bridge link set dev p1 cost 65536
bridge link set dev p1 cost 1234
bridge link set dev p1 priority 64
bridge link set dev p1 priority foo
bridge link set dev p1 priority 63
bridge -d link show dev p1
bridge link set dev p1 state 5
bridge link set dev p1 state foo
bridge link set dev p1 state FORWARDING
bridge link set dev p1 state blocking
bridge link show dev p1
bridge link set dev p1 state 0
bridge link show dev p1
ip link show br0
bridge link set dev p1 state learning
bridge link show dev p1
bridge link set dev p1 state -1
bridge link set dev p1 state 300
bridge link set dev p1 state forwarding
bridge link set dev p1 learning off flood off mcast_flood off bcast_flood off isolated on guard on root_block on fastleave on neigh_suppress on learning_sync on vlan_tunnel on mcast_to_unicast on locked on mcast_router 2
bridge -d link show dev p1
bridge -j -p -d link show dev p1
bridge link set dev p1 learning_sync on
bridge link set dev p1 mcast_router 5
bridge link set dev p1 mcast_router foo
bridge link set dev p1 hwmode vepa
bridge link set dev p1 hwmode foo
bridge link set dev p1 master
bridge link set dev p1 flood of
bridge -d link show dev p1
bridge vlan
bridge vlan show
bridge -j vlan show
bridge vlan add dev p1 vid 10
bridge vlan add
bridge vlan show dev p1
bridge vlan show dev nodev
bridge mdb show
bridge mdb
bridge -b -  </dev/null
