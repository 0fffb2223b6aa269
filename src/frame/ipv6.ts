import { readUint16, readUint32, writeUint16, writeUint32 } from './checksum.ts'
import { type Ipv6, readIpv6, writeIpv6 } from './ipv6-address.ts'

export const IPV6_HLEN = 40
export const NextHeader = { hopByHop: 0, TCP: 6, UDP: 17, fragment: 44, ICMPv6: 58, none: 59 } as const

/** An IPv6 header (RFC 8200), and the options that every hop reads, if there are any. */
export interface Ipv6Header {
  readonly trafficClass: number
  readonly flowLabel: number
  readonly hopLimit: number
  /** Of the payload: behind the hop-by-hop options. */
  readonly nextHeader: number
  readonly src: Ipv6
  readonly dst: Ipv6
  /** The options of a hop-by-hop header, without its two first bytes; absent: no such header. */
  readonly hopByHop: Uint8Array | undefined
}

/** A packet as it was read; `payload` ends where the header says, whatever follows. */
export interface Ipv6Packet extends Ipv6Header {
  readonly bytes: Uint8Array
  readonly payload: Uint8Array
}

export type Ipv6Fault = 'truncated' | 'not version 6' | 'bad hop-by-hop options'

/** Router alert for MLD (RFC 2711), and two bytes of padding. */
export const ROUTER_ALERT: Uint8Array = Uint8Array.of(5, 2, 0, 0, 1, 0)

/** The checks of ip6_rcv_core. */
export function parseIpv6Packet(bytes: Uint8Array): Ipv6Packet | Ipv6Fault {
  if (bytes.length < IPV6_HLEN) return 'truncated'
  if (bytes[0]! >>> 4 !== 6) return 'not version 6'
  const end = IPV6_HLEN + readUint16(bytes, 4)
  if (bytes.length < end) return 'truncated'
  const options = bytes[6] === NextHeader.hopByHop
  const length = options ? optionsLength(bytes, end) : 0
  return length === undefined ? 'bad hop-by-hop options' : readPacket6(bytes.subarray(0, end), length)
}

function optionsLength(bytes: Uint8Array, end: number): number | undefined {
  if (end < IPV6_HLEN + 8) return undefined
  const length = (bytes[IPV6_HLEN + 1]! + 1) * 8
  return IPV6_HLEN + length > end ? undefined : length
}

function readPacket6(bytes: Uint8Array, options: number): Ipv6Packet {
  const first = readUint32(bytes, 0)
  const payload = IPV6_HLEN + options
  return {
    bytes,
    trafficClass: (first >>> 20) & 0xff,
    flowLabel: first & 0xf_ffff,
    nextHeader: options > 0 ? bytes[IPV6_HLEN]! : bytes[6]!,
    hopLimit: bytes[7]!,
    src: readIpv6(bytes, 8),
    dst: readIpv6(bytes, 24),
    hopByHop: options > 0 ? bytes.subarray(IPV6_HLEN + 2, payload) : undefined,
    payload: bytes.subarray(payload),
  }
}

/** Reads what an ICMPv6 error quotes: it may end early, and its length says nothing. */
export function quotedPacket6(bytes: Uint8Array): Ipv6Packet | undefined {
  if (bytes.length < IPV6_HLEN || bytes[0]! >>> 4 !== 6) return undefined
  return readPacket6(bytes, 0)
}

export const PLAIN_HEADER6 = {
  trafficClass: 0,
  flowLabel: 0,
  hopLimit: 64,
  nextHeader: NextHeader.ICMPv6,
  hopByHop: undefined,
} as const

export function emitIpv6(header: Ipv6Header, payload: Uint8Array): Uint8Array {
  const options = header.hopByHop === undefined ? 0 : header.hopByHop.length + 2
  const bytes = new Uint8Array(IPV6_HLEN + options + payload.length)
  writeUint32(bytes, 0, 0x6000_0000 + header.trafficClass * 0x10_0000 + header.flowLabel)
  writeUint16(bytes, 4, options + payload.length)
  bytes[6] = options > 0 ? NextHeader.hopByHop : header.nextHeader
  bytes[7] = header.hopLimit
  writeIpv6(bytes, 8, header.src)
  writeIpv6(bytes, 24, header.dst)
  if (header.hopByHop !== undefined) {
    bytes[IPV6_HLEN] = header.nextHeader
    bytes[IPV6_HLEN + 1] = options / 8 - 1
    bytes.set(header.hopByHop, IPV6_HLEN + 2)
  }
  bytes.set(payload, IPV6_HLEN + options)
  return bytes
}
