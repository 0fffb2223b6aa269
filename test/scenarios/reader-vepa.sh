# The published lab with vepa instead of bridge: behind an ordinary switch the ping fails, and behind a
# reflecting one it is answered, by way of the switch.
# topology: published-lab.clab.yml

for n in 1 2; do
  ip netns add ns$n
  ip link add link enp0s8 dev mac$n type macvlan mode vepa
  ip link set mac$n netns ns$n
  ip netns exec ns$n ip a a 192.168.56.12$((n + 1))/24 dev mac$n
  ip netns exec ns$n ip l s mac$n up
done

ip netns exec ns1 ping -c 1 -W 0.5 192.168.56.123
ip netns exec ns1 ip neigh flush dev mac1
on sw bridge link set dev p1 hairpin on
ip netns exec ns1 ping -c 1 -W 0.5 192.168.56.123
