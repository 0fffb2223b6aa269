import { ArpOperation, emitArp } from '../../src/frame/arp.ts'
import { buildFrame, EtherType } from '../../src/frame/frame.ts'
import { emitIcmp } from '../../src/frame/icmp.ts'
import { emitIpv4, type Ipv4Header, PLAIN_HEADER } from '../../src/frame/ipv4.ts'
import { BROADCAST, type Mac, ZERO_MAC } from '../../src/frame/mac.ts'
import { emitUdp } from '../../src/frame/udp.ts'
import { ip, macOf } from './lab.ts'
import type { Step } from './steps.ts'

export const request = (src: Mac, sender: string, target: string, dst: Mac = BROADCAST) =>
  arp(ArpOperation.request, src, sender, target, ZERO_MAC, dst)

export function arp(
  operation: number,
  src: Mac,
  sender: string,
  target: string,
  targetMac: Mac,
  dst: Mac,
): Uint8Array {
  const packet = { operation, senderMac: src, senderIp: ip(sender), targetMac, targetIp: ip(target) }
  return buildFrame(dst, src, EtherType.ARP, emitArp(packet)).bytes
}

export const routed: readonly Step[] = [
  ['address', 'e0', '10.1.0.2/24'],
  ['address', 'f0', '10.1.0.3/24'],
  ['up', 'e0', 'f0'],
  ['route', 'one', '0.0.0.0/0', '10.0.0.2'],
  ['route', 'three', '0.0.0.0/0', '10.1.0.2'],
]

/** An IPv4 packet to b0 as the wire would bring it. */
export function packet(header: Partial<Ipv4Header>, payload: Uint8Array, dst = macOf('b')): Uint8Array {
  const whole = { ...PLAIN_HEADER, protocol: 17, src: ip('10.0.0.1'), dst: ip('10.0.0.2'), ...header }
  return buildFrame(dst, macOf('a'), EtherType.IPv4, emitIpv4(whole, payload)).bytes
}

export function udp(header: Partial<Ipv4Header> = {}): Uint8Array {
  const datagram = { sourcePort: 5, destinationPort: 4242, payload: new Uint8Array(32) }
  return emitUdp(datagram, header.src ?? ip('10.0.0.1'), header.dst ?? ip('10.0.0.2'))
}

export function damaged(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.with(at, bytes[at]! ^ 0xff)
}

export const echo = (data = new Uint8Array(48)) => emitIcmp({ type: 8, code: 0, rest: 0x0007_0001, data })

/** From the gateway in use: for that destination, take another one. */
function redirect(dst: string, gateway: string): Uint8Array {
  const quoted = emitIpv4({ ...PLAIN_HEADER, protocol: 1, src: ip('10.0.0.2'), dst: ip(dst) }, echo())
  return emitIcmp({ type: 5, code: 1, rest: ip(gateway), data: quoted })
}

export const stranger = 0x0200_0000_0099 as Mac

