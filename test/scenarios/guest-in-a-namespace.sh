# A guest holds on to its macvtap, not to the name or the namespace of it: renamed, moved, taken down and up again, it
# carries the guest's frames. In a guest there can be macvtaps and guests again.

ip netns add ns1
ip netns add ns2
ip link add link eth0 name vtap0 netns ns1 address 02:00:00:00:00:01 type macvtap mode bridge
ip -n ns1 link set vtap0 up
ip netns exec ns1 vm start guest --nic vtap0
on guest ip addr add 192.168.56.11/24 dev eth0
try() { # GUEST WHEN
  on $1 ping -c 1 -W 0.3 192.168.56.1 > /dev/null && answer=reaches || answer="does not reach"
  echo "$2: $1 $answer gw"
  on $1 ip neigh flush all
}

try guest "in ns1"
ip -n ns1 link set vtap0 down
try guest "taken down"
ip -n ns1 link set vtap0 netns ns2 name moved
ip -n ns2 link set moved up
try guest "moved to ns2"
ip -n ns2 -s link show moved
vm start other --nic moved
ip netns exec ns2 vm start other --nic moved

on guest ip link add link eth0 name vtap1 address 02:00:00:00:00:02 type macvtap mode bridge
on guest ip link set vtap1 up
on guest vm start inner --nic vtap1
on inner ip addr add 192.168.56.12/24 dev eth0
try inner "with a MAC that the outer macvtap does not know"
ip -n ns2 link set moved address 02:00:00:00:00:02
try inner "with the outer macvtap's MAC"

on guest ip link del eth0
try inner "after eth0 of guest was deleted"
on guest ip -br link
vm stop guest
on inner ip -br link show eth0
vm stop inner
