# "Linux lets two macvlans of one parent have the same address."
# The smallest world in which that is wrong.

ip link add child link eth0 address 02:00:00:00:00:a0 up type macvlan mode bridge

ip link add sibling link eth0 address 02:00:00:00:00:a0 up type macvlan mode bridge
echo "The kernel answers with status $?."
