# "A source-mode child sees nothing from off its list, not even its own reflected frame."
# The smallest world in which that is wrong.

on sw bridge link set dev p1 hairpin on
ip link add child link eth0 address 02:00:00:00:00:a0 up type macvlan mode source macaddr set 52:54:00:00:02:01

tcpdump -p -t -e -n -q --immediate-mode -Q in -i child > seen 2> said &
until grep -qs listening said; do sleep 0.1; done
mausezahn child -q -c 1 -p 60 -a 02:00:00:00:00:a0 -b ff:ff:ff:ff:ff:ff 88:b5
sleep 0.5
kill $!
wait
echo "What comes in at the child:"
cat seen
