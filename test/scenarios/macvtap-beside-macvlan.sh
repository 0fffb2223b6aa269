# A macvtap is a macvlan that ends in a program: containers on macvlans and guests on macvtaps are siblings on one
# parent, and their modes decide who talks to whom, whichever of the two kinds they are.

child() { # NAME MODE LAST
  ip netns add $1
  ip link add link eth0 name mac0 netns $1 address 02:00:00:00:00:$3 type macvlan mode $2
  ip -n $1 addr add 192.168.56.$3/24 dev mac0
  ip -n $1 link set mac0 up
}
guest() { # NAME MODE LAST
  ip link add link eth0 name tap-$1 address 02:00:00:00:00:$3 type macvtap mode $2
  ip link set tap-$1 up
  vm start $1 --nic tap-$1
  on $1 ip addr add 192.168.56.$3/24 dev eth0
}
child c-bridge bridge 11
child c-vepa vepa 12
guest g-bridge bridge 21
guest g-vepa vepa 22

for from in 21 22; do
  for to in 1 11 12 21 22; do
    ((from == to)) && continue
    [ $from = 21 ] && name=g-bridge || name=g-vepa
    on $name ping -c 1 -W 0.2 192.168.56.$to > /dev/null && answer=reaches || answer="does not reach"
    echo "$name $answer 192.168.56.$to"
    on $name ip neigh flush all
  done
done
ip netns exec c-bridge ping -c 1 -W 0.3 192.168.56.21
ip -o link show type macvtap | cut -d ' ' -f 2-3
ip -d link show tap-g-vepa
