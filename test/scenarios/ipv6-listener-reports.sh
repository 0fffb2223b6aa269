# Whoever joins a group tells the link (MLD), at first from no address, and again from its own as soon as it has one;
# whoever leaves it says so too. A solicitation looks for a router.
# ipv6: on

ip link add link eth0 name mac1 address 02:00:00:00:00:a1 type macvlan mode bridge
on gw tcpdump -lnvvei eth0 'ether src 02:00:00:00:00:a1' 2>/dev/null > heard &
watcher=$!
sleep 0.5
ip link set mac1 up
sleep 3.3
ip -6 address add 2001:db8::1/64 dev mac1
sleep 3
ip -6 address del 2001:db8::1/64 dev mac1
sleep 2
kill $watcher
wait
echo "Who told what about which group:"
grep -o '[^ ]* > ff02::16: .*' heard | grep -o '^[^ ]*\|gaddr [^]]*' |
  while read -r word rest; do [ "$word" = gaddr ] && echo "$from $rest" || from=$word; done | sort -u
echo "Where they go:"
grep -o '.* > 33:33:[0-9a-f:]*, ethertype' heard | cut -d' ' -f2- | sort -u
echo "Looking for a router:"
grep -A1 'router solicitation' heard | grep -o '[^ ]* > ff02::2: .*\|source link-address option.*' | sort -u
grep -o '[^ ]* > ff02::1:ff.*' heard | sort
