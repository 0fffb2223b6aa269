#!/bin/bash
# The first process of the kernel with counters. The root is the host's own file system, read only. The kernel's
# command line gives CORPUS (the programs), OUT (where the counters go, both paths of the host), RANDOM_WORLDS,
# SMALL_WORLDS and the name of a file of labs.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C UV_USE_IO_URING=0
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t debugfs debugfs /sys/kernel/debug
mount -t tmpfs tmpfs /tmp
mount -t tmpfs tmpfs /run
mkdir -p /dev/shm /run/netns /tmp/out
mount -t hostfs -o "$OUT" hostfs /tmp/out
ln -sf /proc/self/fd /dev/fd
# Only the first namespace has the fallback devices of tunnels: a lab numbers its devices itself.
echo 1 > /proc/sys/net/core/fb_tunnels_only_for_init_net
ip link set lo up
echo "coverage: booted $(uname -r)"
cd "$CORPUS/../../../../.." || exit
node "$CORPUS/corpus.js" /tmp/out "$RANDOM_WORLDS" "$SMALL_WORLDS" $(cat "$CORPUS/labs")
