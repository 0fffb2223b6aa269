/**
 * A frame in one line, as tcpdump prints it (and in more lines where tcpdump does). One file a protocol; each reads
 * from the sheet and prints on it, and stops where the captured bytes end.
 */
import { type CookedFields, cooked } from './cooked.ts'
import { byEtherType, ethernet } from './ether.ts'
import { PLAIN, printTruncated, type Sheet, type Style, Truncated } from './sheet.ts'

export type { CookedFields } from './cooked.ts'
export { PLAIN, type Style } from './sheet.ts'

/** An Ethernet frame. `length` is what it was on the wire, if more than was captured. */
export function dissect(bytes: Uint8Array, style: Style = PLAIN, length = bytes.length): string {
  return onSheet(bytes, style, (sheet) => ethernet(sheet, length))
}

/** A packet captured on all devices at once: the payload, and what Linux says about where it was seen. */
export function dissectCooked(fields: CookedFields, bytes: Uint8Array, style: Style, length: number): string {
  return onSheet(bytes, style, (sheet) => cooked(sheet, fields, length))
}

function onSheet(bytes: Uint8Array, style: Style, read: (sheet: Sheet) => void): string {
  if (bytes.length === 0) return '[Invalid header: caplen==0]'
  const sheet: Sheet = { bytes, end: bytes.length, style, text: '', protocol: '', byEtherType }
  try {
    read(sheet)
  } catch (error) {
    if (!(error instanceof Truncated)) throw error
    printTruncated(sheet)
  }
  return sheet.text
}
