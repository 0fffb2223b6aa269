# What vm says to commands that cannot be: a guest needs a macvtap or a tap that is free, and a name of its own.

ip link add link eth0 name vtap0 address 02:00:00:00:00:01 type macvtap
ip tuntap add dev tun0 mode tun
vm; echo "status $?"
vm start guest; echo "status $?"
vm start guest --nic; echo "status $?"
vm start guest --nic eth0; echo "status $?"
vm start guest --nic tun0; echo "status $?"
vm start guest --nic tap7; echo "status $?"
vm start host --nic vtap0; echo "status $?"
vm start -guest --nic vtap0; echo "status $?"
vm start guest --nic vtap0 --nic vtap0; echo "status $?"
vm stop guest; echo "status $?"
vm stop gw; echo "status $?"
vm start guest --nic vtap0; echo "status $?"
vm start other --nic vtap0; echo "status $?"
vm start guest --nic vtap0; echo "status $?"
on guest ip -br link
vm stop guest; echo "status $?"
vm help | head -n 2
