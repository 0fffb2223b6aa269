# Promiscuity is a count, not a switch: everybody who wants to hear all adds one. A child that is promiscuous
# makes its parent so; tcpdump adds one and takes it back.

count() { ip -d -j link show $1 | jq -r '.[0] | "  \(.ifname): promiscuity \(.promiscuity), \(.flags | map(select(. == "PROMISC")))"'; }

ip link add link eth0 name mac1 type macvlan mode bridge
ip link set mac1 up
count eth0 && count mac1
echo "The child is promiscuous:"
ip link set mac1 promisc on
count eth0 && count mac1
echo "The parent as well:"
ip link set eth0 promisc on
ip link set eth0 promisc on
count eth0
echo "And tcpdump on the parent:"
tcpdump -c 1 -i eth0 ether proto 0x9999 2> /dev/null &
sleep 1
count eth0
kill $!
wait
echo "All over:"
ip link set mac1 promisc off
ip link set eth0 promisc off
count eth0 && count mac1
