ip link add br0 type bridge mcast_snooping 0
ip link add br1 type bridge mcast_snooping 0; ip link set br1 up
ip link add p1 type veth peer name q1
ip link add mv0 link q1 type macvlan mode bridge
for d in lo br0 p1 mv0; do ethtool -i $d; ethtool -S $d; ethtool $d; ethtool -P $d; ethtool -T $d; ethtool -a $d; done
ip link set p1 master br0; ip link set br0 up; ip link set p1 up; ip link set q1 up; ip link set mv0 up; sleep 0.5
for d in br0 br1 p1 mv0; do ethtool $d; done
ethtool nodev
ethtool -i nodev
ethtool -S nodev
ethtool -a nodev
ethtool
ethtool -i
ethtool -i q1 foo
ethtool --version
ethtool -z q1
ethtool --driver q1
ethtool --statistics q1
ethtool foo bar
ethtool p1 -i
