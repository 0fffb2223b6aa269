# The published lab with its slip mended: mac2 gets its address in ns2, where it lives, and the ping is answered.
# topology: published-lab.clab.yml

modprobe macvlan
lsmod | grep macvlan
ip link add link enp0s8 dev mac1 type macvlan mode bridge
ip link add link enp0s8 dev mac2 type macvlan mode bridge
ip netns add ns1
ip netns add ns2
ip link set mac1 netns ns1
ip link set mac2 netns ns2
ip netns exec ns1 ip a a 192.168.56.122/24 dev mac1
ip netns exec ns1 ip l s mac1 up
ip netns exec ns2 ip a a 192.168.56.123/24 dev mac2
ip netns exec ns2 ip l s mac2 up
ip netns exec ns1 ip a show mac1
ip netns exec ns1 ping -c 2 192.168.56.123
