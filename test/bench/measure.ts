/** One line of the table. */
export interface Figure {
  readonly name: string
  /** What it counts: `frames`, `copies`, `commands`; a rate is in millions of them a second. */
  readonly unit: string
  readonly value: number
  /** Extra facts for the JSON and the last column. */
  readonly note?: string
}

const ROUNDS = 7

/** Does `work(count)` several times over, after a warm-up; the best round, in millions a second. */
export function rate(count: number, work: (count: number) => void): number {
  work(count)
  let best = 0
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    work(count)
    best = Math.max(best, count / (performance.now() - start) / 1000)
  }
  return best
}

export function seconds(work: () => void): number {
  const start = performance.now()
  work()
  return (performance.now() - start) / 1000
}

export function table(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ name }) => name.length))
  return figures
    .map(({ name, value, unit, note = '' }) =>
      `${name.padEnd(width)}  ${format(value).padStart(9)} ${unit}  ${note}`.trimEnd(),
    )
    .join('\n')
}

function format(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(3)
}
