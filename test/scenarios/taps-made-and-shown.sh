# A tap is a NIC with a program at the other end, and ip tuntap makes one that waits for its program: until then it
# has no carrier. A tun carries IP without Ethernet, so it has no address, and cannot be a port of a bridge.

ip tuntap add dev tap0 mode tap
ip tuntap add mode tun
ip tuntap
ip link set tap0 address 02:00:00:00:00:01 up
ip link set tun0 up
ip link show tap0
ip -d link show tun0
ip -br link show tun0
ip link set tun0 address 02:00:00:00:00:02
ip link add br0 type bridge mcast_snooping 0
ip link set tun0 master br0
ip link set tap0 master br0
bridge link show

ip tuntap add dev tap0 mode tap
ip tuntap add dev tap1
ip tuntap del dev tap0 mode tun
ip link add tap1 type tun mode tap
ip tuntap add dev tap1 mode tap user 0 group 0
ip tuntap show
ip -d link show type tun | grep -o 'type tap .* user .* addrgen'
ip tuntap del dev tap1 mode tap
ip link del tun0
ip tuntap del dev tap0 mode tap
ip tuntap
echo "status $?"
