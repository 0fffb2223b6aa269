# Two children of one parent cannot both be up with one MAC, nor can a child wear its parent's. The kernel
# looks when a device comes up or changes its address, not when it is made.

ip link add link eth0 name mac1 address 02:00:00:00:00:01 type macvlan mode bridge
ip link add link eth0 name mac2 address 02:00:00:00:00:01 type macvlan mode bridge
ip link set mac1 up && echo "mac1 is up"
ip link set mac2 up
ip link set mac2 address 02:00:00:00:00:02
ip link set mac2 up && echo "mac2 is up"
ip link set mac2 address 02:00:00:00:00:01
ip link set mac2 address $(cat /sys/class/net/eth0/address)
ip link set mac1 down
ip link set mac2 address 02:00:00:00:00:01 && echo "mac2 has the address of mac1, which is down"
ip link set mac1 up
ip -br link show type macvlan
