# Behind a reflecting switch, a private child gets its own broadcast back, counted as a packet of no bytes;
# a broadcast of a vepa child comes to its siblings, but not to the private one.

on sw bridge link set dev p1 hairpin on
modes="private vepa bridge"
for mode in $modes; do
  ip link add link eth0 name $mode type macvlan mode $mode
  ip link set $mode up
done

for sender in $modes; do
  mausezahn $sender -q -c 1 -p 60 -a own -b bc "88:b5"
  sleep 0.2
  echo "After a broadcast of $sender:"
  ip -s -j link show type macvlan |
    jq -r '.[] | "  \(.ifname) has received \(.stats64.rx.packets) packets, \(.stats64.rx.bytes) bytes"'
done
