# A router tells who it is and which prefix is on the link: whoever listens makes itself an address from the prefix and
# its own MAC, and has a default route, which goes when the router says so.
# ipv6: on

header=86:dd:60:00:00:00:00
link_local=fe:80:00:00:00:00:00:00:50:54:00:ff:fe:00:02:01
all_nodes=ff:02:00:00:00:00:00:00:00:00:00:00:00:00:00:01
prefix=03:04:40:c0:00:00:1c:20:00:00:07:08:00:00:00:00:20:01:0d:b8:00:01:00:00:00:00:00:00:00:00:00:00
own_mac=01:01:52:54:00:00:02:01
router=$header:38:3a:ff:$link_local:$all_nodes:86:00:f9:ad:40:00:07:08:00:00:00:00:00:00:00:00:$prefix:$own_mac
no_router=$header:18:3a:ff:$link_local:$all_nodes:86:00:95:7c:40:00:00:00:00:00:00:00:00:00:00:00:$own_mac
advertise() { on gw mausezahn eth0 -q -a own -b 33:33:00:00:00:01 "$1"; }

for mode in bridge private; do
  ip netns add $mode
  ip link add link eth0 name mac1 netns $mode type macvlan mode $mode
done
ip -n bridge link set mac1 address 02:00:00:00:00:a1 up
ip -n private link set mac1 address 02:00:00:00:00:a2 up
sleep 3
on gw ip -6 address add 2001:db8:1::1/64 dev eth0 nodad
ip netns exec bridge tcpdump -lnv -c 1 -i mac1 'icmp6 and ip6[40] = 134' 2>/dev/null > heard &
sleep 0.5
advertise "$router"
wait
echo "What is told:"
cat heard
sleep 3
rounded() { sed -E 's/(expires|lft) [0-9]+sec/\1 #sec/g'; }
for mode in bridge private; do
  echo "$mode:"
  ip -n $mode -6 address show mac1 | rounded
  ip -n $mode -6 route | rounded
done
ip -n bridge -6 neighbour
ip -n bridge -6 route get 2001:db8:2::1
ip netns exec bridge ping -c 1 2001:db8:1::1
advertise "$no_router"
sleep 0.2
echo "The router takes it back:"
ip -n bridge -6 route | rounded
