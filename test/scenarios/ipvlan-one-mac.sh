# Which technique gives many NICs one MAC and addresses of their own? Host one takes ipvlan, host two macvlan: the
# gateway and the switch see one MAC behind the one, and a MAC for each NIC behind the other.
# topology: two-hosts.clab.yml
# needs: ipvlan

for n in 1 2 3; do
  ip netns add ns$n
  ip link add link eth0 name nic netns ns$n type ipvlan mode l2
  ip -n ns$n addr add 192.168.56.1$n/24 dev nic
  ip -n ns$n link set nic up
  on two ip netns add ns$n
  on two ip link add link eth0 name nic netns ns$n address 02:00:00:00:02:0$n type macvlan mode bridge
  on two ip -n ns$n addr add 192.168.56.2$n/24 dev nic
  on two ip -n ns$n link set nic up
done

for n in 11 12 13 21 22 23; do on gw ping -q -c 1 -W 0.3 192.168.56.$n > /dev/null || echo "192.168.56.$n is silent"; done
echo "Who is who, to the gateway:"
on gw ip neigh show | sort -V | cut -d ' ' -f 1-5
echo "What the switch has learned of one, and of two:"
for port in p1 p2; do
  echo "  $port: $(on sw bridge fdb show brport $port | grep -v permanent | cut -d ' ' -f 1 | sort | tr '\n' ' ')"
done
echo "The parent of the ipvlans is not promiscuous, and listens for no other MAC:"
ip -d link show eth0 | grep -o 'promiscuity [0-9]*'
on two ip -d link show eth0 | grep -o 'promiscuity [0-9]*'
echo "Siblings talk past the wire:"
tcpdump -n -i eth0 icmp 2> /dev/null > wire &
sleep 0.3
ip netns exec ns1 ping -q -c 1 192.168.56.12 > /dev/null && echo "  192.168.56.12 answers"
sleep 0.2
kill $!
wait
cat wire
ip -n ns1 neigh show | sort -V | cut -d ' ' -f 1-5
