/** Scripts over the two hosts of the bench; both sides run them, and print the same. Each begins anew. */
const ARP_FAILS = 'ip -n b link set eth0 down'

const labs = (command: string, status = true) => (status ? `${command}; echo "status $?"` : command)

const PING_ARGUMENTS = [
  ...[
    '',
    '-h',
    '-z x',
    '-V',
    'foo',
    "''",
    "'a b'",
    '-c 0 192.168.56.123',
    '-c x 192.168.56.123',
    '-c 2x 192.168.56.123',
  ],
  ...['-c 99999999999999999999 192.168.56.123', '-i 99999999 192.168.56.123', '-i nan 192.168.56.123'],
  ...["-i '' 192.168.56.123", '-c 1 -i x 192.168.56.123', '-c 1 -W x 192.168.56.123', '-W -1 192.168.56.123'],
  ...['-w x 192.168.56.123', '-s -1 192.168.56.123', '-t 256 192.168.56.123', '-t 0 -c 1 192.168.56.123'],
  ...['-l 0 192.168.56.123', '-l 70000 192.168.56.123', '-Q 256 192.168.56.123', '-Q x 192.168.56.123'],
  ...['-M foo 192.168.56.123', '-p zz 192.168.56.123', '-4 -6 ::1', '-4 ::1', '-6 192.168.56.123', '-c1 ::1'],
  ...[
    '-e 70000 192.168.56.123',
    '-I nosuch -c1 192.168.56.123',
    '-I nosuch -c1 224.0.0.1',
    '-I 10.9.9.9 192.168.56.123',
  ],
  ...[
    '-I spare1 -c1 192.168.56.123',
    '-c1 10.0.0.1',
    '-c1 192.168.56.255',
    '-c1 255.255.255.255',
    '-c1 224.0.0.1',
  ],
  ...['-c1 300.1.1.1', '-c1 1.2.3.4.5', '-c1 256', '-r -c1 10.0.0.1', '-c1 -- -x'],
]

const PING_RUNS = [
  ...[
    '-c 2 192.168.56.123',
    '-c 1 127.0.0.1',
    '-c 1 localhost',
    '-c 1 127.1',
    '-c 1 0',
    '-c 1 192.168.56.122',
  ],
  ...[
    '-c 1 0300.0250.070.0173',
    '-q -c 2 -i 0.2 192.168.56.123',
    '-qc1 192.168.56.123',
    '192.168.56.123 -c 1',
  ],
  ...[
    '-c 1 -s 0 192.168.56.123',
    '-c 1 -s 15 192.168.56.123',
    '-c 1 -s 16 192.168.56.123',
    '-c 1 -s 1473 192.168.56.123',
  ],
  ...[
    '-c 1 -s 1473 -M do 192.168.56.123',
    '-c 1 -s 65507 192.168.56.123',
    '-c 1 -W 1 -s 65508 192.168.56.123',
  ],
  ...['-c 1 -W 1 -s 70000 192.168.56.123', '-p ff00 -c 1 192.168.56.123', '-p 123 -q -c 1 192.168.56.123'],
  ...['-I eth0 -c 1 192.168.56.123', '-I 192.168.56.122 -c 1 192.168.56.123', '-I eth0 -c 1 192.168.56.122'],
  ...[
    '-I eth0 -I 192.168.56.122 -c 1 192.168.56.123',
    '-I lo -c 1 -W 1 192.168.56.123',
    '-I spare0 -c1 -W 1 192.168.56.123',
  ],
  ...[
    '-B -c 1 192.168.56.123',
    '-I 127.0.0.5 -c 1 127.0.0.1',
    '-b -c 1 -W 1 192.168.56.255',
    '-b -c1 192.168.56.123',
  ],
  ...[
    '-c 1 -W 1 -I 192.168.56.122 192.168.56.255',
    '-c 1 -W 1 -I 192.168.56.122 10.0.0.1',
    '-c 3 -l 3 192.168.56.123',
  ],
  ...[
    '-c 3 -l 2 -i 0.3 192.168.56.123',
    '-c 3 -i 0.2 192.168.56.123',
    '-Q 0x10 -c 1 192.168.56.123',
    '-a -c 1 192.168.56.123',
  ],
  ...['-n -c 1 192.168.56.123', '-v -c 1 192.168.56.123', '-U -c 1 192.168.56.123', '-w 2 192.168.56.123'],
  ...[
    '-w 5 -c 2 192.168.56.123',
    '-f -c 3 192.168.56.123',
    '-A -c 3 192.168.56.123',
    '-D -c 1 192.168.56.123',
  ],
]

