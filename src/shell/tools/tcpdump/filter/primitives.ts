import { type Mac, writeMac } from '../../../../frame/mac.ts'
import {
  and,
  any,
  type Base,
  type Condition,
  compare,
  equals,
  load,
  masked,
  not,
  or,
  type Value,
} from './condition.ts'
import { etherType, frameBase, type Layout, networkBase, transportBase } from './link.ts'
import { FilterError, SYNTAX_ERROR } from './tokens.ts'

/** Protocol words that may qualify an address, stand alone, or be indexed. */
export const PROTOCOLS = [
  ...(['ether', 'ip', 'ip6', 'arp', 'rarp', 'tcp', 'udp', 'sctp', 'icmp', 'icmp6', 'igmp'] as const),
  ...(['ah', 'esp', 'pim', 'vrrp', 'carp', 'igrp', 'stp'] as const),
] as const
export type Protocol = (typeof PROTOCOLS)[number]

/** What stands before an address, a port or a protocol number. */
export interface Qualifiers {
  readonly protocol: Protocol | undefined
  readonly direction: 'src' | 'dst' | 'and' | 'or'
  readonly kind: 'host' | 'net' | 'port' | 'portrange' | 'proto' | 'gateway'
}

const IPV4 = 0x0800
const ARP = 0x0806
const RARP = 0x8035
const IPV6 = 0x86dd
const IPV6_HEADER = 40

/** Numbers of the protocols that IPv4 carries. */
const IP_NUMBERS: Readonly<Partial<Record<Protocol, number>>> = {
  icmp: 1,
  igmp: 2,
  tcp: 6,
  igrp: 9,
  udp: 17,
  esp: 50,
  ah: 51,
  pim: 103,
  vrrp: 112,
  carp: 112,
  sctp: 132,
}
/** Those that IPv6 carries too. */
const IN_IPV6: readonly Protocol[] = ['tcp', 'udp', 'sctp', 'esp', 'ah', 'pim']

/** gen_proto_abbrev: a protocol's name by itself. */
export function protocolAlone(layout: Layout, protocol: Protocol): Condition {
  switch (protocol) {
    case 'ether':
      throw new FilterError('link layer applied in wrong context')
    case 'ip':
      return etherType(layout, IPV4)
    case 'arp':
      return etherType(layout, ARP)
    case 'rarp':
      return etherType(layout, RARP)
    case 'ip6':
      return etherType(layout, IPV6)
    case 'stp':
      return etherType(layout, 0x42)
    case 'icmp6':
      return inIpv6(layout, 58)
    default: {
      const number = IP_NUMBERS[protocol]!
      const inIp = inIpv4(layout, number)
      return IN_IPV6.includes(protocol) ? or(inIpv6(layout, number), inIp) : inIp
    }
  }
}

function inIpv4(layout: Layout, number: number): Condition {
  return and(etherType(layout, IPV4), equals(load(networkBase(layout), 9, 1), number))
}

/** Directly, or behind a fragment header. */
function inIpv6(layout: Layout, number: number): Condition {
  const base = networkBase(layout)
  const next = load(base, 6, 1)
  const fragment = and(equals(next, 44), equals(load(base, IPV6_HEADER, 1), number))
  return and(etherType(layout, IPV6), or(equals(next, number), fragment))
}

/** gen_proto: `proto 1`, `ip proto 1`, `ether proto 0x88b5`. */
export function protocolNumber(layout: Layout, qualifier: Protocol | undefined, number: number): Condition {
  switch (qualifier) {
    case undefined:
      return or(inIpv4(layout, number), inIpv6(layout, number))
    case 'ip':
      return inIpv4(layout, number)
    case 'ip6':
      return inIpv6(layout, number)
    case 'ether':
      return etherType(layout, number)
    case 'arp':
    case 'rarp':
      throw new FilterError(`${qualifier} does not encapsulate another protocol`)
    default:
      throw new FilterError(`'${qualifier} proto' is bogus`)
  }
}

/** gen_host: an IPv4 address, or a subnet. */
export function host(layout: Layout, address: number, mask: number, q: Qualifiers): Condition {
  const what = q.kind === 'net' ? 'net' : 'host'
  const ip = () => addressIn(layout, IPV4, [12, 16], address, mask, q)
  const arp = (type: number) => addressIn(layout, type, [14, 24], address, mask, q)
  switch (q.protocol) {
    case undefined:
      return any([ip(), arp(ARP), arp(RARP)])
    case 'ip':
      return ip()
    case 'arp':
      return arp(ARP)
    case 'rarp':
      return arp(RARP)
    case 'ether':
      throw new FilterError(`link-layer modifier applied to ${what}`)
    case 'ip6':
      throw new FilterError("'ip6' modifier applied to ip host")
    default:
      throw new FilterError(`'${q.protocol}' modifier applied to ${what}`)
  }
}

function addressIn(
  layout: Layout,
  type: number,
  [source, destination]: readonly [number, number],
  address: number,
  mask: number,
  q: Qualifiers,
): Condition {
  const at = (offset: number) => {
    const field = load(networkBase(layout), offset, 4)
    return equals(mask === 0xffffffff ? field : masked(field, mask), address)
  }
  return and(etherType(layout, type), directed(q, at(source), at(destination)))
}

