# A child that is down may wish for all multicast, or for everything: its parent learns of it when the child comes up,
# and forgets it when the child goes down. A flag that is set on a passthru child takes the other flag back.
wishes() {
  ip -d link show "$1" | grep -o 'promiscuity [0-9]*\|<.*>'
}
ip link add mac1 link eth0 type macvlan mode vepa
ip link set mac1 allmulticast on promisc on
wishes eth0
ip link set mac1 up
wishes eth0
ip link set mac1 down
wishes eth0
ip link del mac1

ip link add pass1 link eth0 up type macvlan mode passthru nopromisc
wishes eth0
ip link set pass1 type macvlan nodst
ip -d link show pass1 | grep -o 'macvlan mode.*bcqueuelen'
wishes eth0
ip link set pass1 type macvlan mode passthru nopromisc
ip -d link show pass1 | grep -o 'macvlan mode.*bcqueuelen'
wishes eth0
