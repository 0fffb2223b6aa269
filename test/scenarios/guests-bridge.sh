# Two virtual machines behind macvtaps in bridge mode talk inside the host, and the switch hears nothing of it. The
# host itself stays out of their reach, as with any macvlan.

ip addr add 192.168.56.110/24 dev eth0
for n in 1 2; do
  ip link add link eth0 name vtap$n address 02:00:00:00:00:0$n type macvtap mode bridge
  ip link set vtap$n up
  vm start guest$n --nic vtap$n
  on guest$n ip addr add 192.168.56.1$n/24 dev eth0
done
on guest1 ping -c 2 -W 0.5 192.168.56.12
on guest1 ping -c 1 -W 0.5 192.168.56.110
ip -s link show vtap2
on sw bridge fdb show br sw brport p1 | grep -v permanent | sort
