# Broadcasts wait in a queue of the parent, as long as the longest that any child asks for. An ip command that
# is older than an option of the kernel, here bclim, does not know it.

queue() { ip -d link show $1 | grep -o 'macvlan mode.*usedbcqueuelen [0-9]*'; }

ip link add link eth0 name mac1 type macvlan mode bridge
ip link add link eth0 name mac2 type macvlan mode bridge bcqueuelen 5000
queue mac1 && queue mac2
ip link set mac1 type macvlan bcqueuelen 8000
queue mac1 && queue mac2
ip link del mac1
queue mac2
ip link set mac2 type macvlan bcqueuelen 0
queue mac2
ip link set mac2 type macvlan bclim 5
