# A child that has moved away still shows where it comes from: mac1@if2 is "my parent has index 2, somewhere
# else". A name that is taken there keeps it out, until it takes another on the way.

ip netns add ns1
ip link add link eth0 name mac1 type macvlan mode bridge
ip -o link show mac1 | cut -d : -f 1,2
ip link set mac1 netns ns1
ip -n ns1 -o link show mac1 | cut -d : -f 1,2
ip -n ns1 link show mac1 | grep -o 'link-netnsid.*'
ip link show mac1
ip link add link eth0 name mac1 type macvlan mode bridge
ip link set mac1 netns ns1
ip link set mac1 netns ns1 name mac2
ip -n ns1 -o link show | cut -d : -f 1,2
ip -n ns1 link set mac2 netns 1
ip -o link show type macvlan | cut -d : -f 1,2
