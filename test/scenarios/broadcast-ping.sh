# A ping to the broadcast address is heard by every child in bridge mode, but Linux answers it only where
# icmp_echo_ignore_broadcasts is switched off. The second answer to one question is a "DUP!".

for n in 1 2 3; do
  ip netns add ns$n
  ip link add link eth0 name mac$n netns ns$n address 02:00:00:00:00:0$n type macvlan mode bridge
  ip -n ns$n addr add 192.168.56.1$n/24 broadcast + dev mac$n
  ip -n ns$n link set mac$n up
done

ip netns exec ns1 ping -c 1 -W 0.5 192.168.56.255
ip netns exec ns1 ping -b -c 1 -W 0.5 192.168.56.255
for n in 2 3; do
  ip netns exec ns$n sysctl -w net.ipv4.icmp_echo_ignore_broadcasts=0
done
ip netns exec ns1 ping -b -c 2 -i 0.3 192.168.56.255
