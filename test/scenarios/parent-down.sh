# Take the parent down and its children stay up, but without a carrier; nothing passes until the parent is
# back. A child may even be brought up over a parent that is down.

state() { ip -br link show mac1; }

ip link add link eth0 name mac1 address 02:00:00:00:00:01 type macvlan mode bridge
ip addr add 192.168.56.11/24 dev mac1
ip link set mac1 up
state && ping -q -c 1 -W 0.5 -I mac1 192.168.56.1 | grep received

ip link set eth0 down
state && ping -q -c 1 -W 0.5 -I mac1 192.168.56.1
ip link set mac1 down
ip link set mac1 up
state

ip link set eth0 up
sleep 1.5
state && ping -q -c 1 -W 0.5 -I mac1 192.168.56.1 | grep received
