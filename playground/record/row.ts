import { formatMac } from '../../src/frame/mac.ts'
import type { Flight } from './flights.ts'
import type { Ends, FrameKind } from './frame-words.ts'

/** A line of the frame list. */
export interface Row {
  readonly flight: Flight
  readonly time: number
  readonly where: string
  readonly ends: Ends | undefined
  readonly kind: FrameKind
  readonly protocol: string
  readonly info: string
}

/** Ends with this sign are for the reader's own language: everyone, a group. */
export const EVERYONE = '*'

/** Every word must occur somewhere in the row: names, addresses, protocol or info. */
export function matchesFilter(row: Row, filter: string): boolean {
  const { flight, where, ends, protocol, info } = row
  const macs = flight.frame ? `${formatMac(flight.frame.src)} ${formatMac(flight.frame.dst)}` : ''
  const places = flight.records.map(({ place }) => `${place.netns} ${place.dev}`).join(' ')
  const text =
    `${flight.number} ${where} ${ends?.source} ${ends?.destination} ${protocol} ${info} ${macs} ${places}`.toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
