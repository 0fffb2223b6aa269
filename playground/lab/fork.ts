import type { Recording } from '../record/recording.ts'
import type { Entry } from './script.ts'

/** A past up to a moment, and what had been typed after it. */
export interface Fork {
  readonly entries: readonly Entry[]
  /** Typed later: it is offered again. */
  readonly later: readonly Entry[]
  /** Virtual time of the moment: what is at work then goes on from there. */
  readonly until: number
}

/** What a lab had seen when `at` trace records had been made. */
export function forkAt(typed: readonly Entry[], recording: Recording, at: number): Fork {
  const { lines } = recording
  const count = lines.filter(
    ({ length }, i) => length < at || (length === at && !sentNext(recording, i)),
  ).length
  const until = Math.max(timeAt(recording, at), lines[count - 1]?.time ?? 0)
  return {
    entries: typed.slice(0, count).map((entry) => stoppedBefore(entry, until)),
    later: typed.slice(count).map(({ place, text }) => ({ place, text })),
    until,
  }
}

function stoppedBefore({ stopAt, ...entry }: Entry, until: number): Entry {
  return stopAt === undefined || stopAt > until ? entry : { ...entry, stopAt }
}

/** Whether the frames after this moment are this line's: the last that was typed before them. */
function sentNext({ lines, length }: Recording, i: number): boolean {
  return lines[i]!.length < length && (lines[i + 1]?.length ?? length) > lines[i]!.length
}

function timeAt({ flights }: Recording, at: number): number {
  return flights.beats.findLast(({ first }) => first < at)?.time ?? 0
}
