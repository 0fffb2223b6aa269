# Children of different hosts talk through the switch whatever their modes, since each is a machine of its own
# to the network: private only means "not with my siblings".
# topology: two-hosts.clab.yml

child() { # MACHINE NAME MODE LAST
  on $1 ip netns add $2
  on $1 ip link add link eth0 name mac0 netns $2 address 02:00:00:00:00:$4 type macvlan mode $3
  on $1 ip -n $2 addr add 192.168.56.$4/24 dev mac0
  on $1 ip -n $2 link set mac0 up
}
child one here private 11
child one sibling private 12
child two there private 21

for to in 12 21 20 1 10; do
  ip netns exec here ping -c 1 -W 0.3 192.168.56.$to > /dev/null && answer=answers || answer="is silent"
  echo "192.168.56.$to $answer"
done
on sw bridge fdb show br sw | grep -v permanent | sort
