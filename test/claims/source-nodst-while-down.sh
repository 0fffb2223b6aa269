# "A source-mode child that is down keeps nothing from its siblings."
# The smallest world in which that is wrong.

ip link add child link eth0 address 02:00:00:00:00:a0 type macvlan mode source nodst macaddr set 52:54:00:00:02:01
ip link add sibling link eth0 address 02:00:00:00:00:a1 up type macvlan mode bridge

tcpdump -p -t -e -n -q --immediate-mode -Q in -i sibling > seen 2> said &
until grep -qs listening said; do sleep 0.1; done
on gw mausezahn eth0 -q -c 1 -p 60 -a 52:54:00:00:02:01 -b 02:00:00:00:00:a1 88:b5
sleep 0.5
kill $!
wait
echo "What comes in at the sibling:"
cat seen
