import { readUint16, writeUint16 } from './checksum.ts'
import { type Icmpv6Message, Icmpv6Type } from './icmpv6.ts'
import { type Ipv6, readIpv6, writeIpv6 } from './ipv6-address.ts'

/** Record types of an MLDv2 report (RFC 3810): `to exclude` of no sources is a join, `to include` a leave. */
export const MldRecordType = {
  isInclude: 1,
  isExclude: 2,
  toInclude: 3,
  toExclude: 4,
  allow: 5,
  block: 6,
} as const

/** What changed in one group. The kernel's own joins name no sources, and neither does this. */
export interface MldRecord {
  readonly type: number
  readonly group: Ipv6
}

const RECORD_LENGTH = 20

/** An MLDv2 listener report; undefined: it is none, or its records do not fit, or one of them names sources. */
export function parseMldReport({ type, rest, data }: Icmpv6Message): MldRecord[] | undefined {
  const count = rest & 0xffff
  if (type !== Icmpv6Type.listenerReport || data.length < count * RECORD_LENGTH) return undefined
  const records = Array.from({ length: count }, (_, i) => i * RECORD_LENGTH)
  if (records.some((at) => readUint16(data, at + 2) !== 0)) return undefined
  return records.map((at) => ({ type: data[at]!, group: readIpv6(data, at + 4) }))
}

export function emitMldReport(records: readonly MldRecord[]): Icmpv6Message {
  const data = new Uint8Array(records.length * RECORD_LENGTH)
  for (const [i, { type, group }] of records.entries()) {
    data[i * RECORD_LENGTH] = type
    writeUint16(data, i * RECORD_LENGTH + 2, 0)
    writeIpv6(data, i * RECORD_LENGTH + 4, group)
  }
  return { type: Icmpv6Type.listenerReport, code: 0, rest: records.length, data }
}
