# What is set on a passthru child is set on its parent: promiscuity, all groups, addresses of its own list; and all of
# it is taken back when the child goes.
# topology: two-hosts.clab.yml

ip link add link eth0 name pt type macvlan mode passthru
counts() { ip -d -j link show | jq -r '.[] | select(.ifname == "eth0" or .ifname == "pt") | "  \(.ifname) promiscuity \(.promiscuity), allmulti \(.allmulti), \(.flags | join(" "))"'; }
own() { for dev in eth0 pt; do bridge fdb show dev $dev | sed "s/^/  $dev: /"; done | sort; }

echo "Down:"
counts
ip link set pt allmulticast on
ip link set pt promisc on
counts
echo "Up:"
ip link set pt up
counts
echo "Without either:"
ip link set pt promisc off
counts
ip link set pt allmulticast off
counts
echo "And again:"
ip link set pt allmulticast on
ip link set pt promisc on
counts

echo "Addresses on the child's list:"
bridge fdb add 02:00:00:00:00:77 dev pt self
bridge fdb add 02:00:00:00:00:78 dev pt self
own
bridge fdb del 02:00:00:00:00:77 dev pt self
own
bridge fdb add 02:00:00:00:00:78 dev eth0 self; echo "  on the parent's too: $?"
bridge fdb del 02:00:00:00:00:78 dev pt self
own
bridge fdb add 02:00:00:00:00:79 dev pt self
ip link set pt down
own
ip link set pt up
own
echo "The child is gone:"
ip link del pt
own
ip -d -j link show dev eth0 | jq -r '.[] | "  promiscuity \(.promiscuity), allmulti \(.allmulti)"'
