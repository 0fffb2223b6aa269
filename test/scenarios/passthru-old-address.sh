# The parent takes another MAC, and its passthru child wears it too, but nobody tells the child's neighbours: what it sends to
# those that it knows well bears the old one, from a header that was kept ready, until it has to ask for them anew.

ip link add link eth0 name mac1 type macvlan mode passthru
ip link set mac1 up
ip address add 192.168.56.10/24 dev mac1
ip neighbour add 192.168.56.77 lladdr 02:00:00:00:00:77 dev mac1
ping -c 1 -W 0.3 192.168.56.77
ip link set eth0 address 02:00:00:00:00:02
ip -br link show type macvlan
ip neighbour show dev mac1
ping -c 1 -W 0.3 192.168.56.77
ip neighbour replace 192.168.56.77 lladdr 02:00:00:00:00:78 dev mac1
ping -c 1 -W 0.3 192.168.56.77
ip neighbour del 192.168.56.77 dev mac1
ip neighbour add 192.168.56.77 lladdr 02:00:00:00:00:77 dev mac1
ping -c 1 -W 0.3 192.168.56.77
ip link set mac1 address 02:00:00:00:00:03
ip neighbour show dev mac1
