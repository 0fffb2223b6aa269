# Virtual machines behind ipvtaps share one MAC with the parent. Whose a frame is the host tells by IP address, so it
# must be told of the guest's: the ipvtap gets it as well, though the guest alone answers.
# needs: ipvtap

for n in 1 2; do
  ip link add link eth0 name ipvt$n type ipvtap mode l2
  ip link set ipvt$n up
  vm start guest$n --nic ipvt$n
  on guest$n ip addr add 192.168.56.1$n/24 dev eth0
done
on guest1 ip -br link show eth0
on guest2 ip -br link show eth0
reach() { # GUEST LAST
  on $1 ping -q -c 1 -W 0.2 192.168.56.$2 > /dev/null && answer=reaches || answer="does not reach"
  echo "  $1 $answer 192.168.56.$2"
  on guest1 ip neigh flush all
  on guest2 ip neigh flush all
  on gw ip neigh flush all
}
echo "The host knows nothing of the guests' addresses: questions get through, answers do not."
reach guest1 1
reach guest1 12
ip addr add 192.168.56.11/32 dev ipvt1
echo "The host knows of guest1:"
reach guest1 1
reach guest1 12
ip addr add 192.168.56.12/32 dev ipvt2
echo "The host knows of both:"
reach guest1 1
reach guest1 12
echo "Private:"
ip link set ipvt1 type ipvtap private
reach guest1 1
reach guest1 12
ip -br link show type ipvtap
vm stop guest2
ip -br addr show ipvt2
