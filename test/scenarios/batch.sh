# Many commands in one process: ip -batch stops at the first mistake and names its line; with -force it goes
# on. What was done before the mistake stays done.

cat > plan <<'PLAN'
# a batch file has comments, too
link add link eth0 name mac1 type macvlan mode bridge
link add link eth0 name mac2 type macvlan mode bogus
link add link eth0 name mac3 type macvlan mode bridge

link set mac1 up
link show nosuch
addr add 10.0.0.1/24 dev mac1
PLAN
names() { ip -br link show type macvlan | awk '{ print $1, $2 }'; }

ip -batch plan
echo "status $?" && names
ip -force -batch plan
echo "status $?" && names
echo "link del mac3" | ip -b -
ip -br addr show dev mac1
