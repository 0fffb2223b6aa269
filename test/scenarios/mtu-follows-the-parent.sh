# A child's MTU can be lowered but never rise above its parent's. When the parent shrinks, its children
# shrink with it; when it grows again, they stay small.

mtu() { ip -j link show "$1" | jq -r '.[0] | "  \(.ifname): \(.mtu)"'; }

ip link add link eth0 name mac1 mtu 1400 type macvlan
ip link add link eth0 name mac2 type macvlan
mtu mac1 && mtu mac2
echo "Raised above the parent:"
ip link set mac1 mtu 1501
ip link set mac1 mtu 1500 && mtu mac1
echo "The parent shrinks to 1450:"
ip link set mac1 mtu 1300
ip link set eth0 mtu 1450
mtu mac1 && mtu mac2
echo "The parent grows to 9000:"
ip link set eth0 mtu 9000
mtu mac1 && mtu mac2
ip link add link eth0 name mac3 type macvlan && mtu mac3
ip link add link eth0 name mac4 mtu 9001 type macvlan
