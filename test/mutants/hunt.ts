import type { Check } from './collect.ts'
import type { Change, Site } from './mutate.ts'
import { isExhausted, observe, switchOn } from './switchboard.ts'

export interface Mutant {
  readonly site: number
  readonly change: Change
  /** `src/macvlan/receive.ts receiveGroup: source !== undefined -> false` */
  readonly name: string
}

export function mutantsOf(sites: readonly Site[]): readonly Mutant[] {
  return sites.flatMap(({ name, changes }, site) =>
    changes.map((change) => ({ site, change, name: `${name} -> ${change}` })),
  )
}

/** A check that holds, what it costs, and which conditions it comes to. */
export interface Trap extends Check {
  readonly milliseconds: number
  readonly asked: number
  readonly reached: ReadonlySet<number>
}

/** Checks that ask more than this are slow, and nothing that they alone would catch is known. */
const MOST_QUESTIONS = 1_000_000

/** Runs every check on the sources as they are: what fails now would catch anything. The cheapest come first. */
export async function setTraps(checks: readonly Check[]): Promise<readonly Trap[]> {
  const traps: Trap[] = []
  for (const check of checks) {
    const start = performance.now()
    const seen = observe()
    await check.run()
    const { reached, asked } = seen()
    if (reached.size > 0 && asked < MOST_QUESTIONS)
      traps.push({ ...check, milliseconds: performance.now() - start, asked, reached })
  }
  return traps.sort((a, b) => a.milliseconds - b.milliseconds)
}

/** The check that tells a mutant from the original; undefined: none does. */
export async function hunt(mutant: Mutant, traps: readonly Trap[]): Promise<Trap | undefined> {
  for (const trap of traps) if (trap.reached.has(mutant.site) && !(await passes(trap, mutant))) return trap
  return undefined
}

/** A mutant may make a loop endless; a hundred times as many questions as before are enough. */
const PATIENCE = 100

async function passes(trap: Trap, { site, change }: Mutant): Promise<boolean> {
  switchOn(site, change, trap.asked * PATIENCE + 10_000)
  try {
    await trap.run()
    return !isExhausted()
  } catch {
    return false
  } finally {
    switchOn(-1, change, Number.POSITIVE_INFINITY)
  }
}
