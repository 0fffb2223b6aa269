import { protocolName } from '../../../../frame/dissect/names.ts'
import { portNumber } from '../../../../frame/dissect/ports.ts'
import { maskOf } from '../../../../frame/ipv4-address.ts'
import { parseMac } from '../../../../frame/mac.ts'
import type { Condition } from './condition.ts'
import { checkNetwork, etherHost, host } from './hosts.ts'
import type { Layout } from './link.ts'
import { ports, protocolNumber } from './primitives.ts'
import type { Protocol, Qualifiers } from './qualifiers.ts'
import { FilterError } from './tokens.ts'

const MAX_PORT = 65535
const LOCALHOST = 0x7f000001
const ALL_BITS = 0xffffffff

/** pcap_nametoeproto, pcap_nametollc. */
const ETHER_PROTOCOLS: Readonly<Record<string, number>> = {
  aarp: 0x80f3,
  arp: 0x0806,
  atalk: 0x809b,
  decnet: 0x6003,
  ip: 0x0800,
  ip6: 0x86dd,
  lat: 0x6004,
  loopback: 0x9000,
  mopdl: 0x6001,
  moprc: 0x6002,
  rarp: 0x8035,
  sca: 0x6007,
  stp: 0x42,
}

/** gen_ncode with dots: `10.1` is a subnet of 16 bits even after `host`. */
export function dotted(layout: Layout, text: string, q: Qualifiers): Condition {
  const { address, bits } = readDotted(text)
  return byAddress(layout, address, maskOf(bits), q)
}

/** gen_mcode: with a prefix length. */
export function withPrefix(layout: Layout, text: string, prefix: number, q: Qualifiers): Condition {
  if (prefix > 32) throw new FilterError('mask length must be <= 32')
  const { address } = readDotted(text)
  checkNetwork(address, maskOf(prefix), `${text}/${prefix}`)
  return byAddress(layout, address, maskOf(prefix), q)
}

export function withMask(layout: Layout, text: string, maskText: string, q: Qualifiers): Condition {
  const { address } = readDotted(text)
  const mask = readDotted(maskText).address
  checkNetwork(address, mask, `${text} mask ${maskText}`)
  return byAddress(layout, address, mask, q)
}

/** __pcap_atoin: the bytes that are written, from the left. */
function readDotted(text: string): { readonly address: number; readonly bits: number } {
  const parts = text.split('.').map(Number)
  if (parts.some((part) => part > 255)) throw new FilterError(`invalid IPv4 address '${text}'`)
  const address = [0, 1, 2, 3].reduce((sum, i) => sum * 256 + (parts[i] ?? 0), 0)
  return { address, bits: parts.length * 8 }
}

function byAddress(layout: Layout, address: number, mask: number, q: Qualifiers): Condition {
  switch (q.kind) {
    case 'host':
    case 'net':
      if (q.protocol === 'ether') throw new FilterError('illegal link layer address')
      return host(layout, address, mask, q)
    default:
      return plainNumber(layout, address, q)
  }
}

/** gen_ncode without dots. */
export function plainNumber(layout: Layout, value: number, q: Qualifiers): Condition {
  switch (q.kind) {
    case 'host':
      return byAddress(layout, value, ALL_BITS, q)
    case 'net':
      return byAddress(layout, ...promoted(value), q)
    case 'port':
    case 'portrange':
      checkPortQualifier(q)
      return ports(layout, checkPort(value), checkPort(value), q)
    case 'proto':
      return protocolNumber(layout, q.protocol, value)
    case 'gateway':
      throw new FilterError("'gateway' requires a name")
  }
}

/** `net 10` is 10.0.0.0/8. */
function promoted(value: number): [number, number] {
  let address = value
  let mask = ALL_BITS
  while (address !== 0 && address < 0x1000000) {
    address *= 256
    mask = (mask << 8) >>> 0
  }
  return [address, mask]
}

/** `02:00:00:00:00:0a`, `02-…`, `02.…`, `0200.0000.000a` or `02000000000a`. */
export function macAddress(layout: Layout, text: string, q: Qualifiers): Condition {
  const digits = text.split(/[-:.]/)
  const bytes = digits.length === 6 ? digits : digits.join('').match(/../g)!
  return etherHost(layout, parseMac(bytes.join(':'))!, q)
}

/** gen_scode. */
export function name(layout: Layout, text: string, q: Qualifiers): Condition {
  switch (q.kind) {
    case 'net':
      throw new FilterError(`unknown network '${text}'`)
    case 'host':
      if (q.protocol === 'ether') throw new FilterError(`unknown ether host '${text}'`)
      if (text !== 'localhost') throw new FilterError(`unknown host '${text}'`)
      return host(layout, LOCALHOST, ALL_BITS, q)
    case 'port':
      return portByName(layout, text, q)
    case 'portrange':
      return portRange(layout, text, q)
    case 'proto':
      return protocolNumber(layout, q.protocol, protocolByName(text, q.protocol))
    case 'gateway':
      throw new FilterError("'gateway' not supported in this configuration")
  }
}

function checkPortQualifier(q: Qualifiers): void {
  if (q.protocol === undefined || ['tcp', 'udp', 'sctp'].includes(q.protocol)) return
  throw new FilterError(`illegal qualifier of '${q.kind}'`)
}

function checkPort(port: number): number {
  if (port > MAX_PORT) throw new FilterError(`illegal port number ${port} > ${MAX_PORT}`)
  return port
}

/** A service that only TCP or only UDP has restricts the filter to it. */
function portByName(layout: Layout, text: string, q: Qualifiers): Condition {
  checkPortQualifier(q)
  const port = { tcp: portNumber('tcp', text), udp: portNumber('udp', text) }
  const number = port.tcp ?? port.udp
  if (number === undefined) throw new FilterError(`unknown port '${text}'`)
  const only = port.tcp === undefined ? 'udp' : port.udp === undefined ? 'tcp' : undefined
  if (only && q.protocol && q.protocol !== only) throw new FilterError(`port '${text}' is ${only}`)
  return ports(layout, number, number, { ...q, protocol: q.protocol ?? only })
}

function portRange(layout: Layout, text: string, q: Qualifiers): Condition {
  checkPortQualifier(q)
  const ends = text.split('-')
  const numbers = ends.map((end) =>
    /^\d+$/.test(end) ? Number(end) : (portNumber('tcp', end) ?? portNumber('udp', end)),
  )
  const [first, last] = numbers
  if (ends.length !== 2 || first === undefined || last === undefined) {
    throw new FilterError(`unknown port in range '${text}'`)
  }
  return ports(layout, Math.min(checkPort(first), checkPort(last)), Math.max(first, last), q)
}

function protocolByName(text: string, qualifier: Protocol | undefined): number {
  if (qualifier === 'ether') {
    const type = ETHER_PROTOCOLS[text]
    if (type === undefined) throw new FilterError(`unknown ether proto '${text}'`)
    return type
  }
  for (let number = 0; number < 256; number++) if (protocolName(number) === text) return number
  throw new FilterError(`unknown ip proto '${text}'`)
}
