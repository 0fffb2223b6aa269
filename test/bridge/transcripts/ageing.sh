# What was learned is forgotten.
ip link add br0 address 02:00:00:00:00:b0 type bridge mcast_snooping 0
for i in 1 2 3 4; do ip link add p$i address 02:00:00:00:01:0$i type veth peer name q$i address 02:00:00:00:02:0$i; ip link set p$i master br0; ip link set p$i up; ip link set q$i up; done; ip link set br0 up
sleep 0.5
PAY=88b5000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d
send() { mausezahn $1 -q $(echo $2$3$PAY | sed "s/../&:/g; s/:$//"); tail -n +3 /proc/net/dev | tr -s ' '; bridge fdb show br br0 dynamic; }
ip link set br0 type bridge ageing_time 200
send q1 ffffffffffff 020000000201
sleep 1
send q2 020000000201 020000000202
sleep 1.5
bridge fdb show br br0 dynamic
send q2 020000000201 020000000202
sleep 3; bridge fdb show br br0 dynamic
ip link set br0 type bridge ageing_time 0
send q1 ffffffffffff 020000000201
send q2 020000000201 020000000202
ip link set br0 type bridge ageing_time 30000
send q1 ffffffffffff 020000000201
ip link set br0 type bridge ageing_time 10; sleep 0.3; bridge fdb show br br0 dynamic
