# A gallery of refusals: what the kernel and ip say to commands that cannot be, with the exit status of each.

try() { echo "\$ $*" && "$@" 2>&1; echo "  -> $?"; }

ip link add link eth0 name mac1 type macvlan mode bridge
try ip link add link eth0 name mac1 type macvlan mode bridge
try ip link add link eth9 name mac2 type macvlan
try ip link add link lo name mac2 type macvlan
try ip link add name mac2 type macvlan
try ip link add link eth0 name mac2 type macvlan mode hairpin
try ip link add link eth0 name a-name-too-long-for-linux type macvlan
try ip link add link eth0 name mac2 type macvlan nosuchoption
try ip link add link eth0 name mac2 address 01:00:00:00:00:01 type macvlan
try ip link add link eth0 name mac2 address 00:00:00:00:00:00 type macvlan
try ip link set mac1 address 03:00:00:00:00:00
try ip link set mac1 mtu 60
try ip link set mac1 type macvlan macaddr add 02:00:00:00:00:09
try ip link set mac1 type macvlan nodst
try ip link set mac1 netns nowhere
try ip link set mac9 up
try ip link del eth9
try ip addr add 192.168.56.300/24 dev mac1
try ip route add default via 192.168.99.1
try ip netns add lo/x
try ip netns del nowhere
