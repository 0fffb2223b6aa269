# As long as nobody has opened its file, a macvtap is a macvlan like any other: the host's own stack receives what
# comes in, and answers. Once a guest has it, the host hears nothing there any more.

sysctl -q net.ipv4.conf.all.arp_ignore=1
ip link add link eth0 name vtap0 address 02:00:00:00:00:01 type macvtap mode bridge
ip link set vtap0 up
ip addr add 192.168.56.11/24 dev vtap0
on gw ping -c 1 -W 0.5 192.168.56.11

vm start guest --nic vtap0
on gw ip neigh flush all
on gw ping -c 1 -W 0.5 192.168.56.11
on guest ip addr add 192.168.56.12/24 dev eth0
on gw ping -c 1 -W 0.5 192.168.56.12

vm stop guest
on gw ip neigh flush all
on gw ping -c 1 -W 0.5 192.168.56.11
ip -s link show vtap0
