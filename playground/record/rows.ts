import type { Mac } from '../../src/frame/mac.ts'
import { formatMac } from '../../src/frame/mac.ts'
import type { Scene } from '../picture/scene.ts'
import type { Flight } from './flights.ts'
import { infoOf } from './frame-info.ts'
import { endsOf, kindOf, protocolOf } from './frame-words.ts'
import type { Row } from './row.ts'

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
