# The flag nodst stops the parent's other children from getting what a source child has got: with it, a
# frame from a listed sender goes to the source child only.

for n in 1 2; do
  ip netns add ns$n
done
ip link add link eth0 name mac1 netns ns1 address 02:00:00:00:00:01 type macvlan mode source
ip link add link eth0 name mac2 netns ns2 address 02:00:00:00:00:02 type macvlan mode bridge
ip netns exec ns1 ip link set mac1 type macvlan macaddr add 52:54:00:00:02:01
ip -n ns2 addr add 192.168.56.12/24 dev mac2
ip -n ns1 link set mac1 up
ip -n ns2 link set mac2 up

on gw ping -q -c 1 -W 0.5 192.168.56.12
ip netns exec ns1 ip link set mac1 type macvlan nodst
ip -n ns1 -d link show mac1 | grep -o 'macvlan mode.*'
on gw ip neigh replace 192.168.56.12 lladdr 02:00:00:00:00:02 dev eth0
on gw ping -q -c 1 -W 0.5 192.168.56.12
for n in 1 2; do
  echo "mac$n received $(ip -n ns$n -j -s link show mac$n | jq .[0].stats64.rx.packets) packets"
done
