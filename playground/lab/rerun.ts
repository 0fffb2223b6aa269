import type { Entry, PlaceName } from './script.ts'

/** What comes at a virtual time of its own: a line that was typed while others were at work, or a Ctrl-C. */
export type Due =
  | { readonly kind: 'line'; readonly at: number; readonly entry: Entry }
  | { readonly kind: 'stop'; readonly at: number; readonly place: PlaceName }

/** A line that was typed when nothing was at work, and what came before everything had ended again. */
export interface Act {
  readonly first: Entry
  readonly due: readonly Due[]
}

export function actsOf(entries: readonly Entry[]): Act[] {
  const acts: Entry[][] = []
  for (const entry of entries) {
    if (entry.at === undefined || acts.length === 0) acts.push([])
    acts.at(-1)!.push(entry)
  }
  return acts.map((all) => ({ first: all[0]!, due: all.flatMap(duesOf).toSorted((a, b) => a.at - b.at) }))
}

function duesOf(entry: Entry, i: number): Due[] {
  const { at = 0, stopAt, place } = entry
  const line: Due[] = i === 0 ? [] : [{ kind: 'line', at, entry }]
  return stopAt === undefined ? line : [...line, { kind: 'stop', at: stopAt, place }]
}

export interface RerunOptions {
  /** Virtual time up to which everything is hurried through; what is at work then goes on at its real pace. */
  readonly until?: number | undefined
  readonly onLine?: (entry: Entry) => void
}

/** A past that is being run again. */
export class Rerun {
  readonly onLine: (entry: Entry) => void
  readonly live: Promise<void>
  isLive = false
  due: Due[] = []
  readonly #until: number
  #goLive: () => void = () => {}

  constructor({ until = Infinity, onLine = () => {} }: RerunOptions) {
    this.#until = until
    this.onLine = onLine
    this.live = new Promise((resolve) => {
      this.#goLive = resolve
    })
  }

  /**
   * What was typed at this moment. When nothing more would happen by itself (`next` is never), what comes next comes
   * now: the lab would wait for a key that nobody presses.
   */
  take(now: number, next: number): readonly Due[] {
    const count = this.due.findIndex(({ at }) => at > now)
    if (count === -1) return this.due.splice(0)
    return this.due.splice(0, count === 0 && next === Infinity ? 1 : count)
  }

  /** Whether from here on time passes at its real pace. */
  reaches(next: number): boolean {
    if (next <= this.#until && next !== Infinity) return false
    this.isLive = true
    this.#goLive()
    return true
  }
}
