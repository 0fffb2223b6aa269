# A macvlan made on a macvlan becomes its sibling, not its child: the kernel puts it on the real device below.

ip link add link eth0 name mac1 type macvlan mode bridge
ip link add link mac1 name mac2 type macvlan mode bridge
ip link add link mac2 name mac3 type macvlan mode private
ip -br link show type macvlan | cut -d ' ' -f 1
ip link del mac1
echo "mac1 is gone, the others stay:"
ip -br link show type macvlan | cut -d ' ' -f 1
