# A namespace with two macvlans joins two subnets: it forwards, listens to the groups of routers, and a link-local
# address of it is gateway enough.
# ipv6: on

for n in left right; do
  ip netns add $n
done
ip netns add router
ip link add link eth0 name mac1 address 02:00:00:00:00:a1 netns left type macvlan mode bridge
ip link add link eth0 name mac2 address 02:00:00:00:00:a2 netns right type macvlan mode bridge
ip link add link eth0 name mac1 address 02:00:00:00:00:b1 netns router type macvlan mode bridge
ip link add link eth0 name mac2 address 02:00:00:00:00:b2 netns router type macvlan mode bridge
ip -n left link set mac1 up
ip -n right link set mac2 up
for n in 1 2; do ip -n router link set mac$n up; done
ip -n left -6 address add 2001:db8:1::2/64 dev mac1
ip -n right -6 address add 2001:db8:2::2/64 dev mac2
for n in 1 2; do ip -n router -6 address add 2001:db8:$n::1/64 dev mac$n; done
sleep 3
ip -n left -6 route add default via fe80::ff:fe00:b1 dev mac1
ip -n right -6 route add default via 2001:db8:2::1
ip netns exec left ping -c 1 -W 0.3 2001:db8:2::2
ip netns exec router sysctl -w net.ipv6.conf.all.forwarding=1
ip -n router -6 route show table all
ip -n router -6 maddress show mac1
ip netns exec left ping -c 1 2001:db8:2::2
ip netns exec left ping -c 1 -t 1 2001:db8:2::2
ip netns exec left ping -c 1 2001:db8:3::1
ip netns exec left ping -c 1 -s 1452 2001:db8:2::2
ip -n left -6 neighbour
ip -n left -6 route get 2001:db8:2::2
ip -n right -6 route get 2001:db8:1::2
