# A VLAN device has its parent's address and a broadcast domain of its own: what it sends goes out with its number in
# a tag, and only who has that number hears it.
# topology: two-hosts.clab.yml
# needs: 8021q

ip link add link eth0 name eth0.10 type vlan id 10
ip address add 10.0.10.1/24 dev eth0.10
ip link set eth0.10 up
on two ip link add link eth0 name eth0.10 type vlan id 10
on two ip address add 10.0.10.2/24 dev eth0.10
on two ip link set eth0.10 up
ip -d link show eth0.10

echo "On the wire:"
on two tcpdump -e -n -c 4 -i eth0 2> /dev/null > wire &
on two tcpdump -n -c 2 -i eth0.10 icmp 2> /dev/null > inside &
sleep 0.5
ping -q -c 1 10.0.10.2
wait
cat wire
echo "Without the tag:"
cat inside

echo "Who has another number, or none, hears nothing of it:"
on gw ip link add link eth0 name eth0.20 type vlan id 20
on gw ip address add 10.0.10.3/24 dev eth0.20
on gw ip link set eth0.20 up
ping -q -c 1 -W 0.2 10.0.10.3 > /dev/null || echo "  10.0.10.3 is silent"
ip neigh flush all
on gw cat /sys/class/net/eth0.20/statistics/rx_packets

echo "The parent goes down, and up again:"
ip link set eth0 down
ip -br link show eth0.10
ip link set eth0 up
ip -br link show eth0.10
