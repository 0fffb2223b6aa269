# Two isolated ports of a switch cannot reach each other, only ports that are not isolated: what private mode
# is inside a host, isolation is on the switch.
# topology: two-hosts.clab.yml

on sw bridge link set dev p1 isolated on
reach() { ping -q -c 1 -W 0.5 $1 > /dev/null && echo "  $1 answers" || echo "  $1 is silent"; }

echo "One port isolated:"
reach 192.168.56.20
reach 192.168.56.1
ip neigh flush dev eth0
echo "Both:"
on sw bridge link set dev p2 isolated on
reach 192.168.56.20
reach 192.168.56.1
on sw bridge -d link show dev p1 | grep -o 'isolated on'
