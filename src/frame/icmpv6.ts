import { checksum, readUint32, writeUint16, writeUint32 } from './checksum.ts'
import { NextHeader } from './ipv6.ts'
import { type Ipv6, writeIpv6 } from './ipv6-address.ts'

export const ICMPV6_HLEN = 8

export const Icmpv6Type = {
  unreachable: 1,
  packetTooBig: 2,
  timeExceeded: 3,
  parameterProblem: 4,
  echo: 128,
  echoReply: 129,
  routerSolicitation: 133,
  routerAdvertisement: 134,
  neighbourSolicitation: 135,
  neighbourAdvertisement: 136,
  redirect: 137,
  listenerReport: 143,
} as const

/** Codes of `unreachable`. */
export const Unreachable6 = { noRoute: 0, prohibited: 1, address: 3, port: 4, rejected: 6 } as const

/** ICMPv6 (RFC 4443). `rest` are the four bytes whose meaning depends on the type. */
export interface Icmpv6Message {
  readonly type: number
  readonly code: number
  readonly rest: number
  readonly data: Uint8Array
}

export type Icmpv6Fault = 'truncated' | 'bad checksum'

/** Its checksum covers the addresses too: a message is nothing without its packet. */
export interface Ends {
  readonly src: Ipv6
  readonly dst: Ipv6
}

export function parseIcmpv6(bytes: Uint8Array, ends: Ends): Icmpv6Message | Icmpv6Fault {
  if (bytes.length < ICMPV6_HLEN) return 'truncated'
  if (checksum6(bytes, ends, NextHeader.ICMPv6) !== 0) return 'bad checksum'
  return { type: bytes[0]!, code: bytes[1]!, rest: readUint32(bytes, 4), data: bytes.subarray(ICMPV6_HLEN) }
}

export function emitIcmpv6({ type, code, rest, data }: Icmpv6Message, ends: Ends): Uint8Array {
  const bytes = new Uint8Array(ICMPV6_HLEN + data.length)
  bytes[0] = type
  bytes[1] = code
  writeUint32(bytes, 4, rest)
  bytes.set(data, ICMPV6_HLEN)
  writeUint16(bytes, 2, checksum6(bytes, ends, NextHeader.ICMPv6))
  return bytes
}

/** csum_ipv6_magic: the segment behind a pseudo header of addresses, length and protocol. */
export function checksum6(segment: Uint8Array, { src, dst }: Ends, protocol: number): number {
  const pseudo = new Uint8Array(40)
  writeIpv6(pseudo, 0, src)
  writeIpv6(pseudo, 16, dst)
  writeUint32(pseudo, 32, segment.length)
  pseudo[39] = protocol
  return checksum(segment, 0, segment.length, ~checksum(pseudo) & 0xffff)
}

/** Errors have the lower half of the types (ICMPV6_INFOMSG_MASK). */
export function isIcmpv6Error(type: number): boolean {
  return type < 128
}
