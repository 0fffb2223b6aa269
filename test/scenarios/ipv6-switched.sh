# IPv6 can be switched off and on (disable_ipv6): for one device, for all, and for those that are still to come.
# ipv6: on

ip link add link eth0 name mac1 address 02:00:00:00:00:a1 type macvlan mode bridge
ip link set mac1 up
sleep 3
sysctl net.ipv6.conf.all.disable_ipv6 net.ipv6.conf.default.disable_ipv6 net.ipv6.conf.mac1.disable_ipv6
sysctl -w net.ipv6.conf.mac1.disable_ipv6=1
ip address show mac1
ip maddress show mac1
ip -6 route
ip -6 address add 2001:db8::1/64 dev mac1
sysctl -w net.ipv6.conf.default.disable_ipv6=1
ip link add link eth0 name mac2 address 02:00:00:00:00:a2 type macvlan mode bridge
ip link set mac2 up
ip -6 address show mac2
sysctl -w net.ipv6.conf.mac1.disable_ipv6=0
sleep 3
ip -6 address show mac1
sysctl -w net.ipv6.conf.all.disable_ipv6=1
ip -6 address
ip -6 route show table all
ping -c 1 ::1
sysctl -w net.ipv6.conf.all.disable_ipv6=0
sleep 3
ip -6 address
ip maddress show mac1
ping -c 1 fe80::5054:ff:fe00:201%mac1