const UNANSWERED = [
  ...[
    '-c 1 192.168.56.123',
    '-c 3 192.168.56.123',
    '-c 4 192.168.56.123',
    '-c 5 192.168.56.123',
    '-c 1 -W 1 192.168.56.123',
  ],
  ...['-c 2 -i 0.5 -W 0.5 192.168.56.123', '-O -c 2 192.168.56.123', '-w 2 192.168.56.123'],
  ...[
    '-c 3 -i 3 192.168.56.123',
    '-c 6 -i 0.5 192.168.56.123',
    '-q -c 2 192.168.56.123',
    '-f -c 3 192.168.56.123',
  ],
]

const ARPING = [
  ...[
    '',
    '-z',
    '-V',
    'a b',
    '-c x 192.168.56.123',
    '-c 0 192.168.56.123',
    '-w -1 192.168.56.123',
    '-i x 192.168.56.123',
  ],
  ...[
    '-c 2 192.168.56.123',
    '-c 2 -I eth0 192.168.56.123',
    '-f -I eth0 192.168.56.123',
    '-f -I eth0 -w 3 192.168.56.77',
  ],
  ...['-c 2 -I eth0 192.168.56.77', '-c 2 -w 5 -I eth0 192.168.56.77', '-c 2 -w 1 -I eth0 192.168.56.77'],
  ...['-w 2 -I eth0 192.168.56.123', '-q -c 1 -I eth0 192.168.56.123', '-b -c 2 -I eth0 192.168.56.123'],
  ...[
    '-D -c 2 -I eth0 192.168.56.123',
    '-D -c 2 -I eth0 192.168.56.77',
    '-D -c 1 -w 3 -I eth0 192.168.56.122',
  ],
  ...[
    '-q -D -c 1 -I eth0 192.168.56.123',
    '-U -c 2 -I eth0 192.168.56.122',
    '-A -c 2 -I eth0 192.168.56.122',
  ],
  ...[
    '-U -c 1 -I eth0 192.168.56.123',
    '-U -c 1 -s 192.168.56.122 -I eth0 192.168.56.123',
    '-c 1 -I nosuch 192.168.56.123',
  ],
  ...[
    '-c 1 -I spare1 192.168.56.123',
    '-c 1 -I lo 192.168.56.123',
    '-q -c 1 -I lo 192.168.56.123',
    '-c 1 -I spare0 192.168.56.123',
  ],
  ...[
    '-c 1 10.9.9.9',
    '-c 1 -I eth0 10.9.9.9',
    '-c 1 -s 10.1.1.1 -I eth0 192.168.56.123',
    '-c 1 -s foo -I eth0 192.168.56.123',
  ],
  ...[
    '-c 1 -I eth0 foo',
    '-i 2 -c 2 -I eth0 192.168.56.123',
    '-c 1 -I eth0 192.168.56.122',
    '-c 1 -I eth0 192.168.56.255',
  ],
  ...['-c 1 -s 0.0.0.0 -I eth0 192.168.56.123', '-i 0 -c 2 -w 2 -I eth0 192.168.56.123'],
]

const TCPDUMP_ARGUMENTS = [
  ...[
    '-i nosuch -c 1',
    '-i spare1 -c 1',
    '-i eth0 foo bar',
    '-i eth0 host',
    '-i eth0 ether host zz',
    '-i eth0 host nosuch',
  ],
  ...[
    '-i any ether host 02:00:00:00:00:01',
    '-i any ether broadcast',
    '-i eth0 arp and icmp',
    '-c 0',
    '-c x',
    '-s x',
  ],
  ...[
    '-s 300000',
    '-k',
    '-i',
    '--nosuch',
    '--version',
    '-h',
    '-Q foo -i eth0',
    '-i eth0 -w /nosuch/x',
    '-r /nosuch/x',
  ],
  ...['-i eth0 -L', '-i any -L', '-i lo -L', '-i eth0 -y FOO', '-tttttt -i eth0', "-i eth0 '(arp'"],
]

