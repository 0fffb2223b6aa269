# A namespace lives as long as somebody uses it: delete its name while a process runs inside, and its child
# still answers. When the process ends, the namespace goes and takes its macvlan along, a little later.

ip netns add ns1
ip link add link eth0 name mac1 netns ns1 address 02:00:00:00:00:01 type macvlan mode bridge
ip -n ns1 addr add 192.168.56.11/24 dev mac1
ip -n ns1 link set mac1 up
ask() { on gw ping -q -c 1 -W 0.5 192.168.56.11 | grep received; }

ip netns exec ns1 sleep 60 &
sleep 0.3
ask
ip netns del ns1
echo "The name is gone: $(ip netns list | wc -l) namespaces"
ask
kill $!
wait
while ip -d link show eth0 | grep -q 'promiscuity 1'; do
  sleep 0.1
done
echo "The process is gone:"
on gw ip neigh replace 192.168.56.11 lladdr 02:00:00:00:00:01 dev eth0
ask
