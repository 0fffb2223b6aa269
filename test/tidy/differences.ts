/**
 * What docs/differences.md says, as data: each line names the test that shows it. A line that a file and a test name
 * cannot be found for fails (differences.test.ts).
 */
export interface Line {
  readonly what: string
  readonly so: string
  /** Where it is shown: a test file, and the beginning of the name of a test in it. */
  readonly test: readonly [file: string, name: string]
}

const REFUSED = 'test/shell/left-out.test.ts'
const refused = (what: string, so: string, name = what): Line => ({ what, so, test: [REFUSED, name] })

export const LEFT_OUT: readonly Line[] = [
  refused(
    'IPv6, unless it is asked for',
    'off on both sides (`disable_ipv6=1` in every namespace), but in a lab that says `# ipv6: on`, or with `--ipv6`, or by `sysctl`. Switches of a topology speak none. Its all-nodes groups still show in `ip maddr`, as they do in the kernel',
    'IPv6',
  ),
  refused(
    'of IPv6: optimistic, temporary and stable-privacy addresses',
    '`optimistic`, `home` and `autojoin` are refused; `addr_gen_mode` knows 0 and 1, `use_tempaddr` is kept and does nothing',
    'IPv6: optimistic addresses',
  ),
  refused(
    'multicast snooping of bridges',
    'modelled as off. The switches of a topology have it off on both sides; a bridge that a script makes has it on in the kernel, where it joins 224.0.0.106 and sends IGMP reports: write `mcast_snooping 0`',
  ),
  refused('spanning tree', 'off, as bridges have it by default; turning it on is refused'),
  refused(
    'several queues',
    '`multi_queue` and `one_queue` of `ip tuntap` are refused; a second open of `/dev/tapN`, among whom the kernel would share out the frames, finds it busy; `/dev/tapN` has no ioctls',
  ),
  refused(
    'offloads',
    'none; the kernel run switches them off on cables, as containerlab does. `ethtool -K` and `-k` are refused',
  ),
  refused('custom routing rules', '`ip rule add` is refused'),
  refused('multipath routes', '`nexthop` is refused'),
  refused('proxy ARP entries', '`ip neigh add proxy` is refused'),
  refused('`mark` in `ip route get`', 'refused'),
  refused(
    '`bridge vlan global`, `bridge monitor`, `backup_port`',
    'refused',
    'bridge vlan global, bridge monitor, backup_port',
  ),
  refused(
    'ports of a bridge that answer ARP for others, and substitutes for a port',
    '`ip link set DEV type bridge_slave proxy_arp on`, `proxy_arp_wifi on` and `backup_port` are refused',
    'proxy_arp and backup_port of bridge_slave',
  ),
  refused(
    '`bclim` in the shell',
    'iproute2 6.1 does not know the word; the library takes it (`bcCutoff`)',
    'bclim in the shell',
  ),
  refused('`carrier_changes` and `queues/` of sysfs', 'not there', 'carrier_changes and queues/ of sysfs'),
  refused('bash: `select`, `coproc`', 'refused with a message', 'bash: select, coproc'),
  refused(
    'numbers of processors',
    'a veth prints two queues under `-d`, as on a machine with two processors',
  ),
]

