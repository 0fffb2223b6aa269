ip link add p1 type veth peer name q1
run(){ echo "\$ $*"; "$@"; echo "rc=$?"; }
sysctl -w net.ipv4.ip_forward foo=1
sysctl -w net.ipv4.ip_forward=1 foo net.ipv4.ip_forward=0
sysctl foo.bar foo.baz net.ipv4.ip_forward
sysctl foo.bar=1 foo.baz=1 net.ipv4.ip_forward=0
sysctl =
sysctl = foo.bar
sysctl net.ipv4.ip_forward=foo foo.bar
sysctl -q net.ipv4.ip_forward=1
sysctl net.ipv4.ip_forward=0 -q
sysctl -n net.ipv4.ip_forward=1
sysctl -N net.ipv4.ip_forward=1
sysctl -b net.ipv4.ip_forward=1
sysctl -nw net.ipv4.ip_forward=1
sysctl -a -r '^net.ipv4.ip_forward$' 
sysctl --pattern
sysctl --pattern '[' -a
sysctl --write net.ipv4.ip_forward=1
sysctl --values net.ipv4.ip_forward
sysctl --dry-run net.ipv4.ip_forward=0
sysctl net.ipv4.ip_forward
sysctl --quiet --ignore nope
sysctl -w net/ipv4/ip_forward=0
sysctl -w /net/ipv4/ip_forward=0
sysctl -w net..ipv4.ip_forward=0
sysctl "net.ipv4.ip_forward =1"
sysctl " net.ipv4.ip_forward=1"
sysctl " net.ipv4.ip_forward"
sysctl "net.ipv4.ip_forward "
sysctl net.ipv4.conf.*.rp_filter=0
sysctl "net.ipv4.conf.*.nosuch=0"
sysctl -e "net.ipv4.conf.*.nosuch=0"
sysctl "net.ipv4.conf.p1=0"
sysctl -- net.ipv4.ip_forward
sysctl -w
sysctl -a -n -q --pattern '^net.ipv4.ip_forward$'
sysctl -f /nonexistent
sysctl -p/nonexistent
sysctl --load=/nonexistent
printf 'net.ipv4.ip_forward=0\n; c\n  # d\n=1\n-net.ipv4.ip_forward\nnet.ipv4.conf.all.rp_filter = 0 \nnet.ipv4.ip_forward=x\n-net.ipv4.ip_forward=x\nfoo.bar=1' > /tmp/sc
sysctl -p /tmp/sc
sysctl -ep /tmp/sc
sysctl -q -p /tmp/sc
sysctl -p - < /tmp/sc
sysctl net.ipv4.ip_default_ttl=300
sysctl net.ipv4.ip_default_ttl=99999999999
sysctl net.ipv4.conf.all.forwarding=2 
sysctl net.ipv4.ip_forward=0x1
sysctl net.ipv4.ip_forward=" 1 "
sysctl net.ipv4.ip_forward=1x
sysctl net.ipv4.conf.all.rp_filter=-1
sysctl kernel.ostype=foo
sysctl net.ipv6.conf.p1.disable_ipv6=0
sysctl net.ipv6.conf.p1.disable_ipv6
sysctl net.ipv4.conf.p1.arp_ignore=2 foo.bar net.ipv4.ip_forward
sysctl .net.ipv4.ip_forward
sysctl net..ipv4.ip_forward
sysctl /net/ipv4/ip_forward
sysctl net/ipv4/ip_forward
sysctl net.ipv4.ip_forward.
sysctl =1
sysctl ""
sysctl net.ipv4.conf.p1
sysctl -N net.ipv4.conf.p1.forwarding
sysctl
sysctl -h
sysctl --foo
sysctl -z
ip link set p1 name p.1
sysctl net.ipv4.conf.p.1.forwarding
sysctl net.ipv4.conf.p/1.forwarding
sysctl net/ipv4/conf/p.1/forwarding
sysctl -w net/ipv4/conf/p.1/forwarding=1
sysctl net.ipv6.conf.all.disable_ipv6
sysctl net.ipv6.conf.nodev.disable_ipv6
sysctl kernel.hostname
