# The port of the switch takes shorter frames than the host sends. What is too long is dropped at the far end of the
# cable; the parent and the child count it as a frame that they could not send, the port as one that it dropped.
ip link add mac1 link eth0 address 02:00:00:00:00:01 up type macvlan mode bridge
on sw ip link set p1 mtu 1000
for length in 900 1200; do
  mausezahn mac1 -q -c 1 -a own -b 52:54:00:00:02:01 -p $length
done
ip -s link show mac1
ip -s link show eth0
on sw cat /sys/class/net/p1/statistics/rx_dropped
