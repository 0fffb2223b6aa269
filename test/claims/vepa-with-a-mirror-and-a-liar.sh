# "With a reflecting switch, vepa siblings reach each other, whatever others have sent before."
# The smallest world in which that is wrong.

on sw bridge link set dev p1 hairpin on
ip link add child link eth0 address 02:00:00:00:00:a0 up type macvlan mode vepa
ip link add sibling link eth0 address 02:00:00:00:00:a1 up type macvlan mode vepa
on gw mausezahn eth0 -q -c 1 -p 60 -a 02:00:00:00:00:a1 -b 02:00:00:00:00:a0 88:b5
sleep 0.1

tcpdump -p -t -e -n -q --immediate-mode -Q in -i sibling > seen 2> said &
until grep -qs listening said; do sleep 0.1; done
mausezahn child -q -c 1 -p 60 -a 02:00:00:00:00:a0 -b 02:00:00:00:00:a1 88:b5
sleep 0.5
kill $!
wait
echo "What comes in at the sibling:"
cat seen
