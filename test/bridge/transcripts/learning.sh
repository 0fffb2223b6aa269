# Who gets a frame, and what the table learns from it.
ip link add br0 address 02:00:00:00:00:b0 type bridge mcast_snooping 0
for i in 1 2 3 4; do ip link add p$i address 02:00:00:00:01:0$i type veth peer name q$i address 02:00:00:00:02:0$i; ip link set p$i master br0; ip link set p$i up; ip link set q$i up; done; ip link set br0 up
sleep 0.5
PAY=88b5000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d
send() { mausezahn $1 -q $(echo $2$3$PAY | sed "s/../&:/g; s/:$//"); tail -n +3 /proc/net/dev | tr -s ' '; bridge fdb show br br0 dynamic; }
send q1 ffffffffffff 020000000201
send q2 020000000201 020000000202
send q1 020000000202 020000000201
send q1 020000009999 020000000201
send q1 01005e010203 020000000201
send q1 0200000000b0 020000000201
send q1 020000000101 020000000201
send q1 020000000102 020000000201
send q1 020000000201 020000000201
send q1 ffffffffffff 020000000101
send q1 ffffffffffff 0200000000b0
send q1 ffffffffffff 010000000001
send q1 ffffffffffff 000000000000
send q1 000000000000 020000000201
send br0 ffffffffffff 0200000000b0
send br0 020000000201 0200000000b0
send br0 020000009998 0200000000b0
send br0 01005e010203 0200000000b0
send br0 0200000000b0 0200000000b0
send br0 020000000101 0200000000b0
send br0 ffffffffffff 020000007777
ip link set br0 promisc on
send q1 020000000202 020000000201
send q1 020000000203 020000000201
send q1 020000000102 020000000201
ip link set br0 promisc off
send q3 ffffffffffff 020000000201
send q2 020000000201 020000000202
