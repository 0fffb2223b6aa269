# "Broadcasts of a bridge-mode child go to its siblings, to the wire, and to the parent."
# The smallest world in which that is wrong.

ip link add child link eth0 address 02:00:00:00:00:a0 up type macvlan mode bridge

tcpdump -p -t -e -n -q --immediate-mode -Q in -i eth0 > seen 2> said &
until grep -qs listening said; do sleep 0.1; done
mausezahn child -q -c 1 -p 60 -a 02:00:00:00:00:a0 -b ff:ff:ff:ff:ff:ff 88:b5
sleep 0.5
kill $!
wait
echo "What comes in at the parent:"
cat seen
# A frame that the macvlans have left to the parent's own stack is counted as dropped: no program wants it.
echo "For its own stack: $(ip -s -j link show eth0 | jq '.[].stats64.rx.dropped')"
