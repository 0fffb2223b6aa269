/**
 * A frame in one line, as tcpdump prints it (and in more lines where tcpdump does). One file a protocol; each reads
 * from the sheet and prints on it, and stops where the captured bytes end.
 */
import { cooked } from './cooked.ts'
import { byEtherType, ethernet } from './ether.ts'
import { PLAIN, printTruncated, type Sheet, type Style, Truncated } from './sheet.ts'

export { PLAIN, type Style } from './sheet.ts'

export interface Dissection {
  readonly text: string
  /** Bytes of the link level, which hex dumps leave out. */
  readonly headerLength: number
}

/** An Ethernet frame. `length` is what it was on the wire, if more than was captured. */
export function dissect(bytes: Uint8Array, style: Style = PLAIN, length = bytes.length): string {
  return dissectEthernet(bytes, style, length).text
}

export function dissectEthernet(bytes: Uint8Array, style: Style, length: number): Dissection {
  return onSheet(bytes, style, (sheet) => ethernet(sheet, length))
}

/** A packet captured on all devices at once (LINUX_SLL2). */
export function dissectCooked(
  bytes: Uint8Array,
  style: Style,
  length: number,
  nameOf: (ifindex: number) => string | undefined,
): Dissection {
  return onSheet(bytes, style, (sheet) => cooked(sheet, length, nameOf))
}

function onSheet(bytes: Uint8Array, style: Style, read: (sheet: Sheet) => void): Dissection {
  if (bytes.length === 0) return { text: '[Invalid header: caplen==0]', headerLength: 0 }
  const sheet: Sheet = {
    bytes,
    end: bytes.length,
    style,
    text: '',
    protocol: '',
    headerLength: 0,
    byEtherType,
  }
  try {
    read(sheet)
  } catch (error) {
    if (!(error instanceof Truncated)) throw error
    printTruncated(sheet)
  }
  return { text: sheet.text, headerLength: sheet.headerLength }
}
