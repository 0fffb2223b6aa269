# What -I makes of an address, a device, both, a group, a broadcast and of nonsense; and what a ping that is bound to them
# hears. Not every address that can be bound to is one that packets can come from.

for n in 1 2; do
  ip link add link eth0 name mac$n address 02:00:00:00:00:a$n type macvlan mode bridge
  ip address add 10.0.0.$n/24 dev mac$n
  ip link set mac$n up
done
ip link set lo up

try() {
  echo "ping $*"
  ping -c 1 -W 0.1 "$@" 2>&1 | grep -v -e '^rtt' -e '^---' -e '^$' | sed 's/, time .*//; s/ time=.*//'
  echo "  ${PIPESTATUS[0]}"
}

echo 'A device, an address, and both'
try -I mac1 10.0.0.2
try -I mac1 -I 10.0.0.1 10.0.0.2
try -I mac2 -I 10.0.0.1 10.0.0.2
try -I 10.0.0.1 -I mac2 10.0.0.2
try -I mac9 -I 10.0.0.1 10.0.0.2
try -I lo 10.0.0.2
try -I 10.0.0.1 127.0.0.1

echo 'Addresses that nobody has'
try -I 10.0.0.9 10.0.0.2
try -I 224.0.0.1 10.0.0.2
try -I 10.0.0.255 10.0.0.2
try -I 255.255.255.255 10.0.0.2
try -I 0.0.0.0 10.0.0.2

echo 'Of the other family, and nonsense'
try -I ::1 10.0.0.2
try -I 2001:db8::1%mac1 10.0.0.2
try -I 2001:db8::1%mac9 10.0.0.2
try -I '::1%' 10.0.0.2
try -I x:y 10.0.0.2
try -I '' 10.0.0.2

echo 'Without a change of mind (-B)'
try -B -I mac1 10.0.0.2
try -B -I mac1 10.0.0.1
try -B 10.0.0.2

echo 'To everybody, and to groups'
try -I mac1 10.0.0.255
try -b -I mac1 10.0.0.255
try -I mac1 224.0.0.1
try -I mac9 224.0.0.1
try -I lo 224.0.0.1
try -I 10.0.0.1 224.0.0.1
try -I mac2 -I 10.0.0.1 224.0.0.1

echo 'To this host itself, but by a device: the question goes out'
try -I mac1 127.0.0.1
sleep 3
