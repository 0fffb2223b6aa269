# Two virtual machines behind macvtaps in vepa mode reach the world, but not each other and not the host they run
# on: everything goes out to the switch. Only when that reflects do they meet.

ip addr add 192.168.56.110/24 dev eth0
for n in 1 2; do
  ip link add link eth0 name vtap$n address 02:00:00:00:00:0$n type macvtap mode vepa
  ip link set vtap$n up
  vm start guest$n --nic vtap$n
  on guest$n ip addr add 192.168.56.1$n/24 dev eth0
done

try() {
  for to in gw/1 guest2/12 host/110; do
    on guest1 ping -c 1 -W 0.2 192.168.56.${to#*/} > /dev/null && answer=reaches || answer="does not reach"
    echo "guest1 $answer ${to%/*}"
    on guest1 ip neigh flush all
  done
}

echo "hairpin off:"
try
on sw bridge link set dev p1 hairpin on
echo "hairpin on:"
try
on guest1 ping -c 1 -W 0.2 192.168.56.12
