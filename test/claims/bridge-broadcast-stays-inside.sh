# "Outside the host, nothing is seen of the broadcasts of a bridge-mode child."
# The smallest world in which that is wrong.

ip link add child link eth0 address 02:00:00:00:00:a0 up type macvlan mode bridge

on sw tcpdump -p -t -e -n -q --immediate-mode -Q in -i p1 > seen 2> said &
until grep -qs listening said; do sleep 0.1; done
mausezahn child -q -c 1 -p 60 -a 02:00:00:00:00:a0 -b ff:ff:ff:ff:ff:ff 88:b5
sleep 0.5
kill $!
wait
echo "What comes in at the switch:"
cat seen
