# A VLAN device on a passthru macvlan: a tagged frame goes through the child before the child's VLAN takes off the tag,
# and an address set on the child is set on the parent, and the VLAN device follows.
# topology: two-hosts.clab.yml
# needs: 8021q

ip link add link eth0 name pt type macvlan mode passthru
ip link set pt up
ip link add link pt name pt.10 type vlan id 10
ip address add 10.0.10.1/24 dev pt.10
ip link set pt.10 up
on two ip link add link eth0 name eth0.10 type vlan id 10
on two ip address add 10.0.10.2/24 dev eth0.10
on two ip link set eth0.10 up
addresses() { for dev in eth0 pt pt.10; do echo "  $dev $(cat /sys/class/net/$dev/address)"; done; }

ping -q -c 1 10.0.10.2
addresses
echo "Another address for the child:"
ip link set pt address 02:00:00:00:00:99
addresses
ip neigh flush all
ping -q -c 1 -W 0.2 10.0.10.2 > /dev/null && echo "  answered" || echo "  silence"
on two ip neigh show dev eth0.10
echo "A VLAN of the parent takes the frame before the child sees it:"
ip link add link eth0 name eth0.10 type vlan id 10
ip link set eth0.10 up
ip neigh flush all
ping -q -c 1 -W 0.2 10.0.10.2 > /dev/null && echo "  answered" || echo "  silence"
ip neigh flush all
ip -s link show eth0.10
