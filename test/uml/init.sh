#!/bin/bash
# The first process of a User Mode Linux: the root is the host's own file system, read only. Runs the script `work` of
# the host's directory OUT, which is /tmp/out here and may be written to, in the host's directory PLACE; and ends.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C UV_USE_IO_URING=0
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t debugfs debugfs /sys/kernel/debug 2>/dev/null
mount -t tmpfs tmpfs /tmp
mount -t tmpfs tmpfs /run
mkdir -p /dev/shm /run/netns /tmp/out
mount -t hostfs -o "$OUT" hostfs /tmp/out
ln -sf /proc/self/fd /dev/fd
# Only the first namespace has the fallback devices of tunnels: a lab numbers its devices itself.
echo 1 >/proc/sys/net/core/fb_tunnels_only_for_init_net
ip link set lo up
cd "$PLACE" && bash /tmp/out/work
poweroff -f >/dev/null 2>&1
