import { checksum, readUint16, readUint32, writeUint16, writeUint32 } from './checksum.ts'
import type { Ipv4 } from './ipv4-address.ts'

export const IPV4_HLEN = 20
export const IpProtocol = { ICMP: 1, IGMP: 2, TCP: 6, UDP: 17 } as const

/** An IPv4 header (RFC 791) without its checksum, which emit computes and parse verifies. */
export interface Ipv4Header {
  readonly tos: number
  readonly id: number
  readonly dontFragment: boolean
  readonly moreFragments: boolean
  /** In bytes, a multiple of 8. */
  readonly fragmentOffset: number
  readonly ttl: number
  readonly protocol: number
  readonly src: Ipv4
  readonly dst: Ipv4
  readonly options: Uint8Array
}

/** A packet as it was read; `payload` ends where the header says, whatever padding follows. */
export interface Ipv4Packet extends Ipv4Header {
  readonly bytes: Uint8Array
  readonly headerLength: number
  readonly payload: Uint8Array
}

export type Ipv4Fault =
  | 'truncated'
  | 'not version 4'
  | 'bad header length'
  | 'bad checksum'
  | 'bad total length'

const DF = 0x4000
const MF = 0x2000
const NO_OPTIONS = new Uint8Array(0)

/** The checks of ip_rcv_core, in its order. */
export function parseIpv4Packet(bytes: Uint8Array): Ipv4Packet | Ipv4Fault {
  if (bytes.length < IPV4_HLEN) return 'truncated'
  if (bytes[0]! >>> 4 !== 4) return 'not version 4'
  const headerLength = (bytes[0]! & 15) * 4
  if (headerLength < IPV4_HLEN) return 'bad header length'
  if (bytes.length < headerLength) return 'truncated'
  if (checksum(bytes, 0, headerLength) !== 0) return 'bad checksum'
  const total = readUint16(bytes, 2)
  if (bytes.length < total) return 'truncated'
  if (total < headerLength) return 'bad total length'
  return readPacket(bytes.subarray(0, total), headerLength)
}

/** Reads a header that is known to be whole, such as one that an ICMP error quotes: no check of its length. */
export function readPacket(bytes: Uint8Array, headerLength = (bytes[0]! & 15) * 4): Ipv4Packet {
  const fragment = readUint16(bytes, 6)
  return {
    bytes,
    headerLength,
    tos: bytes[1]!,
    id: readUint16(bytes, 4),
    dontFragment: (fragment & DF) !== 0,
    moreFragments: (fragment & MF) !== 0,
    fragmentOffset: (fragment & 0x1fff) * 8,
    ttl: bytes[8]!,
    protocol: bytes[9]!,
    src: readUint32(bytes, 12),
    dst: readUint32(bytes, 16),
    options: headerLength === IPV4_HLEN ? NO_OPTIONS : bytes.subarray(IPV4_HLEN, headerLength),
    payload: bytes.subarray(headerLength),
  }
}

export const PLAIN_HEADER = {
  tos: 0,
  id: 0,
  dontFragment: false,
  moreFragments: false,
  fragmentOffset: 0,
  ttl: 64,
  options: NO_OPTIONS,
} as const

export function emitIpv4(header: Ipv4Header, payload: Uint8Array): Uint8Array {
  const headerLength = IPV4_HLEN + header.options.length
  const bytes = new Uint8Array(headerLength + payload.length)
  bytes[0] = 0x40 | (headerLength / 4)
  bytes[1] = header.tos
  writeUint16(bytes, 2, bytes.length)
  writeUint16(bytes, 4, header.id)
  const flags = (header.dontFragment ? DF : 0) | (header.moreFragments ? MF : 0)
  writeUint16(bytes, 6, flags | (header.fragmentOffset / 8))
  bytes[8] = header.ttl
  bytes[9] = header.protocol
  writeUint32(bytes, 12, header.src)
  writeUint32(bytes, 16, header.dst)
  bytes.set(header.options, IPV4_HLEN)
  writeUint16(bytes, 10, checksum(bytes, 0, headerLength))
  bytes.set(payload, headerLength)
  return bytes
}

export function isFragment(packet: Ipv4Header): boolean {
  return packet.moreFragments || packet.fragmentOffset > 0
}
