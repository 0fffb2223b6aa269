# What a bridge takes from its ports, and which devices it refuses.
ip link add br0 address 02:00:00:00:00:b0 type bridge mcast_snooping 0
for i in 1 2 3 4; do ip link add p$i address 02:00:00:00:01:0$i type veth peer name q$i address 02:00:00:00:02:0$i; ip link set p$i master br0; ip link set p$i up; ip link set q$i up; done; ip link set br0 up
sleep 0.5
PAY=88b5000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d
send() { mausezahn $1 -q $(echo $2$3$PAY | sed "s/../&:/g; s/:$//"); tail -n +3 /proc/net/dev | tr -s ' '; bridge fdb show br br0 dynamic; }
ip link set p2 address 02:00:00:00:00:01; ip -br link show br0; bridge fdb show br br0
ip link set br0 address 02:00:00:00:02:01; ip -br link show br0; bridge fdb show br br0
ip link add br1 type bridge mcast_snooping 0; ip link set br1 up; ip link show br1 | head -1; sleep 0.1
ip link set p3 master br1; sleep 1.2; ip -br link show br1; bridge fdb show br br1; bridge link
ip link set p4 master br1; ip -br link show br1; bridge fdb show br br1
ip link set p4 address 02:00:00:00:00:07; ip -br link show br1; bridge fdb show br br1
ip link set p4 nomaster; ip -br link show br1; bridge fdb show br br1
ip link set p4 address 02:00:00:00:01:03; ip link set p4 master br1; bridge fdb show br br1; ip link set p3 nomaster; bridge fdb show br br1; ip -br link show br1
ip link set p4 nomaster; sleep 1.2; ip -br link show br1; ip link show br1; bridge fdb show br br1
ip link set br0 master br1
ip link set lo master br1
ip link set q4 master p4
ip link add m1 link q4 type macvlan; ip link set q4 master br1
ip link add m2 link p1 type macvlan
ip link add m3 link br1 type macvlan; ip link set m3 master br1
ip link set m1 master br1; bridge link
ip -d link show p1 | grep -o "promiscuity.*allmulti [0-9]*"; ip link set p1 nomaster; ip -d link show p1 | grep -o "promiscuity.*allmulti [0-9]*"
ip link set p1 mtu 1300; ip link set p1 master br1; ip link show br1 | head -1; ip link set p1 nomaster; ip link show br1 | head -1
ip link del br0; bridge link; ip -br link show p2
ip link del br1; ip -br link
