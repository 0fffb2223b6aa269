# "A macvlan's address must differ from its parent's."
# The smallest world in which that is wrong.

ip link add child link eth0 address 02:00:00:00:00:a0 up type macvlan mode passthru

ip link set child address 52:54:00:00:01:01
echo "The kernel answers with status $?."
