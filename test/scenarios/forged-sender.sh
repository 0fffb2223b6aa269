# A child may send with a forged sender, and the switch believes it: one frame in the gateway's name, and the
# switch looks for the gateway behind the wrong port, until the gateway is heard again.

ip link add link eth0 name mac1 address 02:00:00:00:00:01 type macvlan mode private
ip addr add 192.168.56.11/24 dev mac1
ip link set mac1 up
where() { on sw bridge fdb show br sw | grep "^$1 .*master" | grep -v permanent; }
gateway=52:54:00:00:02:01

ping -q -c 1 -W 0.5 -I mac1 192.168.56.1 | grep received
where $gateway
echo "mac1 sends in the gateway's name:"
mausezahn mac1 -q -a $gateway -b bc "88:b5:00"
where $gateway
ping -q -c 1 -W 0.5 -I mac1 192.168.56.1 | grep received
echo "The gateway speaks for itself:"
on gw mausezahn eth0 -q -a own -b bc "88:b5:00"
where $gateway
ping -q -c 1 -W 0.5 -I mac1 192.168.56.1 | grep received
