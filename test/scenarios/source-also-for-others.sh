# A source child gets a copy of frames that are meant for somebody else: whatever comes from the sender on
# its list, even though the frame reaches its true receiver too.

ip netns add watcher
ip netns add ns2
ip link add link eth0 name mac1 netns watcher address 02:00:00:00:00:01 type macvlan mode source
ip link add link eth0 name mac2 netns ns2 address 02:00:00:00:00:02 type macvlan mode bridge
ip netns exec watcher ip link set mac1 type macvlan macaddr add 52:54:00:00:02:01
ip -n ns2 addr add 192.168.56.12/24 dev mac2
ip -n watcher link set mac1 up
ip -n ns2 link set mac2 up

ip netns exec watcher tcpdump -e -n -c 2 -i mac1 icmp 2> /dev/null > heard &
sleep 1
on gw ping -c 2 -i 0.2 192.168.56.12
wait
echo "The watcher, $(ip -n watcher -br link show mac1 | awk '{print $3}'), heard:"
cut -d ' ' -f 2- heard | sed 's/, id [0-9]*//'
