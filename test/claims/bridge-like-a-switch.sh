# "In bridge mode macvlan works like a switch: a frame for an unknown address comes to every child."
# The smallest world in which that is wrong.

ip link add child link eth0 address 02:00:00:00:00:a0 up type macvlan mode bridge

tcpdump -p -t -e -n -q --immediate-mode -Q in -i child > seen 2> said &
until grep -qs listening said; do sleep 0.1; done
on gw mausezahn eth0 -q -c 1 -p 60 -a 52:54:00:00:02:01 -b 02:00:00:00:00:f1 88:b5
sleep 0.5
kill $!
wait
echo "What comes in at the child:"
cat seen
