import { checksum } from '../checksum.ts'
import { ipText, portText } from './addresses.ts'
import { type Carrier, has, need, print, printTruncated, type Sheet, u16 } from './sheet.ts'
import { shouldBe } from './should-be.ts'

const HEADER = 8

/**
 * UDP up to its length: what the well-known services carry (DNS, DHCP, …) is not taken apart, where the real
 * tcpdump would.
 */
export function udp(sheet: Sheet, at: number, length: number, carrier: Carrier): undefined {
  sheet.protocol = 'udp'
  const from = ipText(sheet, carrier.at + 12)
  const to = ipText(sheet, carrier.at + 16)
  if (!has(sheet, at, 4)) {
    print(sheet, `${from} > ${to}: `)
    return printTruncated(sheet)
  }
  const [source, destination] = [u16(sheet, at), u16(sheet, at + 2)].map((port) =>
    portText(sheet, 'udp', port),
  )
  print(sheet, `${from}.${source} > ${to}.${destination}: `)
  if (length < HEADER) return print(sheet, `truncated-udp ${length}`)
  const stated = u16(sheet, at + 4)
  if (stated < HEADER) return print(sheet, `truncated-udplength ${stated}`)
  need(sheet, at, HEADER)
  if (sheet.style.verbose > 1 && !carrier.fragmented) print(sheet, checksumText(sheet, at, length, carrier))
  print(sheet, payloadText(stated - HEADER, length - HEADER))
}

function payloadText(stated: number, actual: number): string {
  return stated > actual ? `UDP, bad length ${stated} > ${actual}` : `UDP, length ${stated}`
}

function checksumText(sheet: Sheet, at: number, length: number, carrier: Carrier): string {
  const found = u16(sheet, at + 6)
  if (found === 0) return '[no cksum] '
  if (!has(sheet, at, length)) return ''
  const sum = transportChecksum(sheet, at, length, 17, carrier)
  if (sum === 0) return '[udp sum ok] '
  return `[bad udp cksum 0x${hex4(found)} -> 0x${hex4(shouldBe(found, sum))}!] `
}

/** Over the pseudo-header of IPv4 and the segment. */
export function transportChecksum(
  sheet: Sheet,
  at: number,
  length: number,
  protocol: number,
  carrier: Carrier,
): number {
  const addresses = ~checksum(sheet.bytes, carrier.at + 12, 8) & 0xffff
  return checksum(sheet.bytes, at, length, addresses + protocol + length)
}

export function hex4(value: number): string {
  return value.toString(16).padStart(4, '0')
}
