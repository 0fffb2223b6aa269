import type { Hearing, Outcome } from './outcome.ts'

/** Who hears what, in the reader's own run and in every other: a row for each sender and hearer. */
export interface ReachTable {
  readonly rows: readonly ReachRow[]
  /** Rows that were left out. */
  readonly more: number
}

export interface ReachRow {
  readonly from: string
  readonly to: string
  /** The reader's own run. */
  readonly own: Cell
  /** In the order of the variants; undefined: it has not been run yet, or did not end. */
  readonly cells: readonly (Cell | undefined)[]
}

export interface Cell {
  /** `ping` 2: heard twice. */
  readonly counts: readonly (readonly [string, number])[]
  /** Not what the reader's own run gave. */
  readonly differs: boolean
}

/** A table is for reading. */
const MOST_ROWS = 80

export function tableOf(own: Outcome, others: readonly (Outcome | undefined)[]): ReachTable {
  const pairs = new Map<string, Hearing>()
  for (const outcome of [own, ...others])
    for (const hearing of outcome?.heard ?? [])
      if (!pairs.has(keyOf(hearing))) pairs.set(keyOf(hearing), hearing)
  const all = [...pairs.values()]
  const rows = all.slice(0, MOST_ROWS).map((pair): ReachRow => {
    const mine = countsIn(own, pair)
    const cellIn = (outcome: Outcome): Cell => {
      const counts = countsIn(outcome, pair)
      return { counts, differs: JSON.stringify(counts) !== JSON.stringify(mine) }
    }
    return {
      ...{ from: pair.from, to: pair.to, own: cellIn(own) },
      cells: others.map((outcome) => outcome && cellIn(outcome)),
    }
  })
  return { rows, more: all.length - rows.length }
}

function keyOf({ from, to }: Hearing): string {
  return `${from}\n${to}`
}

function countsIn({ heard }: Outcome, pair: Hearing): (readonly [string, number])[] {
  const found = heard.find((one) => keyOf(one) === keyOf(pair))
  return Object.entries(found?.counts ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))
}
