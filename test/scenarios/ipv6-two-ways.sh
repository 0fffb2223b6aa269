# A router with two macvlans in one subnet sends a packet on by the one that it came in by, and learns who asks for a
# router. Where IPv6 is switched off, no neighbour is taken and no route.
# ipv6: on

for n in left right router; do
  ip netns add $n
done
ip link add link eth0 name mac1 address 02:00:00:00:00:a1 netns left type macvlan mode bridge
ip link add link eth0 name mac2 address 02:00:00:00:00:a2 netns right type macvlan mode bridge
ip link add link eth0 name mac1 address 02:00:00:00:00:b1 netns router type macvlan mode bridge
ip link add link eth0 name mac2 address 02:00:00:00:00:b2 netns router type macvlan mode bridge
ip netns exec router sysctl -w net.ipv6.conf.all.forwarding=1
for n in 1 2; do ip -n router link set mac$n up; done
for n in 1 2; do ip -n router -6 address add 2001:db8:9::$n/64 dev mac$n nodad; done
for n in 1 2; do
  ip -n router -6 neighbour add 2001:db8:9::9 lladdr 02:00:00:00:00:99 dev mac$n
done
sleep 3
ip -n left link set mac1 up
ip -n left -6 address add 2001:db8:1::2/64 dev mac1 nodad
sleep 3
ip -n router -6 neighbour show dev mac1 | sort
ip -n right link set mac2 up
ip -n right -6 address add 2001:db8:2::2/64 dev mac2 nodad
sleep 3
ip -n left -6 route add default via fe80::ff:fe00:b1 dev mac1
ip -n right -6 route add default via fe80::ff:fe00:b2 dev mac2
ip netns exec left ping -c 1 -W 0.3 2001:db8:9::9
ip netns exec right ping -c 1 -W 0.3 2001:db8:9::9
ip -n router -6 route get 2001:db8:9::9
ip netns exec left sysctl -w net.ipv6.conf.mac1.disable_ipv6=1
ip -n left -6 neighbour add 2001:db8:1::9 lladdr 02:00:00:00:00:99 dev mac1
ip -n left -6 route add 2001:db8:8::/64 dev mac1
ip -n left -6 route add 2001:db8:8::/64 via fe80::1 dev mac1
ip -n left -6 route add 2001:db8:8::/64 via 2001:db8:1::1 dev mac1
ip -n left -6 route add unreachable 2001:db8:8::/64 dev mac1
ip -n left -6 route
