# Who has an IPv6 address? The question goes to a group made from the last three bytes of the address, so that the
# multicast filters of the other macvlans keep it from them.
# ipv6: on

add() {
  ip netns add n$1
  ip link add link eth0 name mac$1 address $2 netns n$1 type macvlan mode bridge
  ip -n n$1 link set mac$1 up
  ip -n n$1 address add 2001:db8::$1/64 dev mac$1
}
add 1 02:00:00:00:00:a1
add 2 02:00:00:00:00:a2
add 3 02:00:00:00:00:a3
sleep 3
echo "Each listens for its own addresses:"
for n in 1 2 3; do ip -n n$n maddress show mac$n; done
ip netns exec n3 tcpdump -ln -i mac3 --no-promiscuous-mode 'icmp6 and ip6[40] = 135' 2>/dev/null > heard3 &
watcher3=$!
ip netns exec n2 tcpdump -lne -i mac2 --no-promiscuous-mode 'icmp6 and (ip6[40] = 135 or ip6[40] = 136)' 2>/dev/null > heard2 &
watcher2=$!
sleep 0.5
ip netns exec n1 ping -c 1 2001:db8::2
sleep 0.2
kill $watcher2 $watcher3
wait
echo "The one that was asked heard:"
cat heard2
echo "The third heard:"
cat heard3
ip -n n1 -6 neighbour
ip -n n2 -6 neighbour
ip -n n3 -6 neighbour
ip netns exec n1 ping -c 1 -W 0.3 2001:db8::9
ip -n n1 -6 neighbour show 2001:db8::9
