# The published lab with source instead of bridge: with empty lists nobody hears anybody, behind whatever
# switch. With each on the list of the other it works, if the switch reflects.
# topology: published-lab.clab.yml

for n in 1 2; do
  ip netns add ns$n
  ip link add link enp0s8 dev mac$n type macvlan mode source
  ip link set mac$n netns ns$n
  ip netns exec ns$n ip a a 192.168.56.12$((n + 1))/24 dev mac$n
  ip netns exec ns$n ip l s mac$n up
done

ip netns exec ns1 ping -c 1 -W 0.5 192.168.56.123
ip netns exec ns1 ip neigh flush dev mac1
on sw bridge link set dev p1 hairpin on
ip netns exec ns1 ping -c 1 -W 0.5 192.168.56.123

mac() { ip netns exec ns$1 cat /sys/class/net/mac$1/address; }
ip netns exec ns1 ip neigh flush dev mac1
ip netns exec ns1 ip link set mac1 type macvlan macaddr add $(mac 2)
ip netns exec ns2 ip link set mac2 type macvlan macaddr add $(mac 1)
ip netns exec ns1 ping -c 1 -W 0.5 192.168.56.123
on sw bridge link set dev p1 hairpin off
ip netns exec ns1 ping -c 1 -W 0.5 192.168.56.123
