ip link add p1 address 02:00:00:00:01:01 type veth peer name q1 address 02:00:00:00:02:01
ip link set p1 up; ip link set q1 up; ip link set lo up
ip link add averylongname1 address 02:00:00:00:01:09 type veth peer name x
ip addr add 10.0.0.1/24 dev p1; ip addr add 10.1.0.1/32 dev lo
sleep 0.3
ip route add default via 10.0.0.9; ip route add 10.9.0.0/16 via 10.0.0.3 metric 20; ip route add 10.8.0.1 dev p1
ip route add unreachable 10.7.0.0/16; ip route add blackhole 10.6.0.0/16
cat -A /proc/net/route
ip neigh add 10.0.0.2 lladdr 02:00:00:00:02:01 dev p1; ip neigh add 10.0.0.3 lladdr 02:00:00:00:02:01 dev p1 nud stale; ip neigh add 10.0.0.4 lladdr 02:00:00:00:02:01 dev p1 nud noarp
sort /proc/net/arp
cat /proc/net/dev
ip maddr add 01:00:5e:01:02:03 dev p1
cat -A /proc/net/dev_mcast
cat /proc/net/nosuch
echo 1 > /proc/net/dev
cat /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv4/conf/p1/arp_ignore
echo 1 > /proc/sys/net/ipv4/ip_forward; cat /proc/sys/net/ipv4/conf/p1/forwarding
echo foo > /proc/sys/net/ipv4/ip_forward
echo 1 > /proc/sys/net/ipv4/nosuch
echo 1 > /proc/sys/net/ipv4/conf/all/mc_forwarding
cat /proc/sys/net
ls /proc/sys/net/ipv4/conf
cat /proc/sys/kernel/hostname /proc/sys/kernel/ostype
