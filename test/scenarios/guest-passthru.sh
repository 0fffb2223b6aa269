# A passthru macvtap gives a virtual machine the whole NIC, address and all: the host, which has an address on it
# too, is cut off. In return the guest may take another MAC, and stations behind it would be heard.

ip addr add 192.168.56.110/24 dev eth0
ping -c 1 -W 0.5 192.168.56.1
ip link add link eth0 name vtap0 type macvtap mode passthru
ip link set vtap0 up
vm start guest --nic vtap0
ip -br link show vtap0
on guest ip -br link show eth0
on guest ip addr add 192.168.56.11/24 dev eth0
on guest ping -c 1 -W 0.5 192.168.56.1
ping -c 1 -W 0.5 192.168.56.1

on guest ip link set eth0 address 02:00:00:00:00:99
on guest ping -c 1 -W 0.5 192.168.56.1
ip -d link show eth0 | grep -o 'promiscuity [0-9]'
vm stop guest
ip link del vtap0
ping -c 1 -W 0.5 192.168.56.1
