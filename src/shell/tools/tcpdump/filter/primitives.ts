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
import {
  ARP,
  etherType,
  frameBase,
  IPV4,
  IPV6,
  type Layout,
  networkBase,
  RARP,
  transportBase,
} from './link.ts'
import { directed, type Protocol, type Qualifiers } from './qualifiers.ts'
import { FilterError, SYNTAX_ERROR } from './tokens.ts'

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

export function syntaxError(): never {
  throw new FilterError(SYNTAX_ERROR)
}