/** Run by the model, and by the kernel of this machine or of the one that recorded them. */
export const scenarios: Readonly<Record<string, readonly Step[]>> = {
  'one ping': [['ping', 'one', '10.0.0.2']],
  'the answerer asks back after five seconds': [
    ['ping', 'one', '10.0.0.2'],
    ['wait', 6],
  ],
  'nobody answers': [
    ['ping', 'one', '10.0.0.9'],
    ['wait', 4],
  ],
  'nobody answers two pings, and a later one starts anew': [
    ['ping', 'one', '10.0.0.9'],
    ['ping', 'one', '10.0.0.9'],
    ['wait', 3.5],
    ['ping', 'one', '10.0.0.9'],
    ['wait', 1],
  ],
  'to itself, and to loopback': [
    ['ping', 'one', '10.0.0.1'],
    ['ping', 'one', '127.0.0.1'],
    ['ping', 'one', '127.3.2.1'],
  ],
  'no route': [['ping', 'one', '11.0.0.1']],
  'a broadcast ping': [
    ['ping', 'one', '10.0.0.255', { broadcast: true }],
    ['sysctl', 'two', 'icmp_echo_ignore_broadcasts', 0],
    ['ping', 'one', '10.0.0.255', { broadcast: true }],
  ],
  'a multicast ping': [
    ['sysctl', 'two', 'icmp_echo_ignore_broadcasts', 0],
    ['ping', 'one', '224.0.0.1', { dev: 'a0' }],
    ['ping', 'one', '224.0.0.9', { dev: 'a0' }],
  ],
  'long pings': [
    ['ping', 'one', '10.0.0.2', { size: 1472 }],
    ['ping', 'one', '10.0.0.2', { size: 1473 }],
    ['ping', 'one', '10.0.0.2', { size: 4000 }],
    ['ping', 'one', '10.0.0.2', { size: 1473, pathMtu: 'do' }],
    ['ping', 'one', '10.0.0.1', { size: 4000 }],
  ],
  'a host that does not forward': [...routed, ['ping', 'one', '10.1.0.3']],
  'a router': [
    ...routed,
    ['sysctl', 'two', 'ip_forward', 1],
    ['ping', 'one', '10.1.0.3'],
    ['ping', 'one', '10.1.0.3', { ttl: 1 }],
    ['ping', 'one', '10.1.0.3', { ttl: 2 }],
    ['ping', 'one', '10.2.0.1'],
    ['ping', 'one', '10.1.0.2'],
    ['ping', 'one', '10.1.0.255', { broadcast: true }],
  ],
  'a router that nobody answers': [
    ...routed,
    ['sysctl', 'two', 'ip_forward', 1],
    ['ping', 'one', '10.1.0.9'],
    ['wait', 4],
  ],
  'a narrow link behind the router': [
    ...routed,
    ['sysctl', 'two', 'ip_forward', 1],
    ['mtu', 'e0', 1000],
    ['mtu', 'f0', 1000],
    ['ping', 'one', '10.1.0.3', { size: 1200, pathMtu: 'dont' }],
    ['ping', 'one', '10.1.0.3', { size: 1200 }],
    ['ping', 'one', '10.1.0.3', { size: 1200 }],
    ['ping', 'one', '10.1.0.3', { size: 1200, pathMtu: 'do' }],
  ],
  'a redirect': [
    ['address', 'f0', '10.0.0.3/24'],
    ['sysctl', 'two', 'ip_forward', 1],
    ['route', 'two', '10.9.0.0/24', '10.0.0.7'],
    ['neighbour', 'b0', '10.0.0.7', 'a'],
    ['route', 'one', '10.9.0.0/24', '10.0.0.2'],
    ['ping', 'one', '10.9.0.1'],
    ['ping', 'one', '10.9.0.1'],
    ['neighbour', 'a0', '10.0.0.7', 'f'],
    ['ping', 'one', '10.9.0.1'],
    ['ping', 'one', '10.9.0.1'],
  ],
  'the weak host model, and what arp_ignore makes of it': [
    ['up', 'c0', 'd0'],
    ['address', 'd0', '10.5.0.2/24'],
    ['inject', 'a0', request(macOf('a'), '10.0.0.1', '10.5.0.2')],
    ['sysctl', 'two', 'conf.all.arp_ignore', 1],
    ['inject', 'a0', request(macOf('a'), '10.0.0.1', '10.5.0.2')],
    ['inject', 'a0', request(macOf('a'), '10.0.0.1', '10.0.0.2')],
    ['sysctl', 'two', 'conf.all.arp_ignore', 2],
    ['inject', 'a0', request(macOf('a'), '10.0.0.1', '10.0.0.2')],
    ['inject', 'a0', request(macOf('a'), '10.4.0.1', '10.0.0.2')],
    ['sysctl', 'two', 'conf.b0.arp_ignore', 8],
    ['inject', 'a0', request(macOf('a'), '10.0.0.1', '10.0.0.2')],
  ],
  'arp_filter: only where the answer leaves': [
    ['up', 'c0', 'd0'],
    ['address', 'd0', '10.0.0.22/24'],
    ['inject', 'c0', request(macOf('c'), '10.0.0.1', '10.0.0.22')],
    ['sysctl', 'two', 'conf.all.arp_filter', 1],
    ['inject', 'c0', request(macOf('c'), '10.0.0.1', '10.0.0.22')],
    ['inject', 'a0', request(macOf('a'), '10.0.0.1', '10.0.0.22')],
  ],
  arp_announce: [
    ['sysctl', 'one', 'neigh.a0.retrans_time_ms', 9000],
    ['address', 'a0', '10.7.0.1/24'],
    ['address', 'c0', '10.8.0.1/24'],
    ['up', 'c0', 'd0'],
    ['ping', 'one', '10.7.0.9', { dev: '10.8.0.1' }],
    ['sysctl', 'one', 'conf.all.arp_announce', 2],
    ['ping', 'one', '10.7.0.8', { dev: '10.8.0.1' }],
    ['sysctl', 'one', 'conf.all.arp_announce', 1],
    ['ping', 'one', '10.7.0.7', { dev: '10.0.0.1' }],
  ],
  arp_notify: [
    ['sysctl', 'one', 'conf.c0.arp_notify', 1],
    ['address', 'c0', '10.7.0.1/24', '10.7.0.2/24'],
    ['up', 'd0', 'c0'],
  ],
  'learning from requests, replies and gratuitous ARP': [
    ['inject', 'a0', request(stranger, '10.0.0.50', '10.0.0.2')],
    ['inject', 'a0', arp(2, stranger, '10.0.0.51', '10.0.0.2', macOf('b'), macOf('b'))],
    ['inject', 'a0', request(stranger, '10.0.0.52', '10.0.0.52')],
    ['inject', 'a0', request(stranger, '10.0.0.53', '10.0.0.9')],
    ['inject', 'a0', request(macOf('a'), '10.0.0.50', '10.0.0.50')],
    ['inject', 'a0', request(stranger, '0.0.0.0', '10.0.0.2')],
    ['inject', 'a0', request(stranger, '10.0.0.2', '10.0.0.2')],
    ['inject', 'a0', request(stranger, '10.0.0.54', '224.0.0.1')],
    ['inject', 'a0', request(stranger, '10.0.0.54', '10.0.0.2', macOf('f'))],
  ],
  'a different address within locktime and after it': [
    ['inject', 'a0', request(stranger, '10.0.0.50', '10.0.0.2')],
    ['inject', 'a0', arp(2, macOf('a'), '10.0.0.50', '10.0.0.2', macOf('b'), macOf('b'))],
    ['wait', 1.2],
    ['inject', 'a0', arp(2, macOf('a'), '10.0.0.50', '10.0.0.2', macOf('b'), macOf('b'))],
  ],
  arp_accept: [
    ['sysctl', 'two', 'conf.b0.arp_accept', 1],
    ['inject', 'a0', arp(2, stranger, '10.0.0.51', '10.0.0.2', macOf('b'), macOf('b'))],
    ['inject', 'a0', request(stranger, '10.0.0.52', '10.0.0.52')],
    ['inject', 'a0', arp(2, stranger, '10.0.0.53', '10.0.0.53', stranger, BROADCAST)],
    ['inject', 'a0', arp(2, stranger, '10.0.0.54', '10.0.0.54', BROADCAST, BROADCAST)],
    ['inject', 'a0', request(stranger, '10.0.0.55', '10.0.0.9')],
  ],
  proxy_arp: [
    ...routed,
    ['sysctl', 'two', 'ip_forward', 1],
    ['sysctl', 'two', 'conf.b0.proxy_arp', 1],
    ['sysctl', 'two', 'neigh.b0.proxy_delay', 0],
    ['inject', 'a0', request(macOf('a'), '10.0.0.1', '10.1.0.77')],
    ['inject', 'a0', request(macOf('a'), '10.0.0.1', '10.0.0.77')],
    ['inject', 'a0', request(macOf('a'), '10.0.0.1', '10.2.0.77')],
  ],
  'a source that belongs to the receiver, or to another device': [
    ['neighbour', 'a0', '10.0.0.2', 'b'],
    ['address', 'a0', '10.5.0.2/24'],
    ['address', 'd0', '10.5.0.2/24'],
    ['up', 'c0', 'd0'],
    ['ping', 'one', '10.0.0.2', { dev: '10.5.0.2' }],
    ['sysctl', 'two', 'conf.b0.accept_local', 1],
    ['ping', 'one', '10.0.0.2', { dev: '10.5.0.2' }],
    ['address', 'a0', '10.5.0.3/24'],
    ['ping', 'one', '10.0.0.2', { dev: '10.5.0.3' }],
    ['sysctl', 'two', 'conf.b0.rp_filter', 1],
    ['ping', 'one', '10.0.0.2', { dev: '10.5.0.3' }],
    ['sysctl', 'two', 'conf.b0.rp_filter', 2],
    ['ping', 'one', '10.0.0.2', { dev: '10.5.0.3' }],
  ],
  'UDP to a closed port, and protocols that nobody speaks': [
    ['inject', 'a0', packet({}, udp())],
    ['inject', 'a0', damaged(packet({}, udp()), 24)],
    ['inject', 'a0', packet({}, damaged(udp(), 12))],
    ['inject', 'a0', packet({ dst: ip('10.0.0.255') }, udp({ dst: ip('10.0.0.255') }), BROADCAST)],
    ['inject', 'a0', packet({ protocol: 253 }, new Uint8Array(32))],
    ['inject', 'a0', packet({ protocol: 253, dst: ip('10.0.0.255') }, new Uint8Array(32), BROADCAST)],
    ['inject', 'a0', packet({ protocol: 2 }, new Uint8Array(32))],
    ['inject', 'a0', packet({}, udp(), macOf('f'))],
    ['inject', 'a0', packet({}, udp(), BROADCAST)],
  ],
  'addresses that cannot be': [
    ['inject', 'a0', packet({ protocol: 1, src: ip('127.0.0.1') }, echo())],
    ['inject', 'a0', packet({ protocol: 1, src: ip('0.0.0.0') }, echo())],
    ['inject', 'a0', packet({ protocol: 1, src: ip('224.0.0.1') }, echo())],
    ['inject', 'a0', packet({ protocol: 1, src: ip('255.255.255.255') }, echo())],
    ['inject', 'a0', packet({ protocol: 1, dst: ip('127.0.0.1') }, echo())],
    ['inject', 'a0', packet({ protocol: 1, dst: ip('0.0.0.0') }, echo())],
    ['inject', 'a0', packet({ protocol: 1, src: ip('10.0.0.2') }, echo())],
    ['inject', 'a0', packet({ protocol: 1, src: ip('10.0.0.255') }, echo())],
    ['inject', 'a0', packet({ protocol: 1, src: ip('11.0.0.1') }, echo())],
    ['inject', 'a0', packet({ protocol: 1, dst: ip('10.0.0.2') }, echo(), BROADCAST)],
  ],
  'ICMP that is damaged, short, unknown or an error about nothing': [
    ['inject', 'a0', packet({ protocol: 1 }, damaged(echo(), 20))],
    ['inject', 'a0', packet({ protocol: 1 }, new Uint8Array([0xff, 0xff]))],
    [
      'inject',
      'a0',
      packet({ protocol: 1 }, emitIcmp({ type: 42, code: 0, rest: 0, data: new Uint8Array(40) })),
    ],
    [
      'inject',
      'a0',
      packet({ protocol: 1 }, emitIcmp({ type: 3, code: 1, rest: 0, data: new Uint8Array(4) })),
    ],
    [
      'inject',
      'a0',
      packet({ protocol: 1 }, emitIcmp({ type: 0, code: 0, rest: 0, data: new Uint8Array(40) })),
    ],
    ['inject', 'a0', packet({ protocol: 1 }, echo(new Uint8Array(0)))],
  ],
  'fragments: complete in any order, twice, or never': [
    ['inject', 'a0', packet({ protocol: 1, id: 1, moreFragments: true }, echo().subarray(0, 24))],
    ['inject', 'a0', packet({ protocol: 1, id: 1, fragmentOffset: 24 }, echo().subarray(24))],
    ['inject', 'a0', packet({ protocol: 1, id: 2, fragmentOffset: 24 }, echo().subarray(24))],
    ['inject', 'a0', packet({ protocol: 1, id: 2, fragmentOffset: 24 }, echo().subarray(24))],
    ['inject', 'a0', packet({ protocol: 1, id: 2, moreFragments: true }, echo().subarray(0, 24))],
    ['sysctl', 'two', 'ipfrag_time', 1],
    ['inject', 'a0', packet({ protocol: 1, id: 3, moreFragments: true }, echo().subarray(0, 24))],
    ['inject', 'a0', packet({ protocol: 1, id: 4, fragmentOffset: 24 }, echo().subarray(24))],
    ['wait', 2],
  ],
  'errors are limited to six at once': [
    ['neighbour', 'b0', '10.0.0.1', 'a'],
    // So slow that none is earned back while the test runs.
    ['sysctl', 'two', 'icmp_ratelimit', 10_000],
    ...Array.from({ length: 8 }, (): Step => ['inject', 'a0', packet({}, udp())]),
  ],
  'ARP that is damaged, or asks for others': [
    ['inject', 'a0', damaged(request(stranger, '10.0.0.50', '10.0.0.2'), 16)],
    ['inject', 'a0', request(stranger, '0.0.0.0', '10.0.0.99')],
    ...routed,
    ['sysctl', 'two', 'ip_forward', 1],
    ['inject', 'a0', request(stranger, '10.0.0.50', '10.1.0.77')],
  ],
  'a proxy that takes its time': [
    ...routed,
    ['sysctl', 'two', 'ip_forward', 1],
    ['sysctl', 'two', 'conf.all.proxy_arp', 1],
    ['inject', 'a0', request(macOf('a'), '10.0.0.1', '10.1.0.77')],
    ['wait', 1],
  ],
  'a queue too short for all that wait': [
    ['sysctl', 'one', 'neigh.a0.unres_qlen_bytes', 2000],
    ['ping', 'one', '10.0.0.9'],
    ['ping', 'one', '10.0.0.9'],
    ['ping', 'one', '10.0.0.9'],
    ['wait', 3.5],
  ],
  'errors that are not sent': [
    ...routed,
    ['sysctl', 'two', 'ip_forward', 1],
    ['inject', 'a0', packet({ dst: ip('10.1.0.3') }, udp({ dst: ip('10.1.0.3') }), BROADCAST)],
    ['inject', 'a0', packet({ dst: ip('10.1.0.3'), ttl: 1, protocol: 1 }, damaged(echo(), 0))],
    ['inject', 'a0', packet({ dst: ip('10.1.0.3'), ttl: 1, fragmentOffset: 8 }, udp())],
    ['inject', 'a0', packet({ src: ip('11.0.0.1') }, udp({ src: ip('11.0.0.1') }))],
  ],
  'a redirect when nobody pings': [
    ['route', 'two', '10.9.0.0/24', '10.0.0.1'],
    ['inject', 'a0', packet({ protocol: 1, src: ip('10.0.0.1') }, redirect('10.9.0.1', '10.0.0.7'))],
  ],
  'redirects, from someone else and from the gateway': [
    ['route', 'two', '10.9.0.0/24', '10.0.0.1'],
    ['ping', 'two', '10.9.0.1'],
    ['inject', 'a0', packet({ protocol: 1, src: ip('10.0.0.66') }, redirect('10.9.0.1', '10.0.0.7'))],
    ['inject', 'a0', packet({ protocol: 1, src: ip('10.0.0.1') }, redirect('10.9.0.1', '10.0.0.7'))],
  ],
  icmp_echo_ignore_all: [
    ['sysctl', 'two', 'icmp_echo_ignore_all', 1],
    ['ping', 'one', '10.0.0.2'],
  ],
  'the link goes down and up': [
    ['ping', 'one', '10.0.0.2'],
    ['down', 'b0'],
    ['wait', 1],
    ['ping', 'one', '10.0.0.2'],
    ['up', 'b0'],
    ['wait', 1],
    ['ping', 'one', '10.0.0.2'],
  ],
}
