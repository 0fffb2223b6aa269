# Five children in four modes on one parent, each given the others' addresses by hand. Behind an ordinary
# switch exactly one pair can talk: the two in bridge mode.

names=(private private2 vepa bridge bridge2)
for n in 0 1 2 3 4; do
  ip netns add ${names[n]}
  ip link add link eth0 name mac0 netns ${names[n]} address 02:00:00:00:00:0$n type macvlan mode ${names[n]%2}
  ip -n ${names[n]} addr add 192.168.56.1$n/24 dev mac0
  ip -n ${names[n]} link set mac0 up
  for other in 0 1 2 3 4; do
    ip -n ${names[n]} neigh add 192.168.56.1$other lladdr 02:00:00:00:00:0$other dev mac0
  done
done

for from in 0 1 2 3 4; do
  for to in 0 1 2 3 4; do
    ((from == to)) && continue
    ip netns exec ${names[from]} ping -q -c 1 -W 0.2 192.168.56.1$to > /dev/null && answer=reaches || answer=-
    printf '%-9s %-8s %s\n' ${names[from]} $answer ${names[to]}
  done
done
