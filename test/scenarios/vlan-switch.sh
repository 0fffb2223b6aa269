# A switch with a trunk and two access ports: it takes frames without a tag into the port's VLAN, and gives them out
# with a tag on the trunk alone; what is not in the port's VLANs is dropped.
# topology: two-hosts.clab.yml
# needs: 8021q

on sw ip link set sw type bridge vlan_filtering 1
on sw bridge vlan show
on sw bridge vlan del vid 1 dev p1
on sw bridge vlan add vid 10 dev p1
on sw bridge vlan add vid 20 dev p1
on sw bridge vlan del vid 1 dev p2
on sw bridge vlan add vid 10 pvid untagged dev p2
on sw bridge vlan del vid 1 dev p3
on sw bridge vlan add vid 20 pvid untagged dev p3
on sw bridge vlan show

for id in 10 20; do
  ip link add link eth0 name eth0.$id type vlan id $id
  ip address add 10.0.$id.1/24 dev eth0.$id
  ip link set eth0.$id up
done
on two ip address add 10.0.10.2/24 dev eth0
on gw ip address add 10.0.20.2/24 dev eth0
reach() {
  $1 ping -q -c 1 -W 0.2 $2 > /dev/null && echo "  $2 answers" || echo "  $2 is silent"
  $1 ip neigh flush all
}

echo "Each in its own VLAN:"
reach "" 10.0.10.2
reach "" 10.0.20.2
echo "Without a tag there is no way into the trunk:"
reach "" 192.168.56.20
reach "on two" 192.168.56.1
echo "Where stations were seen:"
on sw bridge fdb show br sw | grep -v permanent | grep vlan | sort
echo "A wrong number on an access port:"
on two ip link add link eth0 name eth0.20 type vlan id 20
on two ip address add 10.0.20.3/24 dev eth0.20
on two ip link set eth0.20 up
reach "on two" 10.0.20.1
echo "The right one is taken as well:"
on two ip link add link eth0 name eth0.10 type vlan id 10
on two ip link set eth0.10 up
tcpdump -e -n -c 1 -i eth0 vlan 10 and ether proto 0x88b5 2> /dev/null > wire &
sleep 0.5
on two mausezahn eth0.10 -q -c 1 -p 60 -a own -b bc "88:b5:00"
wait
cat wire
echo "A number of nought is a priority alone:"
tcpdump -e -n -c 1 -i eth0 vlan and ether proto 0x88b5 2> /dev/null > wire &
sleep 0.5
on two mausezahn eth0 -q -c 1 -a own -b bc "81:00:a0:00:88:b5:$(printf '00%.0s:' {1..45})00"
wait
cat wire
echo "A trunk may have a native VLAN:"
on sw bridge vlan add vid 10 pvid untagged dev p1
ip address add 10.0.10.11/24 dev eth0
reach "" 10.0.10.2
on sw bridge vlan show dev p1
on sw ip link set sw type bridge vlan_filtering 0
reach "" 192.168.56.20
