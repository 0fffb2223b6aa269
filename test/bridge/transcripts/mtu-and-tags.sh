# Frames longer than the MTU of a port, and frames with a VLAN tag.
ip link add br0 address 02:00:00:00:00:b0 type bridge mcast_snooping 0
for i in 1 2 3 4; do ip link add p$i address 02:00:00:00:01:0$i type veth peer name q$i address 02:00:00:00:02:0$i; ip link set p$i master br0; ip link set p$i up; ip link set q$i up; done; ip link set br0 up
sleep 0.5
PAY=88b5000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d
send() { mausezahn $1 -q $(echo $2$3$PAY | sed "s/../&:/g; s/:$//"); tail -n +3 /proc/net/dev | tr -s ' '; bridge fdb show br br0 dynamic; }
bridge link set dev p1 learning on
ip link set p2 mtu 1400; ip link set q2 mtu 1400; ip link show br0 | head -1
PAY=88b5$(printf "%02x" $(seq 0 255) $(seq 0 255) $(seq 0 255) $(seq 0 255) $(seq 0 255) | head -c 2808)
send q1 ffffffffffff 020000000201
PAY=${PAY}0000
send q1 ffffffffffff 020000000201
ip link set q1 mtu 1500; PAY=${PAY}000000000000
send q1 ffffffffffff 020000000201
ip link set br0 mtu 1450; ip link set p2 mtu 1300; ip link show br0 | head -1
PAY=81000005080045000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d
send q1 ffffffffffff 020000000201
send q1 020000000202 020000000201
send q1 0200000000b0 020000000201
send br0 ffffffffffff 0200000000b0
