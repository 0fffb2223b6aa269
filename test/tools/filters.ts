/** Pieces of filter expressions; {@link combined} joins them. */
const PRIMITIVES = [
  ...['arp', 'rarp', 'ip', 'ip6', 'icmp', 'icmp6', 'igmp', 'udp', 'tcp', 'stp', 'llc', 'vlan', 'vlan 10'],
  ...[
    'host 192.168.56.123',
    'src host 192.168.56.122',
    'dst 192.168.56.122',
    'src 0.0.0.0',
    'net 192.168.56.0/24',
  ],
  ...['ip host 192.168.56.123', 'arp host 192.168.56.123', 'net 224', 'dst net 224.0.0.0/4', 'host 10.9.9.9'],
  ...[
    'ether host 02:00:00:00:00:0a',
    'ether src 02:00:00:00:00:0b',
    'ether dst ff:ff:ff:ff:ff:ff',
    'broadcast',
  ],
  ...['ether dst 01:80:c2:00:00:00', 'multicast', 'ip multicast', 'ether multicast', 'ip broadcast'],
  ...[
    'port 9',
    'udp port 9',
    'src port 1025',
    'dst port 9999',
    'portrange 5000-6000',
    'tcp port 80',
    'port domain',
  ],
  ...[
    'ether proto 0x88b5',
    'ether proto \\arp',
    'ip proto 1',
    'ip proto \\udp',
    'proto 2',
    'proto 17',
    'ip6 proto 58',
  ],
  ...[
    'less 60',
    'greater 90',
    'len > 60',
    'len <= 42',
    'icmp[icmptype] = icmp-echo',
    'icmp[0] = 8',
    'icmp[1] != 0',
  ],
  ...['ip[8] < 2', 'ip[6:2] & 0x1fff != 0', 'ip[2:2] > 60', 'arp[6:2] = 2', 'arp[7] = 1', 'ether[0] & 1 = 1'],
  ...[
    'tcp[tcpflags] & tcp-syn != 0',
    'udp[4:2] >= 12',
    'ip[16:4] = 0xc0a8387b',
    'ether[12:2] = 0x0806',
    'ip[30] = 7',
  ],
]

/** A filter from numbers, the same each time. */
export function combined(seed: number): string {
  let state = seed * 2654435761 + 12345
  const random = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    return (state >>> 8) % below
  }
  const build = (depth: number): string => {
    const choice = random(depth > 0 ? 6 : 2)
    if (choice < 2) return PRIMITIVES[random(PRIMITIVES.length)]!
    if (choice === 2) return `not ${build(depth - 1)}`
    if (choice === 3) return `(${build(depth - 1)})`
    return `${build(depth - 1)} ${choice === 4 ? 'and' : 'or'} ${build(depth - 1)}`
  }
  return build(3)
}
