import type { DevicePlace } from '../../src/device/device.ts'
import type { Words } from '../words/en.ts'
import type { Beat, Ending, Flight } from './flights.ts'
import { beatAt } from './steps.ts'

/** A copy of a frame that is under way, and where it is. */
export interface Chip {
  readonly copy: number
  readonly flight: Flight
  readonly at: DevicePlace
  /** Set in the movement that brought it there. */
  readonly from: DevicePlace | undefined
  readonly moving: boolean
  readonly ending: Ending | undefined
}

/** Movements to look back: who has not moved for longer is no longer under way. */
const WINDOW = 400
/** Movements for which a loss stays, to be read. */
const LINGER = 2

/** Every copy that is under way at a position (a number of trace records), oldest first. */
export function chipsAt(beats: readonly Beat[], at: number): Chip[] {
  const shown = beatAt(beats, at)
  if (!shown) return []
  const chips = new Map<number, Chip>()
  for (const beat of beats.slice(Math.max(0, shown.index - WINDOW), shown.index + 1)) {
    const { flight } = beat
    const isOver = beat !== shown && flight !== shown.flight && flight.records.at(-1)!.sequence < shown.first
    for (const { copy, parent, from, to } of isOver ? [] : beat.moves) {
      // What a switch floods is gone from where it came in: its copies are on their way.
      const mother = parent === undefined ? undefined : chips.get(parent)
      if (mother && mother.at.machine === to.machine && beat !== shown && mother.at.dev !== to.dev)
        fade(chips, parent!)
      chips.set(copy, { copy, flight, at: to, from, moving: beat === shown, ending: undefined })
    }
    for (const ending of beat.endings) {
      if (beat === shown) chips.set(ending.copy, ended(chips, ending, flight))
      else if (shown.index - beat.index <= LINGER && lossOf(flight, ending))
        chips.set(ending.copy, { ...ended(chips, ending, flight), moving: false })
      else chips.delete(ending.copy)
    }
  }
  return [...chips.values()]
}

function fade(chips: Map<number, Chip>, copy: number): void {
  chips.delete(copy)
}

function ended(chips: ReadonlyMap<number, Chip>, ending: Ending, flight: Flight): Chip {
  const chip = chips.get(ending.copy)
  if (chip) return { ...chip, ending }
  return { copy: ending.copy, flight, at: ending.at, from: undefined, moving: true, ending }
}

/** A loss in a word. */
export type Loss = keyof Words['loss']

const BY_RULE: Readonly<Record<string, Loss>> = {
  DEV2: 'noTaker',
  DEV3: 'tooLong',
  DEV5: 'storm',
  DEV6: 'noTaker',
  FWD2: 'tooOld',
  NIC1: 'filtered',
  IP1: 'notMine',
  IP6: 'martian',
  IP7: 'martian',
  IP9: 'martian',
  IP10: 'notMine',
  ARP1: 'notMine',
  ARP12: 'notMine',
  RX5: 'full',
  TAP3: 'full',
  NUD8: 'nobody',
  BR16: 'noWay',
  BT4: 'noWay',
}

/** The kernel drops nothing here; but a request for another came for nothing all the same. */
const FOR_NOTHING: ReadonlySet<string> = new Set(['ARP12'])

/** How a copy was lost; undefined: whoever it was for has it. */
export function lossOf(flight: Flight, ending: Ending): Loss | undefined {
  const { died, rule, reason } = ending
  if (!died) return FOR_NOTHING.has(rule) ? BY_RULE[rule] : undefined
  if (reason === 'down') return 'down'
  if (reason === 'no carrier') return 'noCarrier'
  if (missedHairpin(flight, ending)) return 'noHairpin'
  return BY_RULE[rule] ?? 'dropped'
}

/** A switch found no way out because the only one was back through the port it came from. */
function missedHairpin(flight: Flight, { copy, rule }: Ending): boolean {
  if (rule !== 'BR16') return false
  return flight.records.some(
    (one) => one.kind === 'decision' && one.copy === copy && one.rule === 'BP3' && !one.held,
  )
}
