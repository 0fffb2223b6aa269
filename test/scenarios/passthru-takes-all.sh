# Passthru puts the parent in promiscuous mode and takes every frame, whoever it is for. The flag nopromisc
# leaves the NIC's filter alone, but what the wire brings, the child still takes.

hear() { # FLAG: what a passthru child gets of three frames from the gateway
  ip link add link eth0 name mac1 type macvlan mode passthru $1
  ip link set mac1 up
  tcpdump -p -q -n -c 3 -i mac1 ether proto 0x88b5 > heard 2> /dev/null &
  ip -d link show eth0 | grep -o 'promiscuity [0-9]*'
  sleep 1
  for to in 52:54:00:00:01:01 02:00:00:00:00:99 ff:ff:ff:ff:ff:ff; do
    on gw mausezahn eth0 -q -a 52:54:00:00:02:01 -b $to "88:b5:01:02:03"
  done
  wait
  grep -o '> .*' heard
  ip link del mac1
}

echo "passthru:" && hear
echo "passthru nopromisc:" && hear nopromisc
