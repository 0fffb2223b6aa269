# Behind a switch that reflects, a private macvlan hears its own question whether anybody has its address. By the number
# in it, it knows its own; without that number it takes itself for somebody else.
# ipv6: on

on sw bridge link set dev p1 hairpin on
ip link add link eth0 name mac1 address 02:00:00:00:00:a1 type macvlan mode private
ip link add link eth0 name mac2 address 02:00:00:00:00:a2 type macvlan mode private
sysctl -w net.ipv6.conf.all.enhanced_dad=0
sysctl -w net.ipv6.conf.mac2.enhanced_dad=0
ip link set mac1 up
ip link set mac2 up
sleep 3
echo "With the number:"
ip -6 address show mac1
echo "Without:"
ip -6 address show mac2
ip link add link eth0 name mac3 address 02:00:00:00:00:a3 type macvlan mode vepa
sysctl -w net.ipv6.conf.mac3.enhanced_dad=0
ip link set mac3 up
sleep 3
echo "In vepa mode a reflection never comes back to its sender:"
ip -6 address show mac3
