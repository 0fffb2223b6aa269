# Two ports of a switch and the switch itself with one address: the table has a single entry, whose heir is another of
# them; and a setting of a port leaves its other settings as they are.
# topology: two-hosts.clab.yml

entry() { on sw bridge fdb show br sw | grep "^02:" | sort | sed 's/^/  /'; }
on sw ip link set p2 address 02:00:00:00:00:22
on sw ip link set p3 address 02:00:00:00:00:22
entry
echo "The switch takes it too, and another one:"
on sw ip link set sw address 02:00:00:00:00:22
entry
on sw ip link set sw address 02:00:00:00:00:55
entry
echo "The second port gets another one, then the first:"
on sw ip link set p3 address 02:00:00:00:00:33
entry
on sw ip link set p3 address 02:00:00:00:00:22
on sw ip link set p2 address 02:00:00:00:00:44
entry
echo "The heir leaves:"
on sw ip link set p3 nomaster
entry

echo "Settings:"
settings() { on sw ip -d -j link show dev p1 | jq -c '.[].linkinfo.info_slave_data | {group_fwd_mask, hairpin, learning, flood, isolated, mcast_flood, bcast_flood}'; }
settings
on sw ip link set p1 type bridge_slave group_fwd_mask 0x4000
on sw ip link set p1 type bridge_slave hairpin on
settings
on sw ip link set p1 type bridge_slave isolated on mcast_flood off
settings
on sw ip link set p1 type bridge_slave group_fwd_mask 7; echo "  frames that no switch may pass on: $?"
settings

echo "What carries no Ethernet has no macvlans:"
ip tuntap add dev tun0 mode tun
ip link add link tun0 name child type macvlan mode bridge; echo "  $?"
ip link add link lo name child type macvlan mode bridge; echo "  $?"

echo "What a port's settings can be called, and what not:"
try() { echo "+ $*"; on sw ip link set "$@"; echo "  $?"; }
try p1 type bridge_slave ha off flo off mcast_router 0 prio 7 cost 11
try p1 type bridge_slave cost 70000
try p1 type bridge_slave state 5
try p1 type bridge_slave hairpin maybe
try p1 type bridge_slave hair
try p1 type bridge_slave bogus
try p1 type bridge_slave backup_port nowhere
try sw type bridge_slave hairpin on
try p1 type bridge_slave fdb_flush
try p1 mtu 1400 type bridge_slave priority 64
on sw bridge -d link show dev p1
