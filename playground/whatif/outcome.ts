import type { TraceRecord } from '../../src/world/trace.ts'
import type { Flight } from '../record/flights.ts'
import { labelOf } from '../record/frame-words.ts'
import type { Recording } from '../record/recording.ts'

/** What a run came to: who heard what of whom. */
export interface Outcome {
  /** By sender and hearer: how often which kind of frame was heard. */
  readonly heard: readonly Hearing[]
  readonly requests: number
  readonly replies: number
  /** What was complained of, a line each. */
  readonly complaints: readonly string[]
  readonly storm: boolean
}

export interface Hearing {
  readonly from: string
  readonly to: string
  readonly counts: Readonly<Record<string, number>>
}

export function outcomeOf({ flights, scenes, storms }: Recording, complaints: readonly string[]): Outcome {
  const switches = new Set(
    scenes.flatMap(({ scene }) => scene.machines.filter(({ isSwitch }) => isSwitch).map(({ name }) => name)),
  )
  const pairs = new Map<string, { from: string; to: string; counts: Record<string, number> }>()
  for (const flight of flights.flights)
    for (const record of flight.records) {
      if (!isHeard(record) || switches.has(record.place.machine)) continue
      const [from, to] = [nameOf(flight.origin), nameOf(record.place)]
      const key = `${from}\n${to}`
      const pair = pairs.get(key) ?? { from, to, counts: {} }
      const label = flight.frame ? labelOf(flight.frame) : '?'
      pair.counts[label] = (pair.counts[label] ?? 0) + 1
      pairs.set(key, pair)
    }
  return {
    heard: [...pairs.values()],
    ...{ requests: countOf(flights.flights, 'ping'), replies: answered(flights.flights) },
    ...{ complaints, storm: storms.length > 0 },
  }
}

/** Addressed to it, or to a group: what only passes by is not heard. */
function isHeard(record: TraceRecord): boolean {
  return record.kind === 'seen' && ['host', 'broadcast', 'multicast'].includes(record.type)
}

function countOf(flights: readonly Flight[], label: string): number {
  return flights.filter(({ frame }) => frame && labelOf(frame) === label).length
}

/** Replies that came to who had asked. */
function answered(flights: readonly Flight[]): number {
  return flights.filter(
    ({ frame, records }) =>
      frame &&
      labelOf(frame) === 'pong' &&
      records.some((record) => record.kind === 'seen' && record.type === 'host'),
  ).length
}

export function nameOf({ machine, netns, dev }: Flight['origin']): string {
  return `${netns === '' ? machine : netns} ${dev}`
}

/** The frame that a cell of the table is about: of this sender, heard by this hearer if any was. */
export function flightBetween(flights: readonly Flight[], from: string, to: string): Flight | undefined {
  const sent = flights.filter(({ origin }) => nameOf(origin) === from)
  return (
    sent.find(({ records }) => records.some((one) => isHeard(one) && nameOf(one.place) === to)) ?? sent[0]
  )
}
