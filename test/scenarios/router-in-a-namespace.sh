# A namespace with two children becomes a router as soon as net.ipv4.ip_forward is 1; every hop costs one of
# the packet's 64 lives, while macvlan itself, being no router, costs none.

ip netns add left
ip netns add router
ip netns add right
ip link add link eth0 name mac1 netns left address 02:00:00:00:00:01 type macvlan mode bridge
ip link add link eth0 name mac2 netns router address 02:00:00:00:00:02 type macvlan mode bridge
ip link add link eth0 name mac3 netns router address 02:00:00:00:00:03 type macvlan mode bridge
ip link add link eth0 name mac4 netns right address 02:00:00:00:00:04 type macvlan mode bridge
ip -n left addr add 10.1.0.2/24 dev mac1
ip -n router addr add 10.1.0.1/24 dev mac2
ip -n router addr add 10.2.0.1/24 dev mac3
ip -n right addr add 10.2.0.2/24 dev mac4
for pair in left:mac1 router:mac2 router:mac3 right:mac4; do
  ip -n ${pair%:*} link set ${pair#*:} up
done

ip netns exec left ping -c 1 -W 0.5 10.2.0.2
ip -n left route add default via 10.1.0.1
ip -n right route add default via 10.2.0.1
ip netns exec left ping -c 1 -W 0.5 10.2.0.2
ip netns exec router sysctl -w net.ipv4.ip_forward=1
ip netns exec left ping -c 1 -W 0.5 10.2.0.2
ip netns exec left ping -c 1 -t 1 -W 0.5 10.2.0.2
ip -n left route get 10.2.0.2