function directed(q: Qualifiers, source: Condition, destination: Condition): Condition {
  switch (q.direction) {
    case 'src':
      return source
    case 'dst':
      return destination
    case 'and':
      return and(source, destination)
    case 'or':
      return or(source, destination)
  }
}

/** gen_ecode: a hardware address. */
export function etherHost(layout: Layout, mac: Mac, q: Qualifiers): Condition {
  if (q.protocol !== 'ether' || q.kind !== 'host')
    throw new FilterError('ethernet address used in non-ether expression')
  if (layout.target.link !== 'ethernet') {
    throw new FilterError(
      'ethernet addresses supported only on ethernet/FDDI/token ring/802.11/ATM LANE/Fibre Channel',
    )
  }
  return directed(q, macAt(6, mac), macAt(0, mac))
}

function macAt(offset: number, mac: Mac): Condition {
  const bytes = new Uint8Array(8)
  writeMac(bytes, 0, mac)
  const view = new DataView(bytes.buffer)
  const high = equals(load(frameBase(), offset, 4), view.getUint32(0))
  return and(equals(load(frameBase(), offset + 4, 2), view.getUint16(4)), high)
}

/** gen_port, gen_portrange: of TCP, UDP and SCTP, in IPv4 and IPv6. */
export function ports(layout: Layout, low: number, high: number, q: Qualifiers): Condition {
  const carriers = q.protocol === undefined ? (['sctp', 'tcp', 'udp'] as const) : [q.protocol]
  const numbers = carriers.map((each) => IP_NUMBERS[each]!)
  const base = networkBase(layout)
  const ports4 = portsAt(transportBase(layout), 0, low, high, q)
  const ports6 = portsAt(base, IPV6_HEADER, low, high, q)
  const upper4 = any(numbers.map((each) => equals(load(base, 9, 1), each)))
  const upper6 = any(numbers.map((each) => equals(load(base, 6, 1), each)))
  const ip6 = and(and(etherType(layout, IPV6), upper6), ports6)
  return or(ip6, and(and(etherType(layout, IPV4), and(upper4, unfragmented(layout))), ports4))
}

function portsAt(base: Base, offset: number, low: number, high: number, q: Qualifiers): Condition {
  const at = (extra: number) => {
    const field = load(base, offset + extra, 2)
    return low === high ? equals(field, low) : and(compare(field, '>=', low), not(compare(field, '>', high)))
  }
  return directed(q, at(0), at(2))
}

/** gen_ipfrag: only the first fragment has the header of what it carries. */
function unfragmented(layout: Layout): Condition {
  return equals(masked(load(networkBase(layout), 6, 2), 0x1fff), 0)
}

/** gen_broadcast. */
export function broadcast(layout: Layout, protocol: Protocol | undefined): Condition {
  if (protocol === undefined || protocol === 'ether') {
    if (layout.target.link !== 'ethernet') throw new FilterError('not a broadcast link')
    return macAt(0, 0xffff_ffff_ffff as Mac)
  }
  if (protocol !== 'ip') throw new FilterError('only link-layer/IP broadcast filters supported')
  const hosts = ~layout.target.netmask >>> 0
  const host = masked(load(networkBase(layout), 16, 4), hosts)
  return and(etherType(layout, IPV4), or(equals(host, 0), equals(host, hosts)))
}

/** gen_multicast. */
export function multicast(layout: Layout, protocol: Protocol | undefined): Condition {
  if (protocol === 'ip')
    return and(etherType(layout, IPV4), compare(load(networkBase(layout), 16, 1), '>=', 224))
  if (protocol === 'ip6') return and(etherType(layout, IPV6), equals(load(networkBase(layout), 24, 1), 255))
  if ((protocol === undefined || protocol === 'ether') && layout.target.link === 'ethernet') {
    return not(equals(masked(load(frameBase(), 0, 1), 1), 0))
  }
  throw new FilterError(
    'link-layer multicast filters supported only on ethernet/FDDI/token ring/ARCNET/802.11/ATM LANE/Fibre Channel',
  )
}

/** gen_load: bytes of a header, and what must hold for it to be there. */
export function indexed(
  layout: Layout,
  protocol: Protocol,
  offset: Value,
  size: number,
): { readonly value: Value; readonly requires: Condition | undefined } {
  if (size !== 1 && size !== 2 && size !== 4) throw new FilterError('data size must be 1, 2, or 4')
  switch (protocol) {
    case 'ether':
      return { value: load(frameBase(), offset, size), requires: undefined }
    case 'ip':
    case 'ip6':
    case 'arp':
    case 'rarp':
      return { value: load(networkBase(layout), offset, size), requires: protocolAlone(layout, protocol) }
    case 'icmp6': {
      const base = { ...networkBase(layout), at: networkBase(layout).at + IPV6_HEADER }
      return { value: load(base, offset, size), requires: protocolAlone(layout, protocol) }
    }
    case 'stp':
    case 'ah':
    case 'esp':
      throw new FilterError('unsupported index operation')
    default: {
      const requires = and(protocolAlone(layout, protocol), unfragmented(layout))
      return { value: load(transportBase(layout), offset, size), requires }
    }
  }
}

/** A subnet whose address has bits beyond its mask. */
export function checkNetwork(address: number, mask: number, written: string): void {
  if ((address & ~mask) >>> 0 !== 0) throw new FilterError(`non-network bits set in "${written}"`)
}

export function syntaxError(): never {
  throw new FilterError(SYNTAX_ERROR)
}
