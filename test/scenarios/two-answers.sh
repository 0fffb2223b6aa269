# A child in the same namespace as its parent: ask for the child's address, and two answers come, the parent's
# and the child's own, because Linux answers for any of its addresses on any device. arp_ignore=1 stops it.

ip addr add 192.168.56.110/24 dev eth0
ip link add link eth0 name mac1 address 02:00:00:00:00:01 type macvlan mode bridge
ip addr add 192.168.56.11/24 dev mac1
ip link set mac1 up

on gw tcpdump -l -e -n -c 2 -i eth0 arp[6:2] = 2 > answers 2> /dev/null &
sleep 1
on gw arping -c 1 -I eth0 192.168.56.11 > /dev/null
wait
cut -d ' ' -f 2,4,10- answers | sort
sysctl -w net.ipv4.conf.all.arp_ignore=1
on gw arping -c 1 -I eth0 192.168.56.11
