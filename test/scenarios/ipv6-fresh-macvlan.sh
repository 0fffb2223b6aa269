# With IPv6 on, a macvlan makes itself a link-local address from its MAC as it comes up, tries it for a second or two,
# and is in the groups that go with it; as it goes down, the address goes too.
# ipv6: on

ip link add link eth0 name mac1 address 02:00:00:00:00:a1 type macvlan mode bridge
ip address show mac1
ip link set mac1 up
echo "Tentative at first:"
ip address show mac1
sleep 3
echo "Then its own:"
ip address show mac1
ip -j -6 address show mac1
ip -6 -brief address
ip -6 route show table all
ip maddress
echo "A new MAC changes nothing yet:"
ip link set mac1 address 02:00:00:00:00:a2
ip -6 address show mac1
ip link set mac1 down
echo "Down, the address is gone:"
ip address show mac1
ip maddress show mac1
ip link set mac1 up
sleep 3
echo "Up again, it is another:"
ip address show mac1
ip link set mac1 addrgenmode none 2>/dev/null
ip -6 address add 2001:db8::1/64 dev mac1 nodad
ip -6 address add 2001:db8:1::1/64 dev mac1 valid_lft 1000 preferred_lft 0
sleep 3
ip -6 -oneline address show mac1 | sed 's/[0-9]*sec/#sec/g'
ip -6 route show dev mac1 | sed 's/expires [0-9]*sec/expires #sec/'
