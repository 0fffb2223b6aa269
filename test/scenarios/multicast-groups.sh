# A child hears the multicast groups it has joined, and the parent's own list grows with them, so that a NIC
# that filters lets them in. Frames for other groups do not reach the child.

ip link add link eth0 name mac1 address 02:00:00:00:00:01 type macvlan mode bridge
ip link set mac1 up
ip maddr add 01:00:5e:01:01:01 dev mac1
ip maddr show dev mac1
ip maddr show dev eth0
received() { echo "  mac1 has received $(cat /sys/class/net/mac1/statistics/rx_packets)"; }

for group in 01:00:5e:01:01:01 01:00:5e:02:02:02; do
  echo "One frame for $group:"
  on gw mausezahn eth0 -q -a own -b $group "88:b5:00"
  sleep 0.2
  received
done
ip maddr del 01:00:5e:01:01:01 dev mac1
on gw mausezahn eth0 -q -a own -b 01:00:5e:01:01:01 "88:b5:00"
sleep 0.2
echo "The group left:" && received
ip maddr del 01:00:5e:01:01:01 dev mac1
