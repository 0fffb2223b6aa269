# Only one thing may take a device's incoming frames: a bridge port cannot carry macvlans, and a parent of
# macvlans cannot become a bridge port. The bridge itself makes a fine parent.

ip link add br0 type bridge mcast_snooping 0
ip link add link eth0 name mac1 type macvlan
ip link set eth0 master br0
ip link del mac1
ip link set eth0 master br0 && echo "eth0 is a port of br0"
ip link add link eth0 name mac1 type macvlan

ip netns add ns1
ip link add link br0 name mac1 netns ns1 address 02:00:00:00:00:01 type macvlan mode bridge
ip -n ns1 addr add 192.168.56.11/24 dev mac1
ip -n ns1 link set mac1 up
ip link set br0 up
ip netns exec ns1 ping -c 1 -W 0.8 192.168.56.1
bridge fdb show br br0 brport eth0 | grep -v permanent
