# Delete a macvtap, or a tap, while a virtual machine is plugged into it: the guest does not notice. Its NIC stays up,
# its questions go nowhere. The ports of the deleted devices are not to be had again.

ip link add link eth0 name vtap0 address 02:00:00:00:00:01 type macvtap mode bridge
ip link set vtap0 up
ip tuntap add dev tap0 mode tap
ip link set tap0 up
vm start guest --nic vtap0 --nic tap0
on guest ip addr add 192.168.56.11/24 dev eth0
on guest ping -c 1 -W 0.5 192.168.56.1

ip tuntap del dev tap0 mode tap
ip link del vtap0
ip link del tap0
on guest ip -br link show eth0
on guest ping -c 1 -W 0.5 192.168.56.1
on guest ip -s link show eth0
ip link add link eth0 name vtap0 address 02:00:00:00:00:01 type macvtap mode bridge
ip link set vtap0 up
on guest ping -c 1 -W 0.5 192.168.56.1
vm stop guest
vm start guest --nic vtap0
on guest ip addr add 192.168.56.11/24 dev eth0
on guest ping -c 1 -W 0.5 192.168.56.1
