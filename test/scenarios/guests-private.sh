# Two virtual machines behind macvtaps in private mode are apart, even behind a switch that reflects: ARP fails,
# because a reflected broadcast comes back to its sender alone. What their hosts are told by hand, they can reach.

on sw bridge link set dev p1 hairpin on
for n in 1 2; do
  ip link add link eth0 name vtap$n address 02:00:00:00:00:0$n type macvtap mode private
  ip link set vtap$n up
  vm start guest$n --nic vtap$n
  on guest$n ip addr add 192.168.56.1$n/24 dev eth0
done
on guest1 ping -c 1 -W 0.5 192.168.56.1
on guest1 ping -c 1 -W 0.5 192.168.56.12
ip -s link show vtap1

on guest1 ip neigh flush all
on guest1 ip neigh add 192.168.56.12 lladdr 02:00:00:00:00:02 dev eth0
on guest2 ip neigh add 192.168.56.11 lladdr 02:00:00:00:00:01 dev eth0
on guest1 ping -c 1 -W 0.5 192.168.56.12
