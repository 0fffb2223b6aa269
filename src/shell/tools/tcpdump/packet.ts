import {
  type Dissection,
  dissectCooked,
  dissectEthernet,
  type Style,
} from '../../../frame/dissect/dissect.ts'
import { asciiDump, hexAndAsciiDump, hexDump } from '../../../frame/dissect/hex.ts'
import type { Options } from './options.ts'
import { type TimeReference, type TimeStamp, timeText } from './time-stamp.ts'

export interface Packet {
  readonly time: TimeStamp
  /** With the link level header, as far as it was captured. */
  readonly bytes: Uint8Array
  readonly length: number
}

/** What packets are printed by, and what is remembered from one to the next. */
export interface Printer {
  readonly options: Options
  readonly link: 'ethernet' | 'cooked'
  readonly nameOf: (ifindex: number) => string | undefined
  readonly reference: TimeReference
  count: number
}

export function newPrinter(
  options: Options,
  link: Printer['link'],
  nameOf: (ifindex: number) => string | undefined,
): Printer {
  return { options, link, nameOf, reference: { first: undefined, previous: undefined }, count: 0 }
}

/** pretty_print_packet: all its lines, ends of lines included. */
export function printPacket(printer: Printer, packet: Packet): string {
  const { options } = printer
  const number = options.numbers ? `${String(++printer.count).padStart(5)}  ` : ''
  const time = timeText(packet.time, options.times, options.nanoseconds, printer.reference)
  const { text, headerLength } = take(printer, packet)
  return `${number}${time}${text}${dumpText(options, packet.bytes, headerLength)}\n`
}

function take(printer: Printer, { bytes, length }: Packet): Dissection {
  const style = styleOf(printer.options)
  if (printer.link === 'ethernet') return dissectEthernet(bytes, style, length)
  return dissectCooked(bytes, style, length, printer.nameOf)
}

function styleOf(options: Options): Style {
  return {
    verbose: options.verbose,
    linkLevel: options.linkLevel,
    quiet: options.quiet,
    names: !options.numeric,
    dumped: options.dump !== undefined,
  }
}

function dumpText({ dump }: Options, bytes: Uint8Array, headerLength: number): string {
  if (!dump) return ''
  const shown = dump.linkLevel ? bytes : bytes.subarray(headerLength)
  if (shown.length === 0) return ''
  switch (dump.form) {
    case 'hex':
      return hexDump(shown)
    case 'hex and ascii':
      return hexAndAsciiDump(shown)
    case 'ascii':
      return asciiDump(shown)
  }
}
