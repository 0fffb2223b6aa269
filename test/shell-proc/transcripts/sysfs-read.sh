ip link add br0 type bridge mcast_snooping 0
ip link add p1 address 02:00:00:00:01:01 type veth peer name q1 address 02:00:00:00:02:01
ip link add p2 address 02:00:00:00:01:02 type veth peer name q2 address 02:00:00:00:02:02
ip link set p1 master br0; ip link set p2 master br0
ip link set p1 up; ip link set p2 up; ip link set q1 up; ip link set q2 up; ip link set br0 up
sleep 0.5
ip link add mv0 address 02:00:00:00:03:01 link q1 type macvlan mode bridge
cd /sys/class/net
for d in lo br0 p1 mv0; do for f in addr_assign_type addr_len address broadcast carrier dev_id dev_port dormant duplex flags ifalias ifindex iflink link_mode mtu name_assign_type netdev_group operstate proto_down speed testing tx_queue_len type uevent; do echo "$d/$f"; cat $d/$f; done; done
for f in ageing_time bridge_id flush forward_delay group_addr group_fwd_mask hash_elasticity hash_max hello_time hello_timer max_age multicast_snooping multicast_router nf_call_iptables no_linklocal_learn priority root_id root_path_cost root_port stp_state tcn_timer topology_change topology_change_timer; do echo $f; cat br0/bridge/$f; done
for f in backup_port bpdu_guard broadcast_flood change_ack config_pending designated_bridge designated_cost designated_port designated_root flush group_fwd_mask hairpin_mode hold_timer isolated learning message_age_timer multicast_fast_leave multicast_flood multicast_router multicast_to_unicast neigh_suppress path_cost port_id port_no priority proxyarp proxyarp_wifi root_block state unicast_flood; do echo $f; cat p1/brport/$f; done
ls br0/brif
ls br0/bridge | grep -v gc_timer
ls p1/brport | grep -v forward_delay_timer
ls p1/statistics
ls
cat p1/master/ifindex p1/upper_br0/address br0/lower_p1/mtu mv0/lower_q1/address q1/upper_mv0/mtu p1/brport/bridge/address br0/brif/p2/port_no
cat nodev/mtu
cat p1
cat p1/nosuch
