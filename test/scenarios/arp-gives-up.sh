# Nobody has the address: ARP asks three times, a second apart, then every waiting ping gets its
# "Destination Host Unreachable", from the sender's own kernel, and the neighbour entry is FAILED.

ip addr add 192.168.56.110/24 dev eth0
ping -c 3 192.168.56.99
ip neigh show
echo "Frames sent: $(cat /sys/class/net/eth0/statistics/tx_packets)"
