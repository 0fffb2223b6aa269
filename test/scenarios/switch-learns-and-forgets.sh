# A switch knows where an address lives once it has seen a frame from it, and floods what it does not know.
# It forgets after ageing_time, here a second, and again everybody hears what is for one.

on sw ip link set sw type bridge ageing_time 100
ip link add link eth0 name mac1 address 02:00:00:00:00:01 type macvlan
ip link set mac1 up
table() { on sw bridge fdb show br sw | grep 02:00:00:00:00:01; }

table || echo "unknown"
mausezahn mac1 -q -a own -b 52:54:00:00:02:01 "88:b5:00"
table
sleep 0.5
table
sleep 1.2
table || echo "forgotten"
on sw bridge fdb add 02:00:00:00:00:01 dev p1 master static
sleep 1.2
table
on sw bridge fdb del 02:00:00:00:00:01 dev p1 master
table || echo "deleted"
