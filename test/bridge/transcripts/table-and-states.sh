# Entries by hand, port states, locked ports, links that go down.
ip link add br0 address 02:00:00:00:00:b0 type bridge mcast_snooping 0
for i in 1 2 3 4; do ip link add p$i address 02:00:00:00:01:0$i type veth peer name q$i address 02:00:00:00:02:0$i; ip link set p$i master br0; ip link set p$i up; ip link set q$i up; done; ip link set br0 up
sleep 0.5
PAY=88b5000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d
send() { mausezahn $1 -q $(echo $2$3$PAY | sed "s/../&:/g; s/:$//"); tail -n +3 /proc/net/dev | tr -s ' '; bridge fdb show br br0 dynamic; }
bridge link set dev p1 learning off
send q1 ffffffffffff 020000000201
send q2 020000000201 020000000202
bridge link set dev p1 learning on
bridge fdb add 02:00:00:00:02:03 dev p2 master static
send q1 020000000203 020000000201
send q3 ffffffffffff 020000000203
send q1 020000000203 020000000201
bridge fdb add 02:00:00:00:02:04 dev p2 master static sticky
send q4 ffffffffffff 020000000204
send q1 020000000204 020000000201
bridge fdb add 02:00:00:00:77:77 dev p2 master
send q1 020000007777 020000000201
send br0 020000007777 0200000000b0
bridge fdb add 01:00:5e:01:02:03 dev p2 master static
send q1 01005e010203 020000000201
bridge fdb add 02:00:00:00:66:66 dev p2 master dynamic
send q1 020000006666 020000000201
send q1 ffffffffffff 020000006666
bridge fdb add 02:00:00:00:55:55 dev br0 local
send q1 020000005555 020000000201
send br0 020000005555 0200000000b0
bridge link set dev p1 state disabled
send q1 ffffffffffff 020000000201
send q2 020000000201 020000000202
send q2 ffffffffffff 020000000202
bridge link set dev p1 state listening
send q1 ffffffffffff 020000000201
bridge link set dev p1 state learning
send q1 ffffffffffff 020000000201
send q1 0180c200000e 020000000201
send q2 020000000201 020000000202
send br0 020000000201 0200000000b0
bridge link set dev p1 state forwarding
send q2 020000000201 020000000202
bridge link set dev p1 locked on
send q1 ffffffffffff 02000000dd01
bridge fdb add 02:00:00:00:dd:01 dev p1 master static
send q1 ffffffffffff 02000000dd01
send q1 ffffffffffff 020000000202
send q1 0180c200000e 02000000dd02
bridge link set dev p1 locked off
ip link set p2 down
send q1 ffffffffffff 020000000201
send q1 020000000202 020000000201
ip link set p2 up; sleep 0.3
send q1 020000000202 020000000201
ip link set q3 down; sleep 1.5; bridge link
send q1 ffffffffffff 020000000201
ip link set q3 up; sleep 1.5; bridge link
send q1 ffffffffffff 020000000201
ip link set p3 nomaster
send q1 ffffffffffff 020000000201
bridge link
ip link set br0 down
send q1 ffffffffffff 020000000201
bridge link; bridge fdb show br br0
ip link set br0 up; sleep 0.3
send q1 ffffffffffff 020000000201
ip link set p3 master br0; sleep 0.3; bridge link
send q1 ffffffffffff 020000000201