/** `$!` is tcpdump itself, so that signals reach it. */
const captured = (options: string, traffic: string, signal = 'INT') => `
tcpdump ${options} > out 2> err & t=$!
sleep 1
${traffic}
sleep 1
kill -${signal} $t; wait $t; echo "status $?"
cat out err`

/** The kernel shows packets to tcpdump once a second, or with -l ten times. */
const briefly = (options: string) => `
tcpdump ${options} > out 2> err & t=$!
sleep 0.3
ping -c 1 192.168.56.123 > /dev/null
sleep 0.35
kill $t; wait $t; echo "status $?"
cat out err`

const CAPTURES = {
  'a ping, by number': captured('-n -i eth0', 'ping -c 1 192.168.56.123 > /dev/null'),
  'a ping, with addresses': captured('-ne -i eth0 icmp', 'ping -c 1 192.168.56.123 > /dev/null'),
  'a ping, in full': captured('-nvv -i eth0', 'ping -c 1 192.168.56.123 > /dev/null'),
  'a ping, on all devices': captured('-n -i any icmp', 'ping -c 1 192.168.56.123 > /dev/null'),
  'a ping, on all devices, with addresses': captured('-ne -i any', 'ping -c 1 192.168.56.123 > /dev/null'),
  'a ping to oneself': captured('-n -i any', 'ping -c 1 192.168.56.122 > /dev/null'),
  'a ping to oneself, on lo': captured('-ne -i lo', 'ping -c 1 192.168.56.122 > /dev/null'),
  'only what comes in': captured('-n -i eth0 -Q in', 'ping -c 1 192.168.56.123 > /dev/null'),
  'packets that nobody waited for': briefly('-n -i eth0'),
  'packets that nobody waited for, by lines': briefly('-l -n -i eth0'),
  'only what goes out, by a filter that libpcap cannot ask again': captured(
    '-n -i eth0 outbound',
    'ping -c 3 192.168.56.123 > /dev/null',
  ),
  'only what comes in, packet by packet': captured(
    '-n -i eth0 --immediate-mode inbound',
    'ping -c 3 192.168.56.123 > /dev/null',
  ),
  'an index that libpcap cannot ask again': captured(
    '-n -i eth0 icmp or ifindex 1',
    'ping -c 2 192.168.56.123 > /dev/null',
  ),
  'only what goes out': captured('-n -i eth0 -Q out', 'ping -c 1 192.168.56.123 > /dev/null'),
  'a frame of an unknown type': captured('-n -i eth0', 'mausezahn eth0 -q -a own -b bc 88:b5:01:02:03:04:05'),
  'a frame of an unknown type, on all devices': captured(
    '-n -i any',
    'mausezahn eth0 -q -a own -b bc 88:b5:01:02:03:04:05',
  ),
  'an unknown type in hexadecimal': captured(
    '-nXX -i eth0',
    'mausezahn eth0 -q -a own -b bc -p 60 88:b5:48:65:6c:6c:6f',
  ),
  'a spanning tree on all devices': captured('-n -i any', 'mausezahn eth0 -q -t bpdu'),
  'a spanning tree at the other end': captured('-nve -i eth0', 'ip netns exec b mausezahn eth0 -q -t bpdu'),
  'a spanning tree from the other end on all devices': captured(
    '-ne -i any',
    'ip netns exec b mausezahn eth0 -q -t bpdu',
  ),
  'stopped by TERM': captured('-n -i eth0', ':', 'TERM'),
  'stopped by HUP': captured('-n -i eth0', ':', 'HUP'),
  'the device goes down and comes back': captured('-n -i eth0', 'ip link set eth0 down; ip link set eth0 up'),
  'the device goes away': captured('-n -i spare0', 'ip link del spare0'),
  'the device moves away': captured('-n -i spare0', 'ip link set spare0 netns b'),
  'killed before the block is shown': `
tcpdump -n -i eth0 icmp > out 2> err & t=$!
sleep 1
ping -c 1 192.168.56.123 > /dev/null
kill $t; wait $t; echo "status $?"
cat out err`,
  'enough packets': `
tcpdump -n -i eth0 -c 2 icmp > out 2> err & t=$!
sleep 1
ping -c 1 192.168.56.123 > /dev/null
wait $t; echo "status $?"
cat out`,
  'written and read back': `
tcpdump -i eth0 -w file.pcap icmp 2> err & t=$!
sleep 1
ping -c 2 192.168.56.123 > /dev/null
sleep 1
kill $t; wait $t; cat err
tcpdump -nve -r file.pcap
tcpdump -n -c 1 -r file.pcap icmp[icmptype] = icmp-echoreply
tcpdump --count -r file.pcap
tcpdump -r file.pcap arp and; echo "status $?"`,
  'one line at a time':
    'tcpdump -l -n -i eth0 icmp 2>/dev/null | head -1 & sleep 1; ping -c 2 192.168.56.123 > /dev/null; sleep 1; wait',
}

