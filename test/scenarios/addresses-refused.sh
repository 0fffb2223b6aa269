# The addresses that a macvlan is refused, and in which words. Older kernels say no more than the errno, so what a tutorial
# shows may tell how old it is.
# ipv6: on

ip link add link eth0 name mac1 type macvlan mode bridge
ip link set mac1 addrgenmode none
ip link set mac1 up
ip address add 192.168.56.10/24 dev mac1

set -x
ip address add 192.168.56.10/24 dev mac1
ip address add 192.168.56.11/24 dev mac1 scope host
ip address add 192.168.56.12/24 dev mac1 valid_lft 5 preferred_lft 10
ip address add 192.168.56.12/24 dev mac1 valid_lft 0
ip address del 192.168.56.13/24 dev mac1
ip address del 192.168.57.10/24 dev mac1

ip address add 2001:db8::1/64 dev mac1 nodad
ip address add 2001:db8::1/64 dev mac1 nodad
ip address add 2001:db8::2/64 dev mac1 valid_lft 5 preferred_lft 10
ip address add ff02::5/64 dev mac1
ip address add ::/64 dev mac1
ip address add ::1/128 dev mac1
ip address add 2001:db8::3/64 dev mac1 valid_lft 0
ip address del 2001:db8::9/64 dev mac1
ip address change 2001:db8::9/64 dev mac1 nodad
ip address del 2001:db8::9/48 dev mac1
sysctl -qw net.ipv6.conf.mac1.disable_ipv6=1
ip address add 2001:db8::4/64 dev mac1
ip address del 2001:db8::4/64 dev mac1
ip -6 route add 2001:db8:1::/64 dev mac1
ip -6 neighbour add 2001:db8::7 lladdr 02:00:00:00:00:77 dev mac1
sysctl -qw net.ipv6.conf.mac1.disable_ipv6=0
ip link set mac1 mtu 1000
ip address add 2001:db8::4/64 dev mac1
ip address del 2001:db8::4/64 dev mac1
ip -br address show mac1
