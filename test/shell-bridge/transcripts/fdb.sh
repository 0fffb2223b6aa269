ip link add br0 type bridge mcast_snooping 0
ip link add p1 address 02:00:00:00:01:01 type veth peer name q1 address 02:00:00:00:02:01
ip link add p2 address 02:00:00:00:01:02 type veth peer name q2 address 02:00:00:00:02:02
ip link set p1 master br0; ip link set p2 master br0
ip link set p1 up; ip link set p2 up; ip link set q1 up; ip link set q2 up; ip link set br0 up
sleep 0.5
ip netns del xbr0 2>/dev/null; ip netns add xbr0; ip netns exec xbr0 sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
run(){ echo "\$ $*"; "$@"; echo "rc=$?"; }
ip link set br0 up
bridge fdb
bridge fdb show dev p1
bridge fdb show br br0
bridge fdb show brport p1
bridge fdb show dev q1
bridge fdb show dev nodev
bridge fdb show br nodev
bridge fdb show br p1
bridge fdb show brport nodev
bridge fdb show brport q1
bridge fdb show foo
bridge fdb show dev p1 dev p2
bridge fdb show state permanent
bridge fdb show state static
bridge fdb show state foo
bridge fdb show dynamic
bridge fdb show vlan 1
bridge fdb show vlan foo
bridge fdb add
bridge fdb add 02:00:00:00:00:aa
bridge fdb add dev p1
bridge fdb add 02:00:00:00:00:aa dev p1
bridge fdb add 02:00:00:00:00:ab dev p1 master
bridge fdb add 02:00:00:00:00:ac dev p1 master static
bridge fdb add 02:00:00:00:00:ad dev p1 master dynamic
bridge fdb add 02:00:00:00:00:ae dev p1 master temp
bridge fdb add 02:00:00:00:00:af dev p1 static
bridge fdb add 02:00:00:00:00:b0 dev p1 dynamic
bridge fdb add 02:00:00:00:00:b1 dev p1 self dynamic
bridge fdb add 02:00:00:00:00:b2 dev p1 local
bridge fdb add 02:00:00:00:00:b3 dev p1 master sticky static
bridge fdb add 02:00:00:00:00:b4 dev p1 master sticky
bridge fdb add 02:00:00:00:00:b5 dev p1 master use
bridge fdb add 02:00:00:00:00:b6 dev p1 master extern_learn
bridge fdb add 02:00:00:00:00:b7 dev p1 master router
bridge fdb add 02:00:00:00:00:b8 dev p1 router
bridge fdb add 02:00:00:00:00:b9 dev p1 master self
bridge fdb add 02:00:00:00:00:ba dev p1 master vlan 5
bridge fdb add 02:00:00:00:00:bb dev q1 master
bridge fdb add 02:00:00:00:00:bc dev q1 self
bridge fdb add 02:00:00:00:00:bc dev q1 self
bridge fdb append 02:00:00:00:00:bc dev q1 self
bridge fdb replace 02:00:00:00:00:bc dev q1 self
bridge fdb add 01:00:5e:01:02:03 dev q1 self
bridge fdb add 01:00:5e:01:02:04 dev q1
bridge fdb add 01:80:c2:00:00:0e dev q1
bridge fdb add ff:ff:ff:ff:ff:ff dev q1
bridge fdb add 00:00:00:00:00:00 dev q1
bridge fdb add 00:00:00:00:00:00 dev p1 master
bridge fdb add 01:00:5e:01:02:05 dev p1 master static
bridge fdb add ff:ff:ff:ff:ff:ff dev p1 master static
bridge fdb add zz dev q1
bridge fdb add 02:00:00:00:00 dev q1
bridge fdb add 02:00:00:00:00:bd dev nodev
bridge fdb add 02:00:00:00:00:bd dev br0
bridge fdb add 02:00:00:00:00:be dev br0 master
bridge fdb add 02:00:00:00:00:bf dev br0 self static
bridge fdb add 02:00:00:00:00:c0 dev br0 self local
bridge fdb add 02:00:00:00:00:c1 dev lo
bridge fdb add 02:00:00:00:00:ac dev p1 master static
bridge fdb add 02:00:00:00:00:ac dev p2 master static
bridge fdb append 02:00:00:00:00:ac dev p2 master static
bridge fdb replace 02:00:00:00:00:ac dev p2 master static
bridge fdb replace 02:00:00:00:00:ac dev p2 master dynamic
bridge fdb add 02:00:00:00:00:c2 dev p1 master blah
bridge fdb add 02:00:00:00:00:c3 02:00:00:00:00:c4 dev p1
bridge fdb add to 02:00:00:00:00:c4 dev p1 master static
bridge fdb add 02:00:00:00:00:c5 dev p1 dst 1.2.3.4
bridge fdb add 02:00:00:00:00:c6 dev p1 vlan foo
bridge fdb add 02:00:00:00:00:c6 dev p1 vlan 5000
bridge fdb add 02:00:00:00:00:c6 dev p1 vlan
bridge fdb
bridge fdb show br br0
bridge -s fdb show br br0
bridge -d fdb show dev p1
bridge -j fdb show dev p1
bridge -j -p fdb show dev p1
bridge -j -s fdb show dev p1
bridge -o fdb show dev p1
bridge fdb show state static
bridge fdb show state permanent
bridge fdb show state reachable
bridge fdb show state stale
bridge fdb show dynamic
bridge fdb show brport p1
bridge fdb get 02:00:00:00:00:ac br br0
bridge fdb get 02:00:00:00:00:ac dev p2
bridge fdb get 02:00:00:00:00:ac brport p2
bridge fdb get 02:00:00:00:00:ac brport p2 master
bridge fdb get 02:00:00:00:00:ac dev p2 master
bridge fdb get 02:00:00:00:ff:ac br br0
bridge fdb get to 02:00:00:00:00:aa dev p1 self
bridge fdb get
bridge fdb get 02:00:00:00:00:aa
bridge -s fdb get 02:00:00:00:00:ac br br0
bridge -j fdb get 02:00:00:00:00:ac br br0
bridge fdb del
bridge fdb del 02:00:00:00:00:ac
bridge fdb del 02:00:00:00:00:ac dev p1 master
bridge fdb del 02:00:00:00:00:ac dev p2 master
bridge fdb del 02:00:00:00:00:ac dev p2 master
bridge fdb delete 02:00:00:00:00:ad dev p1 master static
bridge fdb del 02:00:00:00:00:bc dev q1 self
bridge fdb del 02:00:00:00:00:bc dev q1
bridge fdb del 02:00:00:00:00:aa dev p1
bridge fdb del 01:00:5e:01:02:03 dev q1 self dynamic
bridge fdb del 01:00:5e:01:02:03 dev q1
bridge fdb del 02:00:00:00:01:01 dev p1 master
bridge fdb del 01:00:5e:00:00:01 dev q1
bridge fdb del 02:00:00:00:00:ba dev p1 master vlan 5
bridge fdb del 02:00:00:00:00:ba dev nodev
bridge fdb flush
bridge fdb flush dev br0
bridge fdb flush dev p1 
bridge fdb flush dev p1 master
bridge fdb
bridge fdb flush dev p1 master permanent
bridge fdb flush dev p1 foo
bridge fdb flush dev nodev
bridge fdb flush dev q1
bridge fdb flush dev q1 master
bridge fdb flush dev br0 static
bridge fdb
ip link set p2 down
bridge fdb add 02:00:00:00:00:d1 dev p2 master dynamic
bridge fdb add 02:00:00:00:00:d1 dev p2 master static
bridge fdb add 02:00:00:00:00:d2 dev p2 master
ip link add mv0 link q1 type macvlan mode bridge
ip link add mv1 link q2 type macvlan mode passthru
bridge fdb add 02:00:00:00:00:d3 dev mv0
bridge fdb add 01:00:5e:00:00:33 dev mv0
bridge fdb replace 01:00:5e:00:00:33 dev mv0
bridge fdb add 01:00:5e:00:00:33 dev mv0
bridge fdb append 01:00:5e:00:00:33 dev mv0
bridge fdb append 01:00:5e:00:00:33 dev mv0 static
bridge fdb add 02:00:00:00:00:d3 dev mv1
bridge fdb del 02:00:00:00:00:d3 dev mv0
bridge fdb del 02:00:00:00:00:d3 dev mv1
bridge fdb del 02:00:00:00:00:d3 dev mv1
bridge fdb del 02:00:00:00:00:d3 dev mv1 dynamic
bridge fdb add 02:00:00:00:00:d5 dev mv1 dynamic
bridge fdb add 02:00:00:00:00:d5 dev mv1 vlan 7
bridge fdb add 02:00:00:00:00:d6 dev q1 vlan 7
bridge fdb