const SIGNALS = {
  'ping stopped by INT':
    'ping 192.168.56.123 > out 2>&1 & p=$!; sleep 1.5; kill -INT $p; wait $p; echo "status $?"; cat out',
  'ping stopped by TERM':
    'ping 192.168.56.123 > out 2>&1 & p=$!; sleep 1.5; kill $p; wait $p; echo "status $?"; cat out',
  'ping asked by QUIT':
    'ping 192.168.56.123 > out 2> err & p=$!; sleep 0.5; kill -QUIT $p; sleep 1; kill -INT $p; wait $p; cat out err',
  'arping stopped by INT':
    'arping -I eth0 192.168.56.123 > out 2>&1 & p=$!; sleep 1.5; kill -INT $p; wait $p; echo "status $?"; cat out',
  'arping while the device goes down':
    'arping -w 4 -I eth0 192.168.56.77 > out 2>&1 & p=$!; sleep 1.5; ip link set eth0 down; wait $p; echo "status $?"; cat out',
  'ping while the device is down':
    'ping -c 4 192.168.56.123 > out 2>&1 & p=$!; sleep 1.5; ip link set eth0 down; sleep 1; ip link set eth0 up; wait $p; echo "status $?"; cat out',
  'ping by way of routes that lead nowhere': `
ip route add unreachable 10.2.0.0/16; ip route add prohibit 10.3.0.0/16; ip route add blackhole 10.4.0.0/16
ping -c1 10.2.0.1; ping -c1 10.3.0.1; ping -b -c1 10.3.0.1; ping -c1 10.4.0.1`,
  'ping through a router that has no way': `
ip route add 10.1.0.0/16 via 192.168.56.123
ip netns exec b sysctl -qw net.ipv4.ip_forward=1
ping -c 2 10.1.0.1; ping -c 1 -t 1 10.1.0.1`,
  'mausezahn stopped by INT':
    'mausezahn eth0 -c 0 -d 1s -a own -b bc 88:b5 > out 2>&1 & p=$!; sleep 2.5; kill -INT $p; wait $p; echo "status $?"; cat out',
}

const each = (words: readonly string[], command: (argument: string) => string) =>
  Object.fromEntries(words.map((argument) => [command(argument), labs(command(argument))]))

export const LABS: Readonly<Record<string, string>> = {
  ...each(PING_ARGUMENTS, (words) => `ping ${words}`),
  ...each(PING_RUNS, (words) => `ping ${words}`),
  ...Object.fromEntries(
    UNANSWERED.map((words) => [
      `no answer: ping ${words}`,
      `${ARP_FAILS}\nip addr add 10.7.7.7/24 dev spare0\n${labs(`ping ${words.replace('192.168.56.123', '10.7.7.8')}`)}`,
    ]),
  ),
  ...each(ARPING, (words) => `arping ${words}`),
  ...each(TCPDUMP_ARGUMENTS, (words) => `tcpdump ${words}`),
  ...CAPTURES,
  ...SIGNALS,
}
