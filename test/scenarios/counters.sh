# Counters know the difference: what siblings say to each other, the parent neither sends nor receives, and
# the local copy of a sibling's broadcast counts its 14 bytes of header twice.

for n in 1 2; do
  ip link add link eth0 name mac$n address 02:00:00:00:00:0$n type macvlan mode bridge
  ip link set mac$n up
done
count() {
  ip -j -s link show | jq -r '.[] | select(.ifname != "lo") | .ifname as $name | .stats64 |
    "  \($name): sent \(.tx.packets) (\(.tx.bytes) bytes), received \(.rx.packets) (\(.rx.bytes) bytes)"'
}

echo "Three frames of 60 bytes from the gateway to mac1:"
on gw mausezahn eth0 -q -c 3 -p 60 -a own -b 02:00:00:00:00:01 "88:b5"
count
echo "Five from mac1 to mac2:"
mausezahn mac1 -q -c 5 -p 60 -a own -b 02:00:00:00:00:02 "88:b5"
count
echo "A broadcast from mac2:"
mausezahn mac2 -q -c 1 -p 60 -a own -b bc "88:b5"
sleep 0.2
count
ip -s link show mac1
