# A program that opens a macvtap and does not read leaves the frames in a queue, as long as txqueuelen says. What finds
# no room is counted as an error and as dropped; a read takes one frame each, behind a header of ten bytes.

ip link add link eth0 name vtap0 index 4242 address 02:00:00:00:00:01 txqueuelen 3 type macvtap mode bridge
ip link set vtap0 up
exec 3<>/dev/tap4242
on gw ip neigh add 192.168.56.11 lladdr 02:00:00:00:00:01 dev eth0
on gw ping -c 5 -i 0.2 -W 0.2 192.168.56.11
ip -s link show vtap0

timeout 0.3 cat <&3 | wc -c
timeout 0.3 cat <&3 | wc -c
on gw mausezahn eth0 -q -c 1 -a 02:00:00:00:00:ee -b 02:00:00:00:00:01 '88:b5:cc:dd:ee:ff'
timeout 0.3 cat <&3 | od -An -tx1

printf '\0\0\0\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff\x02\0\0\0\0\x01\x88\xb5written by hand' >&3
printf 'too short' >&3
echo "status $?"
ip -s link show vtap0
exec 3>&-
