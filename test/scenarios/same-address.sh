# A device may be given the MAC that it has already, and everybody is told of it. Since 6.5 nobody asks whether it is one at
# all: a bridge that has lost its ports has none, and takes that.

ip link add br0 type bridge mcast_snooping 0
ip link add p5 address 02:00:00:00:00:05 type veth peer name p6
ip link set p5 master br0
ip link set br0 up
ip link add link br0 name mac1 address 02:00:00:00:00:a1 type macvlan mode passthru
ip link del mac1
ip link add link br0 name mac1 address 02:00:00:00:00:a1 type macvlan mode bridge
ip link set mac1 up
ip address add 192.168.56.10/24 dev mac1
ip address add 192.168.57.10/24 dev br0
ip neighbour add 192.168.56.77 lladdr 02:00:00:00:00:77 nud reachable dev mac1
ip neighbour add 192.168.57.77 lladdr 02:00:00:00:00:77 nud reachable dev br0

echo 'The same address'
ip link set mac1 address 02:00:00:00:00:a1
ip link set br0 address $(cat /sys/class/net/br0/address)
ip neighbour show
ip link set p5 nomaster
ip link set br0 address 00:00:00:00:00:00
ip link set p6 address 00:00:00:00:00:00
cat /sys/class/net/br0/addr_assign_type
ip link add br1 type bridge mcast_snooping 0
ip link set p5 master br1
ip link set p5 nomaster
cat /sys/class/net/br1/address
ip link set br1 address 00:00:00:00:00:00
cat /sys/class/net/br1/address
ip link set p5 master br1
cat /sys/class/net/br1/address
