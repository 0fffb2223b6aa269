import { checksum, readUint16, readUint32, writeUint16, writeUint32 } from './checksum.ts'

export const ICMP_HLEN = 8

export const IcmpType = {
  echoReply: 0,
  unreachable: 3,
  sourceQuench: 4,
  redirect: 5,
  echo: 8,
  timeExceeded: 11,
  parameterProblem: 12,
  timestamp: 13,
  timestampReply: 14,
} as const

/** Codes of `unreachable`. */
export const Unreachable = {
  net: 0,
  host: 1,
  protocol: 2,
  port: 3,
  fragmentationNeeded: 4,
  filtered: 13,
} as const

/** Codes of `timeExceeded`. */
export const TimeExceeded = { ttl: 0, reassembly: 1 } as const

/** ICMP (RFC 792). `rest` are the four bytes whose meaning depends on the type: id and sequence, gateway, MTU. */
export interface IcmpMessage {
  readonly type: number
  readonly code: number
  readonly rest: number
  readonly data: Uint8Array
}

export type IcmpFault = 'truncated' | 'bad checksum'

export function parseIcmp(bytes: Uint8Array): IcmpMessage | IcmpFault {
  if (checksum(bytes) !== 0) return 'bad checksum'
  if (bytes.length < ICMP_HLEN) return 'truncated'
  return { type: bytes[0]!, code: bytes[1]!, rest: readUint32(bytes, 4), data: bytes.subarray(ICMP_HLEN) }
}

export function emitIcmp({ type, code, rest, data }: IcmpMessage): Uint8Array {
  const bytes = new Uint8Array(ICMP_HLEN + data.length)
  bytes[0] = type
  bytes[1] = code
  writeUint32(bytes, 4, rest)
  bytes.set(data, ICMP_HLEN)
  writeUint16(bytes, 2, checksum(bytes))
  return bytes
}

/** `rest` of an echo request or reply. */
export function echoRest(id: number, sequence: number): number {
  return ((id & 0xffff) * 0x1_0000 + (sequence & 0xffff)) >>> 0
}

/** Identifier and sequence number of an echo, read from its bytes. */
export function readEcho(bytes: Uint8Array): { readonly id: number; readonly sequence: number } {
  return { id: readUint16(bytes, 4), sequence: readUint16(bytes, 6) }
}

/** Types that report an error: no error is ever sent about one of them (icmp_pointers[].error). */
export function isIcmpError(type: number): boolean {
  switch (type) {
    case IcmpType.unreachable:
    case IcmpType.sourceQuench:
    case IcmpType.redirect:
    case IcmpType.timeExceeded:
    case IcmpType.parameterProblem:
      return true
    default:
      return false
  }
}
