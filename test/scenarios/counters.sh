# What the counters count: three frames from the gateway to a child are received once by the parent and once
# by the child; what siblings say to each other, the parent neither sends nor receives... or does it?

for n in 1 2; do
  ip link add link eth0 name mac$n address 02:00:00:00:00:0$n type macvlan mode bridge
  ip link set mac$n up
done
count() { # DEVICE...
  for dev in "$@"; do
    ip -j -s link show $dev | jq -r '.[] | .ifname as $i | .stats64 |
      "  \($i): sent \(.tx.packets) (\(.tx.bytes) bytes), received \(.rx.packets) (\(.rx.bytes) bytes, \(.rx.multicast) multicast)"'
  done
}

echo "Three frames of 60 bytes from the gateway to mac1:"
on gw mausezahn eth0 -q -c 3 -p 60 -a own -b 02:00:00:00:00:01 "88:b5"
count eth0 mac1 mac2
echo "Five from mac1 to mac2:"
mausezahn mac1 -q -c 5 -p 60 -a own -b 02:00:00:00:00:02 "88:b5"
count eth0 mac1 mac2
echo "One broadcast from mac2:"
mausezahn mac2 -q -c 1 -p 60 -a own -b bc "88:b5"
sleep 0.2
count eth0 mac1 mac2
ip -s link show mac1
