# What happens to the parent happens to its ipvlans: its MAC is theirs, its MTU becomes theirs, without it they have no
# carrier, and with it they go. Numbers tell apart those that share a MAC.
# needs: ipvlan

ip link add link eth0 name ipv1 type ipvlan mode l2
ip link add link eth0 name ipv2 mtu 1600 type ipvlan mode l2
ip link add link eth0 name ipv3 type ipvlan mode l2
cat /sys/class/net/ipv{1,2,3}/dev_id
ip link del ipv2
ip link add link eth0 name ipv4 type ipvlan mode l2
cat /sys/class/net/ipv4/dev_id
ip link set ipv1 up
ip -br link show type ipvlan
echo "Another MAC and another MTU for all:"
ip link set ipv3 mtu 2000
ip link set eth0 address 02:00:00:00:00:77
ip link set eth0 mtu 1400
ip link show type ipvlan
ip -d link show ipv1 | sed 's/numrxqueues 1 //'
ip -d -j link show ipv3 | jq -c '.[].linkinfo'
echo "The parent goes down, and up:"
ip link set eth0 down
ip -br link show ipv1
ip link set eth0 up
sleep 1.2
ip -br link show ipv1
echo "All multicast is asked of the parent too, promiscuity is not:"
ip link set ipv1 promisc on
ip link set ipv1 allmulticast on
ip -d link show eth0 | grep -o 'promiscuity.*allmulti [0-9]*'
echo "Elsewhere:"
ip netns add ns1
ip link set ipv1 netns ns1
ip -n ns1 link show ipv1
ip link add link eth0 name parent2 type ipvlan mode l2
ip link add veth1 type veth peer name veth2
ip link add link veth1 name gone netns ns1 type ipvlan mode l3 vepa
ip -n ns1 -d link show gone | grep -o 'ipvlan.*vepa'
ip link del veth2
ip -n ns1 -br link show type ipvlan | cut -d ' ' -f 1
