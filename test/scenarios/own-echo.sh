# Behind a reflecting switch, a private child hears its own broadcast come back, and counts it as received:
# the only one in the host that gets it.

on sw bridge link set dev p1 hairpin on
names=(private vepa bridge)
for mode in ${names[*]}; do
  ip link add link eth0 name $mode type macvlan mode $mode
  ip link set $mode up
done

for sender in ${names[*]}; do
  mausezahn $sender -q -c 1 -p 60 -a own -b bc "88:b5"
  sleep 0.2
  echo "After a broadcast of $sender:"
  ip -s -j link show type macvlan |
    jq -r '.[] | "  \(.ifname) has received \(.stats64.rx.packets) packets, \(.stats64.rx.bytes) bytes"'
done
