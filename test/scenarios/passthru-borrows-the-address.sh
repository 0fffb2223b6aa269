# A passthru child wears its parent's MAC; when it changes its own, the parent's changes too, and comes back
# when the child is deleted. What the parent has changed itself stays.

addresses() { ip -br link | awk '$1 != "lo" { print "  " $1, $3 }'; }

echo "At first:" && addresses
ip link add link eth0 name mac1 type macvlan mode passthru
echo "With a passthru child:" && addresses
ip link set mac1 up
ip link set mac1 address 02:00:00:00:00:01
echo "The child has changed its address:" && addresses
ip link del mac1
echo "The child is gone:" && addresses

ip link add link eth0 name mac2 type macvlan mode passthru
ip link set eth0 address 02:00:00:00:00:02
echo "Again, and the parent has changed its address:" && addresses
ip link del mac2
echo "That child is gone too:" && addresses
