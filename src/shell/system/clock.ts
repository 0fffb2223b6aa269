import type { Nanoseconds } from '../process.ts'

/** Virtual time, and the world that has events in it. The scheduler alone moves it. */
export interface Clock {
  now(): Nanoseconds
  /** When the world's next event is due; undefined if nothing is planned. */
  next(): Nanoseconds | undefined
  /** Runs the world's events up to and including `until`, which becomes now. */
  advance(until: Nanoseconds): void
}

export const MICROSECOND = 1_000
export const MILLISECOND = 1_000_000
export const SECOND = 1_000_000_000

/** A clock for a world in which nothing happens by itself. */
export function idleClock(start: Nanoseconds = 0): Clock {
  let now = start
  return {
    now: () => now,
    next: () => undefined,
    advance(until) {
      now = Math.max(now, until)
    },
  }
}
