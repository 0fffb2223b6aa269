# A child hears a multicast group once it has joined, and its parent joins too, lest a NIC filter the frames
# out. Leaving comes late: the child's filter is worked out a moment before the group is off its list.

ip link add link eth0 name mac1 address 02:00:00:00:00:01 type macvlan mode bridge
ip link set mac1 up
send() { # ADDRESS
  on gw mausezahn eth0 -q -a own -b $1 "88:b5:00"
  sleep 0.2
  echo "mac1 has received $(cat /sys/class/net/mac1/statistics/rx_packets)"
}

ip maddr add 01:00:5e:01:01:01 dev mac1
ip maddr show dev mac1
ip maddr show dev eth0
send 01:00:5e:01:01:01
ip maddr del 01:00:5e:01:01:01 dev mac1
echo "mac1 has left:"
ip maddr show dev mac1
send 01:00:5e:01:01:01
ip maddr del 01:00:5e:01:01:01 dev mac1