/** Where a comparison of a run with the kernel would show a difference that is known. */
export const KNOWN: readonly { readonly what: string; readonly kernel: string; readonly model: string }[] = [
  {
    what: 'fragments of a multicast IPv4 packet at a parent',
    kernel: 'put together before macvlans get it (`ip_check_defrag`): each sees and counts one long frame',
    model: 'each fragment by itself',
  },
  {
    what: '`ping` through a macvlan whose lower device refuses the frame',
    kernel: '`ping: sendmsg: No buffer space available`',
    model: 'nothing is said',
  },
  {
    what: 'a tap that nobody holds, and an ipvlan whose parent has gone down, before 6.8 (seen on 5.10 and 6.1)',
    kernel: 'shown without `NO-CARRIER` for up to a second',
    model: 'at once',
  },
  {
    what: 'an IPv6 echo reply to ::1 from an address that is on another device (`ping -I ::1`), on kernels that are not kept up to date (read, of 5.10.223)',
    kernel: 'not sent: no way is found on that device (`icmpv6_echo_reply`)',
    model: 'sent',
  },
  {
    what: 'an ipvlan with IPv6 whose parent gets an MTU below 1280, as it goes up again (read, of 6.12)',
    kernel: 'IPv6 leaves it then, as nobody told of its MTU before (`addrconf_notify`)',
    model: 'keeps it',
  },
  {
    what: 'a packet for an l3s ipvlan that its namespace refuses (its source is an own address there), while the namespace of the parent has that address on another ipvlan (seen on 6.12 and 7.3)',
    kernel: 'the parent takes it in itself, and the ipvlan counts it all the same (`ipvlan_nf_input`, read)',
    model: 'the ipvlan counts nothing',
  },
  {
    what: 'carrier loss of a bridge, a dummy or a NIC',
    kernel: 'told to others, and shown in `state`, up to one second later (linkwatch)',
    model: 'at once',
  },
  {
    what: 'the multicast filter of a macvlan',
    kernel: "a hash of 256 bits, with the device's place in memory mixed in: 1 in 256 foreign groups passes",
    model: 'exact',
  },
  {
    what: 'what an ipvlan in l3 mode sends, to a packet socket on it that does not read at once',
    kernel: 'the Ethernet addresses of the parent’s frame, which is made in the same memory',
    model: 'those that it was sent with; comparisons leave them out',
  },
  {
    what: 'an ipvlan whose MTU is larger than its parent’s, in l3 mode, and a packet that must not be cut up',
    kernel: 'dropped, and the parent’s namespace looks for a way to tell the sender so',
    model: 'dropped, and nobody is told',
  },
  {
    what: 'an l3s ipvlan’s namespace that would forward what comes to its parent (an address with a peer)',
    kernel: 'it forwards',
    model: 'the parent’s namespace decides',
  },
  {
    what: 'the multicast filter of an ipvlan',
    kernel: 'a hash of 256 bits with a secret mixed in: 1 in 256 foreign groups passes',
    model: 'exact',
  },
  {
    what: 'an unanswered `ping -c 4` or longer',
    kernel: "the first batch of unreachable errors is three or four, a race between ping's timer and ARP's",
    model: 'four',
  },
  {
    what: 'a group packet looped back to its sender, with `icmp_echo_ignore_broadcasts=0`',
    kernel: 'the own copy is handled before the original leaves',
    model: 'after',
  },
  {
    what: 'IPv6: fragments, extension headers but hop-by-hop options, redirects, MLD queries, `proxy_ndp`, UDP and TCP',
    kernel: 'there',
    model:
      'a packet that is too long is refused as with `ping -M do`; the others are dropped, and the trace says so',
  },
  {
    what: 'IPv6: when addresses are tried, groups reported and routers looked for',
    kernel: 'at random, within the bounds of RFC 4862, 3810 and 7559',
    model: 'the same, by the chance of the world; comparisons leave out reports and router solicitations',
  },
  {
    what: 'several equal default routes',
    kernel: 'chosen by the state of their gateways',
    model: 'the first',
  },
  { what: 'IP identification', kernel: 'random or hashed', model: 'counts up from 1 in each namespace' },
  {
    what: '`net.ipv4.neigh.default.*`',
    kernel: "only in the initial namespace, so not in the kernel run's machines",
    model: "in a machine's root namespace",
  },
  { what: 'time that a frame takes', kernel: 'some microseconds', model: '1 µs for each reception' },
  {
    what: 'queues',
    kernel:
      "a device's transmit queue may fill, and a receive backlog holds 1000 frames (`netdev_max_backlog`)",
    model: 'they never fill',
  },
  {
    what: 'other CPUs',
    kernel: 'may order group copies and unicast frames differently',
    model: 'everything happens one after the other',
  },
  {
    what: 'TCP, ICMP timestamps, UDP sockets, IGMP reports',
    kernel: 'there',
    model: 'a TCP segment is dropped, and the trace says so; a UDP port is always closed',
  },
  {
    what: '`neigh_suppress` of bridge ports, colours',
    kernel: 'at work',
    model: 'kept for printing only, or refused',
  },
  {
    what: 'tun devices of mode `tun`',
    kernel: 'there',
    model: 'made, shown, and refused where the kernel refuses; nobody can attach to one',
  },
  {
    what: 'virtual machines',
    kernel: 'NICs are what the hypervisor gives, often virtio; `ip -d tuntap` names who is attached',
    model: 'a machine with NICs and no more; its NICs are taps; who is attached is not named',
  },
  { what: 'sysfs', kernel: '`/sys/class/net/DEV/lower_*` are links', model: 'directories' },
  {
    what: 'bash: aliases, `set -v`, RETURN traps; characters under the C locale',
    kernel: 'there; counted in bytes',
    model: 'not there; counted in UTF-8',
  },
  {
    what: 'host-wide limits',
    kernel:
      'bound ICMP messages (`icmp_msgs_per_sec`) and neighbours (beyond 128 entries), and redraw `reachable_time` every 300 s',
    model: 'not modelled',
  },
]

export const SURPRISING: readonly string[] = [
  'A reflected broadcast of a private, passthru or source-mode macvlan is counted by its sender as one packet of zero bytes (`macvlan_handle_frame` counts before it knows the length).',
  "`ip link set … type macvlan mode passthru nopromisc` on a passthru device that is down takes its parent's promiscuity count below zero: `promiscuity 4294967295`.",
  'A bridge-mode sender counts a frame as sent even if the parent is down and drops it.',
  '`nodst` of a source-mode macvlan that is down still keeps the frame from everyone else.',
  'A device without carrier swallows what is sent through it, and the sender counts it as sent.',
]
