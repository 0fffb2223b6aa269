# Delete the parent and its children are gone, in whatever namespaces they live: addresses, routes and all.

ip link add top type veth peer name bottom
ip netns add ns1
for n in 1 2; do
  ip link add link top name mac$n type macvlan mode bridge
done
ip link set mac2 netns ns1
ip -n ns1 addr add 10.0.0.2/24 dev mac2
ip -n ns1 link set mac2 up
ip link set top up
ip link set bottom up

ip -br link show type macvlan | cut -d @ -f 1
ip -n ns1 -br link show type macvlan | cut -d @ -f 1
ip -n ns1 route show
ip link del bottom
echo "The other end of the cable was deleted:"
ip -br link show type macvlan
ip -n ns1 link show mac2
ip -n ns1 route show
