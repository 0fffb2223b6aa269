# A tap has a carrier while somebody is attached, so its bridge port goes down with the guest; a macvtap follows its
# parent and stays up. What runs on a guest ends with it, and the next guest of that name knows nothing of it.

ip link add br0 type bridge mcast_snooping 0
ip link set br0 up
ip tuntap add dev tap0 mode tap
ip link set tap0 address 02:00:00:00:00:aa master br0 up
ip link add link eth0 name vtap0 address 02:00:00:00:00:01 type macvtap mode bridge
ip link set vtap0 up
links() {
  ip -br link show tap0
  ip -br link show br0
  ip -br link show vtap0
}

links
vm start guest --nic tap0 --nic vtap0
echo "started:"
links
on guest ip -br link | grep -v eth0
on guest touch /root/notes
on guest sleep 60 &
sleep 0.2
vm stop guest
wait $!
echo "stopped, and sleep ended with status $?"
links
on guest true
vm start guest --nic vtap0
on guest ip -br link
on guest ls /root
