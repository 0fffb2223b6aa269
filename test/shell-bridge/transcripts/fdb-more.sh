ip link add br0 type bridge mcast_snooping 0
ip link add p1 address 02:00:00:00:01:01 type veth peer name q1 address 02:00:00:00:02:01
ip link add p2 address 02:00:00:00:01:02 type veth peer name q2 address 02:00:00:00:02:02
ip link set p1 master br0; ip link set p2 master br0
ip link set p1 up; ip link set p2 up; ip link set q1 up; ip link set q2 up; ip link set br0 up
sleep 0.5
ip netns del xbr0 2>/dev/null; ip netns add xbr0; ip netns exec xbr0 sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1
run(){ echo "\$ $*"; "$@"; echo "rc=$?"; }
ip link set br0 up
bridge fdb add 02:00:00:00:00:b6 dev p1 master static
bridge fdb append 02:00:00:00:00:b6 dev p2 master extern_learn
bridge fdb add 02:00:00:00:00:b6 dev p2 master extern_learn
bridge fdb show br br0 state static
bridge fdb show br br0 dynamic
bridge fdb add 02:00:00:00:00:b7 dev br0 extern_learn
bridge fdb add 02:00:00:00:00:b8 dev br0 extern_learn static
bridge fdb add 02:00:00:00:00:b7 dev br0 use
bridge fdb replace 02:00:00:00:00:b7 dev p1 master use
bridge fdb add 02:00:00:00:00:b9 dev p1 master use static
bridge fdb add 02:00:00:00:00:b9 dev p1 master use static
bridge fdb add 02:00:00:00:00:c1 dev p1 master static
bridge fdb add 02:00:00:00:00:c2 dev p1 master dynamic
bridge fdb add 02:00:00:00:00:c3 dev p1 master 
bridge fdb add 02:00:00:00:00:c4 dev p1 master sticky static
bridge fdb 
bridge fdb flush dev br0 sticky
bridge fdb flush dev p1 master dynamic
bridge fdb show br br0 dynamic
bridge fdb flush dev p1 master nopermanent static
bridge fdb show br br0
bridge fdb flush dev p1 master static
bridge fdb show br br0
bridge fdb flush dev p1 master permanent
bridge fdb show br br0
bridge fdb flush dev br0 brport p2
bridge fdb flush dev br0 brport q2
bridge fdb flush dev br0 brport nodev
bridge fdb flush dev br0 vlan 3
bridge fdb flush dev br0 vlan 5000
bridge fdb flush dev br0 dev p1
bridge fdb flush dev br0 noadded_by_user
bridge fdb flush dev br0 added_by_user extern_learn offloaded nosticky noextern_learn
bridge fdb flush dev br0 added_by_user extern_learn nosticky
bridge fdb flush dev
bridge fdb show br br0
bridge fdb flush dev lo
bridge fdb del 02:00:00:00:00:c4 dev lo
bridge fdb append 02:00:00:00:00:99 dev p1 master static
bridge fdb get 02:00:00:00:00:99 dev q1
bridge fdb get 02:00:00:00:00:99 dev q1 master
bridge fdb get 02:00:00:00:00:99 brport q1 master
bridge fdb get 02:00:00:00:00:99 br p1
bridge fdb get 02:00:00:00:00:99 br nodev
bridge fdb get 02:00:00:00:00:99 dev nodev
bridge fdb get 02:00:00:00:00:99 dev p1 br br0
bridge fdb get 02:00:00:00:00:99 dev p1 vlan 3
bridge fdb get 02:00:00:00:00:99 dev p1 dynamic
bridge fdb get 02:00:00:00:00 dev p1
bridge fdb get 02:00:00:00:00:99 dev br0
bridge fdb get 02:00:00:00:00:99 dev br0 self
bridge fdb get 02:00:00:00:00:99 dev p1 blah
bridge fdb get 02:00:00:00:00:99 brport p1 dev p2
bridge fdb get 02:00:00:00:00:99 dev p1 dev p2
bridge fdb append 02:00:00:00:00:98 dev br0 vlan 2
bridge fdb del 02:00:00:00:00:98 dev br0 vlan 2
bridge fdb del 02:00:00:00:00:98 dev br0 vlan 0
bridge fdb add 02:00:00:00:00:97 dev p1 vlan 0 master static
bridge fdb add 02:00:00:00:00:97 dev p1 dev p2 master static
bridge fdb add 02:00:00:00:00:97 dev p1 port 99999
bridge fdb add 02:00:00:00:00:97 dev p1 port foo
bridge fdb add 02:00:00:00:00:97 dev p1 vni foo
bridge fdb add 02:00:00:00:00:97 dev p1 via nodev
bridge fdb add 02:00:00:00:00:97 dev p1 dst foo
bridge fdb add 02:00:00:00:00:97 dev p1 nhid foo
bridge fdb add 02:00:00:00:00:97 dev p1 src_vni foo
bridge fdb add 02:00:00:00:00:96 dev p1 port 99 self
bridge fdb add 02:00:00:00:00:95 dev p1 mas sta
bridge fdb add 02:00:00:00:00:94 dev p1 m s
bridge fdb add 02:00:00:00:00:93 dev p1 ext
bridge fdb add 02:00:00:00:00:92 dev p1 loc
bridge fdb add 02:00:00:00:00:91 dev p1 perm
bridge fdb add 0200.0000.0090 dev p1
bridge fdb add 2:0:0:0:0:90 dev p1
bridge fdb add help
bridge fdb add 2:0:0:0:0:190 dev p1
bridge fdb add 2:0:0:0:0:8f:1 dev p1
bridge fdb sh br br0
bridge -V -foo
bridge -V link
bridge l
bridge f
bridge v
bridge -det -stat link sh dev p2
bridge -t link show dev p2
bridge -N foo link
bridge --details link show dev p2
bridge -help
bridge -h
bridge link sh help
bridge link help
bridge l s dev p1
bridge l set dev p1 hai on
bridge l set dev p1 hairpin of
bridge l set dev p1 hairpin ''
bridge l set dev p1 hairpin onn
bridge l set dev p1 self master
bridge l set dev p1 dev nodev
printf 'link show dev p1\nfdb sh dev q1\n\n# comment\nlink foo\nfdb show dev p2\n' > /tmp/b.batch
bridge -b /tmp/b.batch
bridge -force -b /tmp/b.batch
printf 'link set dev nodev hairpin on\nlink show dev p1\n' > /tmp/b.batch
bridge -b /tmp/b.batch
bridge -force -b /tmp/b.batch
printf 'fdb show dev q1\nfdb show dev q2\n' > /tmp/b.batch
bridge -j -b /tmp/b.batch
