# A macvlan as the port of a bridge: passthru hands on everything, so stations behind the bridge are reached; a child in
# bridge mode takes only its own address, for macvlan does not learn who is behind it.
# topology: two-hosts.clab.yml

station() {
  ip netns add $1
  ip link add $1 type veth peer name eth0 address 02:00:00:00:00:0$2 netns $1
  ip -n $1 address add 192.168.56.5$2/24 dev eth0
  ip -n $1 link set eth0 up
  ip link set $1 master inner up
}
ip link add inner type bridge mcast_snooping 0
ip link set inner up
station s1 1
station s2 2
reach() {
  ip netns exec $1 ping -q -c 1 -W 0.2 $2 > /dev/null && echo "  $1 reaches $2" || echo "  $1 does not reach $2"
  ip -n $1 neigh flush all
}
all() {
  ip link set child master inner up
  reach s1 192.168.56.52
  reach s1 192.168.56.1
  reach s2 192.168.56.20
  on gw ping -q -c 1 -W 0.2 192.168.56.52 > /dev/null && echo "  gw reaches s2" || echo "  gw does not reach s2"
  on gw ip neigh flush all
  on two ip neigh flush all
  echo "  what the switch outside knows behind the host's port:"
  on sw bridge fdb show br sw brport p1 | grep -o '^02:00:00:00:00:0[^ ]*' | sort | sed 's/^/    /'
  echo "  what the inner bridge knows:"
  bridge fdb show br inner | grep -v permanent | grep -o '^[0-9a-f:]* dev [^ ]*' | sort | sed 's/^/    /'
  ip link del child
}

echo "passthru:"
ip link add link eth0 name child type macvlan mode passthru
all
for mode in bridge vepa private; do
  echo "$mode:"
  ip link add link eth0 name child address 02:00:00:00:00:cc type macvlan mode $mode
  all
done
echo "bridge, and promiscuous besides:"
ip link add link eth0 name child address 02:00:00:00:00:cc type macvlan mode bridge
ip link set child promisc on
all
