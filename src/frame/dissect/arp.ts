import { ipText, linkAddressText } from './addresses.ts'
import { hexAndAsciiDump } from './hex.ts'
import { ETHERTYPES } from './names.ts'
import { need, print, type Sheet, u8, u16 } from './sheet.ts'

const HARDWARE: Readonly<Record<number, string>> = {
  1: 'Ethernet',
  6: 'TokenRing',
  7: 'ArcNet',
  15: 'FrameRelay',
  19: 'ATM',
  23: 'Strip',
  24: 'IEEE 1394',
  32: 'InfiniBand',
}

const OPERATIONS: Readonly<Record<number, string>> = {
  1: 'Request',
  2: 'Reply',
  3: 'Reverse Request',
  4: 'Reverse Reply',
  8: 'Inverse Request',
  9: 'Inverse Reply',
  10: 'NACK Reply',
}

/** Where the fields of this packet are, by its own lengths. */
interface Layout {
  readonly protocol: number
  readonly hardwareLength: number
  readonly protocolLength: number
  readonly sha: number
  readonly spa: number
  readonly tha: number
  readonly tpa: number
}

export function arp(sheet: Sheet, at: number, length: number): undefined {
  sheet.protocol = 'arp'
  need(sheet, at, 8)
  const fields = layout(sheet, at)
  need(sheet, fields.tpa, fields.protocolLength)
  if (!sheet.style.linkLevel) print(sheet, 'ARP, ')
  const usual = isIpv4(fields) && fields.protocolLength === 4 && fields.hardwareLength !== 0
  if (!usual || sheet.style.verbose > 0) print(sheet, formats(sheet, at, fields))
  if (!usual && sheet.style.verbose === 0) return print(sheet, `, length ${length}`)
  const operation = u16(sheet, at + 6)
  print(sheet, `${sheet.style.verbose > 0 ? ', ' : ''}${OPERATIONS[operation] ?? `Unknown (${operation})`} `)
  const told = tell(sheet, operation, fields)
  if (told === undefined) return print(sheet, hexAndAsciiDump(sheet.bytes.subarray(at, sheet.end)))
  print(sheet, `${told}, length ${length}`)
}

function layout(sheet: Sheet, at: number): Layout {
  const hardwareLength = u8(sheet, at + 4)
  const protocolLength = u8(sheet, at + 5)
  const sha = at + 8
  const spa = sha + hardwareLength
  const tha = spa + protocolLength
  const tpa = tha + hardwareLength
  return { protocol: u16(sheet, at + 2), hardwareLength, protocolLength, sha, spa, tha, tpa }
}

/** IPv4, or its trailer encapsulation. */
function isIpv4(fields: Layout): boolean {
  return fields.protocol === 0x0800 || fields.protocol === 0x1000
}

function formats(sheet: Sheet, at: number, fields: Layout): string {
  const hardware = u16(sheet, at)
  const type = fields.protocol
  const kind = HARDWARE[hardware] ?? `Unknown Hardware (${hardware})`
  const protocol = ETHERTYPES[type] ?? `Unknown Protocol (0x${type.toString(16).padStart(4, '0')})`
  return `${kind} (len ${fields.hardwareLength}), ${protocol} (len ${fields.protocolLength})`
}

/** undefined for an operation that tcpdump does not know. */
function tell(sheet: Sheet, operation: number, fields: Layout): string | undefined {
  const hardware = (at: number) => linkAddressText(sheet, at, fields.hardwareLength)
  const protocol = (at: number) => protocolAddress(sheet, at, fields)
  switch (operation) {
    case 1:
      return `who-has ${protocol(fields.tpa)}${target(sheet, fields)} tell ${protocol(fields.spa)}`
    case 2:
      return `${protocol(fields.spa)} is-at ${hardware(fields.sha)}`
    case 3:
    case 8:
      return `who-is ${hardware(fields.tha)} tell ${hardware(fields.sha)}`
    case 4:
      return `${hardware(fields.tha)} at ${protocol(fields.tpa)}`
    case 9:
      return `${hardware(fields.sha)} at ${protocol(fields.spa)}`
    default:
      return undefined
  }
}

/** A request that already names the target's hardware address. */
function target(sheet: Sheet, fields: Layout): string {
  const bytes = sheet.bytes.subarray(fields.tha, fields.tpa)
  if (bytes.every((byte) => byte === 0)) return ''
  return ` (${linkAddressText(sheet, fields.tha, fields.hardwareLength)})`
}

function protocolAddress(sheet: Sheet, at: number, fields: Layout): string {
  if (!isIpv4(fields)) return '<wrong proto type>'
  return fields.protocolLength === 4 ? ipText(sheet, at) : '<wrong len>'
}
