import { checksum } from '../checksum.ts'
import { ipText } from './addresses.ts'
import { icmp } from './icmp.ts'
import { igmp } from './igmp.ts'
import { printIpOptions } from './ip-options.ts'
import { IP_PROTOCOLS, protocolName } from './names.ts'
import {
  type Carrier,
  has,
  need,
  print,
  printInvalid,
  type Sheet,
  Truncated,
  u8,
  u16,
  within,
} from './sheet.ts'
import { shouldBe } from './should-be.ts'
import { tcp } from './tcp.ts'
import { udp } from './udp.ts'

const HEADER = 20
const MORE_FRAGMENTS = 0x2000
const OFFSET = 0x1fff
const ECN = ['', ',ECT(1)', ',ECT(0)', ',CE'] as const

export function ipv4(sheet: Sheet, at: number, length: number): undefined {
  sheet.protocol = 'ip'
  const version = u8(sheet, at) >>> 4
  if (version !== 4) {
    print(sheet, version === 6 ? 'IP6, wrong link-layer encapsulation' : `IP${version}`)
    return printInvalid(sheet)
  }
  if (!sheet.style.linkLevel) print(sheet, 'IP ')
  need(sheet, at, HEADER)
  const headerLength = (u8(sheet, at) & 15) * 4
  if (headerLength < HEADER) return print(sheet, `bad-hlen ${headerLength}`)
  const total = u16(sheet, at + 2)
  if (length < total) print(sheet, `truncated-ip - ${total - length} bytes missing! `)
  if (total < headerLength) return print(sheet, `bad-len ${total}`)
  within(sheet, at + total, () => {
    if (sheet.style.verbose > 0) printHeader(sheet, at, headerLength, total)
    datagram(sheet, at, headerLength, total - headerLength)
  })
}

function printHeader(sheet: Sheet, at: number, headerLength: number, total: number): undefined {
  const tos = u8(sheet, at + 1)
  const fragment = u16(sheet, at + 6)
  const ttl = u8(sheet, at + 8)
  const protocol = u8(sheet, at + 9)
  const parts = [
    `(tos 0x${tos.toString(16)}${ECN[tos & 3]}${ttl >= 1 ? `, ttl ${ttl}` : ''}`,
    `id ${u16(sheet, at + 4)}`,
    `offset ${(fragment & OFFSET) * 8}`,
    `flags [${flagText(fragment)}]`,
    `proto ${IP_PROTOCOLS[protocol] ?? 'unknown'} (${protocol})`,
    `length ${total}`,
  ]
  print(sheet, parts.join(', '))
  if (headerLength > HEADER) {
    print(sheet, ', options (')
    printIpOptions(sheet, at + HEADER, headerLength - HEADER)
    print(sheet, ')')
  }
  print(sheet, `${badChecksum(sheet, at, headerLength)})\n    `)
}

function flagText(fragment: number): string {
  const flags = [
    ...(fragment & MORE_FRAGMENTS ? ['+'] : []),
    ...(fragment & 0x4000 ? ['DF'] : []),
    ...(fragment & 0x8000 ? ['rsvd'] : []),
  ]
  return flags.join(', ') || 'none'
}

function badChecksum(sheet: Sheet, at: number, headerLength: number): string {
  if (!has(sheet, at, headerLength)) return ''
  const sum = checksum(sheet.bytes, at, headerLength)
  if (sum === 0) return ''
  const found = u16(sheet, at + 10)
  return `, bad cksum ${found.toString(16)} (->${shouldBe(found, sum).toString(16)})!`
}

function datagram(sheet: Sheet, at: number, headerLength: number, length: number): undefined {
  const fragment = u16(sheet, at + 6)
  const protocol = u8(sheet, at + 9)
  const ends = `${ipText(sheet, at + 12)} > ${ipText(sheet, at + 16)}`
  if ((fragment & OFFSET) !== 0) {
    if (sheet.style.quiet < 2) print(sheet, `${ends}: ${protocolText(sheet, protocol)}`)
    return
  }
  const portless = ![6, 17, 132, 33].includes(protocol)
  if (portless) print(sheet, `${ends}: `)
  if (!has(sheet, at, headerLength)) {
    print(sheet, ` [remaining caplen(${sheet.end - at}) < header length(${headerLength})]`)
    throw new Truncated(sheet.protocol)
  }
  const carrier = { at, fragmented: (fragment & MORE_FRAGMENTS) !== 0 }
  upper(sheet, protocol, at + headerLength, length, carrier)
}

/** ip_demux_print. */
function upper(sheet: Sheet, protocol: number, at: number, length: number, carrier: Carrier): undefined {
  switch (protocol) {
    case 1:
      return icmp(sheet, at, length, carrier)
    case 2:
      return igmp(sheet, at, length)
    case 6:
      return tcp(sheet, at, length, carrier)
    case 17:
      return udp(sheet, at, length, carrier)
    default:
      return print(sheet, ` ${protocolText(sheet, protocol)} ${length}`)
  }
}

function protocolText(sheet: Sheet, protocol: number): string {
  return (sheet.style.names ? protocolName(protocol) : undefined) ?? `ip-proto-${protocol}`
}
