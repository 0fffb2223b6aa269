ip link add br0 type bridge mcast_snooping 0
ip link add p1 address 02:00:00:00:01:01 type veth peer name q1 address 02:00:00:00:02:01
ip link add p2 address 02:00:00:00:01:02 type veth peer name q2 address 02:00:00:00:02:02
ip link set p1 master br0; ip link set p2 master br0
ip link set p1 up; ip link set p2 up; ip link set q1 up; ip link set q2 up; ip link set br0 up
sleep 0.5
cd /sys/class/net
echo 1 > p1/brport/hairpin_mode; cat p1/brport/hairpin_mode
echo 2 > p1/brport/hairpin_mode; cat p1/brport/hairpin_mode
echo foo > p1/brport/hairpin_mode; cat p1/brport/hairpin_mode
echo '' > p1/brport/hairpin_mode; cat p1/brport/hairpin_mode
echo 0x1 > p1/brport/hairpin_mode; cat p1/brport/hairpin_mode
echo -1 > p1/brport/hairpin_mode; cat p1/brport/hairpin_mode
echo "1 " > p1/brport/hairpin_mode; cat p1/brport/hairpin_mode
echo 1 > p1/brport/isolated; cat p1/brport/isolated
echo 0 > p1/brport/learning; cat p1/brport/learning
echo 100 > p1/brport/path_cost; cat p1/brport/path_cost
echo 0 > p1/brport/path_cost; cat p1/brport/path_cost
echo 70000 > p1/brport/path_cost; cat p1/brport/path_cost
echo 10 > p1/brport/priority; cat p1/brport/priority
echo 64 > p1/brport/priority; cat p1/brport/priority
echo 3 > p1/brport/state; cat p1/brport/state
echo 1 > p1/brport/flush; cat p1/brport/flush
echo 4 > p1/brport/group_fwd_mask; cat p1/brport/group_fwd_mask
echo 2 > p1/brport/group_fwd_mask; cat p1/brport/group_fwd_mask
echo 65536 > p1/brport/group_fwd_mask; cat p1/brport/group_fwd_mask
echo 1 > p1/brport/multicast_router; cat p1/brport/multicast_router
echo 5 > p1/brport/multicast_router; cat p1/brport/multicast_router
echo 0 > p1/brport/port_no; cat p1/brport/port_no
echo 1000 > br0/bridge/ageing_time; cat br0/bridge/ageing_time
echo foo > br0/bridge/ageing_time; cat br0/bridge/ageing_time
echo 0 > br0/bridge/ageing_time; cat br0/bridge/ageing_time
echo 1 > br0/bridge/flush; cat br0/bridge/flush
echo 8 > br0/bridge/group_fwd_mask; cat br0/bridge/group_fwd_mask
echo 1 > br0/bridge/group_fwd_mask; cat br0/bridge/group_fwd_mask
echo 0x10 > br0/bridge/group_fwd_mask; cat br0/bridge/group_fwd_mask
echo 1 > br0/bridge/multicast_snooping; cat br0/bridge/multicast_snooping
echo 2 > br0/bridge/multicast_snooping; cat br0/bridge/multicast_snooping
echo 0 > br0/bridge/stp_state; cat br0/bridge/stp_state
echo 1 > br0/bridge/no_linklocal_learn; cat br0/bridge/no_linklocal_learn
echo 1500 > br0/bridge/forward_delay; cat br0/bridge/forward_delay
echo 1 > br0/bridge/bridge_id; cat br0/bridge/bridge_id
echo 01:80:c2:00:00:03 > br0/bridge/group_addr; cat br0/bridge/group_addr
echo 1400 > p1/mtu; cat p1/mtu
echo foo > p1/mtu; cat p1/mtu
echo 10 > p1/mtu; cat p1/mtu
echo 99999999 > p1/mtu; cat p1/mtu
echo 02:00:00:00:00:01 > p1/address; cat p1/address
echo 5 > p1/group; cat p1/group
echo 5 > p1/netdev_group; cat p1/netdev_group
echo 50 > p1/tx_queue_len; cat p1/tx_queue_len
echo -1 > p1/tx_queue_len; cat p1/tx_queue_len
echo 0x1002 > p1/flags; cat p1/flags
echo 0x1003 > p1/flags; cat p1/flags
echo 0x1103 > p1/flags; cat p1/flags
echo foo > p1/flags; cat p1/flags
echo 0 > p1/carrier; cat p1/carrier
echo 1 > p1/carrier; cat p1/carrier
echo 1 > p2/carrier; cat p2/carrier
echo 1 > p1/ifindex; cat p1/ifindex
echo up > p1/operstate; cat p1/operstate
echo 1 > p1/proto_down; cat p1/proto_down
echo 0 > p1/statistics/rx_bytes; cat p1/statistics/rx_bytes
echo 1 > p1/nosuch; cat p1/nosuch
echo 0 > br0/carrier; cat br0/carrier
echo hello > p1/ifalias; cat p1/ifalias; ip link show p1
echo "" > p1/ifalias; cat p1/ifalias; ip link show p1
ip link show br0; bridge -d link show dev p1
echo 1 > br0/bridge/multicast_snooping
echo 0 > br0/bridge/multicast_snooping
echo 1 >> p1/mtu; cat p1/mtu
echo 1450 >> p1/mtu; cat p1/mtu
printf 1440 > p1/mtu; cat p1/mtu
ip link set q1 down; cat q1/speed q1/carrier p1/carrier p1/operstate q1/operstate; ip link show p1; bridge link
