# An IPv6 address of a link means nothing without its device, written behind a percent sign (the zone) or given with -I.
# Other addresses take no name there. Both together must be the same device.
# ipv6: on

for n in 1 2; do
  ip link add link eth0 name mac$n address 02:00:00:00:00:a$n type macvlan mode bridge
  ip link set mac$n up
done
ip link set lo up
ip address add 2001:db8::1/64 dev mac1 nodad
ip address add 2001:db8::2/64 dev mac2 nodad
sleep 3

try() {
  echo "ping $*"
  ping -c 1 -W 0.1 "$@" 2>&1 | grep -v -e '^rtt' -e '^---' -e '^$' | sed 's/, time .*//; s/ time=.*//'
}

echo 'A zone, by name and by number'
try fe80::ff:fe00:a2%mac1
try fe80::ff:fe00:a2%4
try fe80::ff:fe00:a2%99
try fe80::ff:fe00:a2%mac9
try 2001:db8::2%mac1
try 2001:db8::2%4
try ff02::1%mac1
try ff05::1%mac1

echo 'A device'
try -I mac1 fe80::ff:fe00:a2
try -I mac1 fe80::ff:fe00:a2%mac2
try -I lo fe80::ff:fe00:a2
try -I mac1 2001:db8::2
try -I mac9 2001:db8::2

echo 'An address, with and without a device'
try -I fe80::ff:fe00:a1%mac1 fe80::ff:fe00:a2
try -I fe80::ff:fe00:a1 fe80::ff:fe00:a2%mac1
try -I fe80::ff:fe00:a1%mac2 fe80::ff:fe00:a2%mac1
try -I 2001:db8::1%mac2 2001:db8::2
try -I mac1 -I 2001:db8::1 2001:db8::2
try -I 2001:db8::1 fe80::ff:fe00:a2%mac2
try -I 2001:db8::9 2001:db8::2
try -I :: 2001:db8::2
try -I ff02::1%mac1 2001:db8::2
try -I no:address 2001:db8::2
try -B -I mac1 2001:db8::2

echo 'Groups of this node alone, which only lo carries'
try -I mac1 ff01::1
try -I mac1 ff00::1
try -I lo ff01::1
try -I mac1 ff03::1
