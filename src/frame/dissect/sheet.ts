/**
 * What a dissector reads from and writes on: the captured bytes, and the line as far as it is printed. Reading past
 * the end stops the dissection wherever it is, and leaves what was printed so far (nd_trunc_longjmp).
 */
export interface Sheet {
  readonly bytes: Uint8Array
  /** Where the captured bytes end for the protocol at hand (ndo_snapend). */
  end: number
  readonly style: Style
  text: string
  /** Whose name a truncated packet carries: `[|arp]`. */
  protocol: string
  /** How long the link level headers have turned out to be so far. */
  headerLength: number
  /** Prints what an EtherType announces; false if nothing can. Here, so that a protocol inside another needs no import. */
  readonly byEtherType: (sheet: Sheet, type: number, at: number, length: number) => boolean
}

/** What an upper layer needs to know of the IP header that carried it. */
export interface Carrier {
  readonly at: number
  /** The first of several fragments: there is no whole message to sum. */
  readonly fragmented: boolean
}

/** tcpdump's options that change how a packet is printed. */
export interface Style {
  /** How often `-v` was given. */
  readonly verbose: number
  /** `-e`. */
  readonly linkLevel: boolean
  /** How often `-q` was given. */
  readonly quiet: number
  /** Without `-n`: ports and makers of network cards by name. */
  readonly names: boolean
  /** The caller dumps every packet (`-x`, `-X`, `-A`), so that unknown payloads need not be. */
  readonly dumped: boolean
}

export const PLAIN: Style = { verbose: 0, linkLevel: false, quiet: 0, names: false, dumped: false }

export class Truncated extends Error {}

export function print(sheet: Sheet, text: string): undefined {
  sheet.text += text
}

/** Checks that `length` bytes from `at` were captured. */
export function need(sheet: Sheet, at: number, length: number): undefined {
  if (!has(sheet, at, length)) throw new Truncated(sheet.protocol)
}

export function has(sheet: Sheet, at: number, length: number): boolean {
  return at + length <= sheet.end
}

export function u8(sheet: Sheet, at: number): number {
  need(sheet, at, 1)
  return sheet.bytes[at]!
}

export function u16(sheet: Sheet, at: number): number {
  need(sheet, at, 2)
  return (sheet.bytes[at]! << 8) | sheet.bytes[at + 1]!
}

export function u32(sheet: Sheet, at: number): number {
  return u16(sheet, at) * 0x10000 + u16(sheet, at + 2)
}

export function take(sheet: Sheet, at: number, length: number): Uint8Array {
  need(sheet, at, length)
  return sheet.bytes.subarray(at, at + length)
}

/** Runs a dissector on a shorter packet inside this one (nd_push_snaplen). */
export function within(sheet: Sheet, end: number, dissect: () => void): undefined {
  const outer = sheet.end
  sheet.end = Math.min(outer, end)
  dissect()
  sheet.end = outer
}

export function printTruncated(sheet: Sheet): undefined {
  print(sheet, ` [|${sheet.protocol}]`)
}

export function printInvalid(sheet: Sheet): undefined {
  print(sheet, ' (invalid)')
}
