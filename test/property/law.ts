import fc from 'fast-check'
import { describe, test } from 'vitest'
import type { Wish } from '../../src/fuzz/wish.ts'
import { type Play, play } from '../../src/properties/play.ts'
import { kernelRefusal } from '../fuzz/kernel-here.ts'

const WORLDS = Number(process.env['LAW_WORLDS'] ?? 500)
const KERNEL_WORLDS = Number(process.env['LAW_KERNEL_WORLDS'] ?? 12)
const SEED = 6

/**
 * Something that is true of every world: `histories` makes the plays that it compares out of what was drawn, and
 * `check` says what is wrong with them (an empty list: nothing). In the model for hundreds of worlds; some of them are
 * then played on this machine's kernel, which must do in each the same as the model.
 */
export function law<T>(
  name: string,
  drawn: fc.Arbitrary<T>,
  histories: (drawn: T) => readonly (readonly Wish[])[],
  check: (plays: readonly Play[], drawn: T) => readonly string[],
): void {
  describe(name, () => {
    test(`in ${WORLDS} worlds of the model`, () => {
      const property = fc.property(drawn, (one) => {
        const problems = check(
          histories(one).map((history) => play(history)),
          one,
        )
        if (problems.length > 0) throw new Error(problems.join('\n'))
      })
      fc.assert(property, { seed: SEED, numRuns: WORLDS })
    }, 300_000)

    const skipped = kernelRefusal === undefined ? '' : ` (skipped: ${kernelRefusal})`
    test.skipIf(kernelRefusal !== undefined)(
      `in ${KERNEL_WORLDS} worlds of this kernel${skipped}`,
      async () => {
        const { differencesOnKernel } = await import('./kernel-worlds.ts')
        const worlds = fc.sample(drawn, { seed: SEED, numRuns: KERNEL_WORLDS }).flatMap(histories)
        const differences = await differencesOnKernel(worlds)
        if (differences.length > 0) throw new Error(differences.slice(0, 5).join('\n'))
      },
      300_000,
    )
  })
}
