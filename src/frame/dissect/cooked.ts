import { colons } from './addresses.ts'
import { printUnknown } from './ether.ts'
import { llc } from './llc.ts'
import { ETHERTYPES } from './names.ts'
import { print, printTruncated, type Sheet, take, u8, u16, u32 } from './sheet.ts'

/**
 * The header that libpcap puts before packets of `-i any` (LINUX_SLL2): the protocol, where the packet was seen, in
 * which relation to that device, and the sender's hardware address.
 */
const HEADER = 20
const DIRECTIONS = ['In', 'B', 'M', 'P', 'Out']
const IEEE_802_3 = 1
const IEEE_802_2 = 4
const MAX_LENGTH = 1500

/** `nameOf` finds a device by its index, if it is still there. */
export function cooked(
  sheet: Sheet,
  length: number,
  nameOf: (ifindex: number) => string | undefined,
): undefined {
  sheet.protocol = 'sll2'
  if (sheet.end < HEADER) return printTruncated(sheet)
  sheet.headerLength = HEADER
  const { linkLevel } = sheet.style
  print(sheet, `${(nameOf(u32(sheet, 4)) ?? '?').padEnd(5)} ${(DIRECTIONS[u8(sheet, 10)] ?? '?').padEnd(3)} `)
  if (linkLevel) print(sheet, header(sheet, length))
  const protocol = u16(sheet, 0)
  if (protocol === IEEE_802_2 && llc(sheet, HEADER, length - HEADER, undefined)) return
  const known = protocol > MAX_LENGTH && sheet.byEtherType(sheet, protocol, HEADER, length - HEADER)
  if (known) return
  if (!linkLevel && protocol > MAX_LENGTH) print(sheet, header(sheet, length))
  printUnknown(sheet, HEADER)
}

function header(sheet: Sheet, length: number): string {
  const source = u8(sheet, 11) === 6 ? `${colons(take(sheet, 12, 6))} ` : ''
  const place = `ifindex ${u32(sheet, 4)} ${source}`
  return sheet.style.quiet > 0 ? place : `${place}${typeText(u16(sheet, 0))}, length ${length}: `
}

function typeText(type: number): string {
  if (type === IEEE_802_3) return '802.3'
  if (type === IEEE_802_2) return '802.2'
  return `ethertype ${ETHERTYPES[type] ?? 'Unknown'} (0x${type.toString(16).padStart(4, '0')})`
}
