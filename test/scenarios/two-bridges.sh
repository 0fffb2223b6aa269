# The same three stations behind a Linux bridge and behind macvlans in bridge mode: what both do, and where they differ,
# which is unknown addresses, addresses of somebody else, the host's own address, and what the wire hears.
# topology: two-hosts.clab.yml

ip link add br0 type bridge mcast_snooping 0
ip link set br0 address 02:00:00:00:00:b0 up
ip link set eth0 master br0
bridged() { # NAME NUMBER: a station behind a port of the bridge
  ip netns add $1
  ip link add $1 type veth peer name eth0 address 02:00:00:00:00:0$2 netns $1
  ip -n $1 link set eth0 up
  ip link set $1 master br0 up
}
dispatched() { # NAME NUMBER: a station that is a macvlan
  ip netns add $1
  ip link add link eth0 name e$2 address 02:00:00:00:00:0$2 netns $1 type macvlan mode bridge
  ip -n $1 link set e$2 name eth0
  ip -n $1 link set eth0 up
}
heard() { ip netns exec $1 cat /sys/class/net/eth0/statistics/rx_packets; }
send() { # FROM TO [AS]
  ip netns exec $1 mausezahn eth0 -q -c 1 -p 60 -a ${3:-own} -b $2 "88:b5:00"
}
counts() {
  for dev in s1 s2 s3; do echo -n " $dev $(heard $dev)"; done
  echo -n ", the host $(cat /sys/class/net/$host/statistics/rx_packets)"
  echo ", the gateway $(on gw cat /sys/class/net/eth0/statistics/rx_packets)"
}
frames() {
  send s1 02:00:00:00:00:02
  echo -n "  to a station:          "; counts
  send s1 bc
  echo -n "  to all:                "; counts
  send s1 02:00:00:00:00:99
  echo -n "  to nobody's address:   "; counts
  send s1 $(cat /sys/class/net/$host/address)
  echo -n "  to the host:           "; counts
  send s1 02:00:00:00:00:03 02:00:00:00:00:77
  send s2 02:00:00:00:00:77
  echo -n "  to whom s1 claimed to be: "; counts
  on gw mausezahn eth0 -q -c 1 -p 60 -a own -b 02:00:00:00:00:01 "88:b5:00"
  on gw mausezahn eth0 -q -c 1 -p 60 -a own -b 02:00:00:00:00:98 "88:b5:00"
  echo -n "  from outside, to a station and to nobody: "; counts
  echo "  $(ip -d -j link show dev eth0 | jq -r '.[] | "the parent: promiscuity \(.promiscuity)"')"
}

echo "A Linux bridge:"
host=br0
for n in 1 2 3; do bridged s$n $n; done
sleep 0.1
frames
bridge fdb show br br0 | grep -v permanent | grep -o '^[0-9a-f:]* dev [^ ]*' | sort | sed 's/^/  /'

for n in 1 2 3; do ip netns del s$n; done
ip link del br0
echo "Macvlans in bridge mode:"
host=eth0
for n in 1 2 3; do dispatched s$n $n; done
frames
