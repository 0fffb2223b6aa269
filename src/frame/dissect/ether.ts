import { macText } from './addresses.ts'
import { arp } from './arp.ts'
import { hexAndAsciiDump } from './hex.ts'
import { ipv4 } from './ip.ts'
import { ipv6 } from './ip6.ts'
import { llc } from './llc.ts'
import { loopback } from './loopback.ts'
import { ETHERTYPES } from './names.ts'
import { print, printTruncated, type Sheet, u16, within } from './sheet.ts'

const HEADER = 14
/** A type field up to this is the length of an 802.3 frame. */
const MAX_LENGTH = 1500
const TAGS: readonly number[] = [0x8100, 0x9100, 0x9200, 0x88a8]

/** A frame of `length` bytes, of which the sheet holds what was captured. */
export function ethernet(sheet: Sheet, length: number): undefined {
  sheet.protocol = 'ether'
  if (sheet.end < HEADER || length < HEADER) return printTruncated(sheet)
  const addresses = `${macText(sheet, 6)} > ${macText(sheet, 0)}, `
  if (sheet.style.linkLevel) print(sheet, addresses)
  sheet.headerLength = HEADER
  const tags = vlanTags(sheet, length)
  if (!tags) return
  const { type, at, lengthPrinted } = tags
  const total = lengthPrinted ? '' : `, length ${length}`
  if (type <= MAX_LENGTH) return ieee8023(sheet, at, length - at, type, lengthPrinted)
  const heading = `${typeText(sheet, type)}${total}${lengthPrinted ? ', ' : ': '}`
  if (sheet.style.linkLevel) print(sheet, heading)
  if (sheet.byEtherType(sheet, type, at, length - at)) return
  if (!sheet.style.linkLevel) print(sheet, `${addresses}${typeText(sheet, type)}, length ${length}: `)
  printUnknown(sheet, at)
}

interface Tagged {
  readonly type: number
  readonly at: number
  readonly lengthPrinted: boolean
}

/** Skips 802.1Q tags, and prints them beside the other link level fields; undefined if the frame ends in one. */
function vlanTags(sheet: Sheet, length: number): Tagged | undefined {
  let at = HEADER
  let type = u16(sheet, HEADER - 2)
  let lengthPrinted = false
  while (TAGS.includes(type)) {
    if (at + 4 > Math.min(sheet.end, length)) {
      sheet.protocol = 'vlan'
      printTruncated(sheet)
      return undefined
    }
    if (sheet.style.linkLevel) {
      print(
        sheet,
        `${typeText(sheet, type)}${lengthPrinted ? ', ' : `, length ${length}: `}${tagText(u16(sheet, at))}, `,
      )
      lengthPrinted = true
    }
    type = u16(sheet, at + 2)
    at += 4
    sheet.headerLength += 4
  }
  return { type, at, lengthPrinted }
}

function tagText(tag: number): string {
  return `vlan ${tag & 0xfff}, p ${tag >>> 13}${tag & 0x1000 ? ', DEI' : ''}`
}

function typeText(sheet: Sheet, type: number): string {
  const number = `0x${type.toString(16).padStart(4, '0')}`
  const name = ETHERTYPES[type]
  if (sheet.style.quiet > 0) return name ?? `Unknown Ethertype (${number})`
  return `ethertype ${name ?? 'Unknown'} (${number})`
}

function ieee8023(sheet: Sheet, at: number, left: number, stated: number, lengthPrinted: boolean): undefined {
  const length = Math.min(left, stated)
  if (sheet.style.linkLevel) print(sheet, lengthPrinted ? '802.3, ' : `802.3, length ${length}: `)
  const ends = { src: macText(sheet, 6), dst: macText(sheet, 0) }
  within(sheet, at + length, () => {
    if (!llc(sheet, at, length, ends)) printUnknown(sheet, at)
  })
}

/** False if tcpdump has no printer for the type (ethertype_print). */
export function byEtherType(sheet: Sheet, type: number, at: number, length: number): boolean {
  switch (type) {
    case 0x0800:
      ipv4(sheet, at, length)
      return true
    case 0x0806:
    case 0x8035:
      arp(sheet, at, length)
      return true
    case 0x86dd:
      ipv6(sheet, at, length)
      return true
    case 0x9000:
      loopback(sheet, at, length)
      return true
    default:
      return false
  }
}

/** A payload that nobody knows, in hexadecimal, unless the whole packet is dumped anyway or `-q` was given. */
export function printUnknown(sheet: Sheet, at: number): undefined {
  const { dumped, quiet } = sheet.style
  if (!dumped && quiet === 0) print(sheet, hexAndAsciiDump(sheet.bytes.subarray(at, sheet.end)))
}
