# Behind a reflecting switch a broadcast of a bridge child could reach its sibling twice: at once, and again
# from the mirror. It does not; but the parent and a vepa sibling, who had no copy, get one now.

for mode in bridge vepa private; do
  ip link add link eth0 name $mode type macvlan mode $mode
  ip link set $mode up
done
ip link add link eth0 name sender type macvlan mode bridge
ip link set sender up

for hairpin in off on; do
  on sw bridge link set dev p1 hairpin $hairpin
  mausezahn sender -q -c 1 -a own -b bc "88:b5:68:65:6c:6c:6f"
  sleep 0.2
  echo "One more, hairpin $hairpin:"
  for dev in eth0 bridge vepa private sender; do
    echo "  $dev has received $(cat /sys/class/net/$dev/statistics/rx_packets)"
  done
done
