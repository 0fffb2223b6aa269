# A child hears the multicast groups that it has joined, and its parent joins with it, lest the NIC filter
# them out. Leaving takes effect late: the child's filter is worked out before the group is off its list.

ip link add link eth0 name mac1 address 02:00:00:00:00:01 type macvlan mode bridge
ip link set mac1 up
lesson() { # TEXT GROUP
  on gw mausezahn eth0 -q -a own -b "$2" "88:b5:00"
  sleep 0.2
  echo "$1: mac1 has received $(cat /sys/class/net/mac1/statistics/rx_packets)"
}

lesson "not joined" 01:00:5e:01:01:01
ip maddr add 01:00:5e:01:01:01 dev mac1
lesson "joined" 01:00:5e:01:01:01
ip maddr show dev mac1
ip maddr show dev eth0
lesson "another group" 01:00:5e:02:02:02
ip maddr del 01:00:5e:01:01:01 dev mac1
ip maddr del 01:00:5e:01:01:01 dev mac1
lesson "left" 01:00:5e:01:01:01
ip maddr add 01:00:5e:03:03:03 dev mac1
lesson "left, and joined yet another" 01:00:5e:01:01:01
