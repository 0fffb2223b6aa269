# The table of a device that is no bridge lists what it hears besides its own address. Any child may be given groups
# by hand; another unicast address only a passthru child, because the others are found by one address alone.
hear() {
  bridge fdb "$1" "$2" dev "$3" self
  echo "$1 $2 at $3: $?"
}

ip link add mac1 link eth0 address 02:00:00:00:00:01 up type macvlan mode bridge
hear add 02:00:00:00:00:aa mac1
hear add 01:00:5e:01:02:03 mac1
hear add 01:00:5e:01:02:03 mac1
hear replace 01:00:5e:01:02:04 mac1
bridge fdb show dev mac1 | grep 5e:01 | sort
bridge fdb show dev eth0 | grep 5e:01 | sort
hear del 02:00:00:00:00:aa mac1
hear del 01:00:5e:01:02:03 mac1
hear del 01:00:5e:01:02:03 mac1
ip link del mac1

ip link add pass1 link eth0 up type macvlan mode passthru
hear add 02:00:00:00:00:aa pass1
hear add 02:00:00:00:00:aa pass1
hear replace 02:00:00:00:00:aa pass1
bridge fdb show dev pass1 | grep 00:aa
bridge fdb show dev eth0 | grep 00:aa
hear del 02:00:00:00:00:aa pass1
hear del 02:00:00:00:00:aa pass1
