# The published lab with passthru instead of bridge: mac2 is refused, because mac1 has the parent for itself,
# so everything about mac2 fails, and the ping finds nobody, with or without a mirror.
# topology: published-lab.clab.yml

for n in 1 2; do
  ip netns add ns$n
  ip link add link enp0s8 dev mac$n type macvlan mode passthru
  ip link set mac$n netns ns$n
  ip netns exec ns$n ip a a 192.168.56.12$((n + 1))/24 dev mac$n
  ip netns exec ns$n ip l s mac$n up
done

ip netns exec ns1 ping -c 1 -W 0.5 192.168.56.123
ip netns exec ns1 ip neigh flush dev mac1
on sw bridge link set dev p1 hairpin on
ip netns exec ns1 ping -c 1 -W 0.5 192.168.56.123
