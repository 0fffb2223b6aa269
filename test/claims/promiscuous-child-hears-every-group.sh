# "A macvlan hears only the groups that it has joined."
# The smallest world in which that is wrong.

ip link add child link eth0 address 02:00:00:00:00:a0 up type macvlan mode bridge
ip link set child promisc on

tcpdump -p -t -e -n -q --immediate-mode -Q in -i child > seen 2> said &
until grep -qs listening said; do sleep 0.1; done
on gw mausezahn eth0 -q -c 1 -p 60 -a 52:54:00:00:02:01 -b 01:00:5e:01:02:03 88:b5
sleep 0.5
kill $!
wait
echo "What comes in at the child:"
cat seen
