import type { Mac } from '../../src/frame/mac.ts'
import { formatMac } from '../../src/frame/mac.ts'
import type { Scene } from '../picture/scene.ts'
import type { Flight } from './flights.ts'
import { type Ends, endsOf, type FrameKind, infoOf, kindOf, protocolOf } from './frame-words.ts'

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

export function rowOf(flight: Flight, scene: Scene, start: number): Row {
  const { frame, origin } = flight
  const where = `${origin.netns === '' ? origin.machine : origin.netns} ${origin.dev}`
  const base = { flight, time: flight.start - start, where }
  if (frame === undefined)
    return { ...base, ends: undefined, kind: 'other', protocol: '', info: flight.purpose }
  const ends = endsOf(frame, namesIn(scene))
  return { ...base, ends, kind: kindOf(frame), protocol: protocolOf(frame), info: infoOf(frame) }
}

/** The device that has an address, if only one has. */
export function namesIn(scene: Scene): (mac: Mac) => string | undefined {
  return (mac) => {
    const text = formatMac(mac)
    const owners = scene.devices.filter((device) => device.mac === text)
    return owners.length === 1 ? owners[0]!.name : undefined
  }
}

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
