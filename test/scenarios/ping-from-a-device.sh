# A ping that is bound to a device (-I) hears what comes by that device alone: what the host answers itself comes by the
# device that the answered address is on. IPv6 does not even find its own addresses elsewhere, and asks on the wire.
# ipv6: on

for n in 1 2; do
  ip link add link eth0 name mac$n address 02:00:00:00:00:a$n type macvlan mode bridge
  ip link set mac$n up
done
ip link set lo up
ip address add 192.168.56.1/24 dev mac1
ip address add 192.168.57.2/24 dev mac2
ip address add 2001:db8::1/64 dev mac1 nodad
ip address add 2001:db8::2/64 dev mac2 nodad
ip address add 2001:db9::2/64 dev mac2 nodad
sleep 3

echo 'Nobody is there, and IPv4 tells those alone who are not bound'
ping -c 1 192.168.56.77
ping -c 1 -W 3.5 -I mac1 192.168.56.78
ping -c 1 -I mac1 2001:db8::77

echo 'IPv4'
for device in mac1 mac2 lo 192.168.57.2; do
  for to in 192.168.56.1 192.168.57.2; do
    echo "$device to $to"
    ping -q -c 1 -W 0.1 -I $device $to | grep received
  done
done
echo 'IPv6'
for device in mac1 mac2 lo 2001:db8::2; do
  for to in 2001:db8::1 2001:db8::2 2001:db9::2 ::1; do
    echo "$device to $to"
    ip -6 route get $to oif $device
    ping -q -c 1 -W 0.1 -I $device $to | grep received
  done
done
