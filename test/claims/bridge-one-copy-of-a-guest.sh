# "A bridge-mode sibling hears a broadcast once, even that of a guest behind the child."
# The smallest world in which that is wrong.

on sw bridge link set dev p1 hairpin on
ip link add child link eth0 address 02:00:00:00:00:a0 up type macvlan mode bridge
ip link add sibling link eth0 address 02:00:00:00:00:a1 up type macvlan mode bridge

tcpdump -p -t -e -n -q --immediate-mode -Q in -i sibling > seen 2> said &
until grep -qs listening said; do sleep 0.1; done
mausezahn child -q -c 1 -p 60 -a 02:00:00:00:00:f1 -b ff:ff:ff:ff:ff:ff 88:b5
sleep 0.5
kill $!
wait
echo "What comes in at the sibling:"
cat seen
