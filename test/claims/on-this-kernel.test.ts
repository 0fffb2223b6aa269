import { existsSync } from 'node:fs'
import { release } from 'node:os'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FOLKLORE } from '../../src/claims/folklore.ts'
import { judge } from '../../src/claims/judge.ts'
import { worldsOf } from '../../src/claims/worlds.ts'
import type { Wish } from '../../src/fuzz/wish.ts'
import { kernelRefusal } from '../fuzz/kernel-here.ts'
import { claimIn } from './searched.ts'

const DRAWN = 40
const SEED = 6

const version = /^\d+\.\d+/.exec(release())?.[0]
const checked = `test/claims/recorded/${version}/checked.json`
const why = kernelRefusal === undefined ? '' : ` (skipped: ${kernelRefusal})`

/** Worlds of a claim's circumstances, and in each what the claim is about. */
function playable(yaml: string): readonly (readonly Wish[])[] {
  const claim = claimIn(yaml)
  return fc.sample(worldsOf(claim), { seed: SEED, numRuns: DRAWN }).flatMap((world) => {
    const { result, steps, event } = judge(claim, world)
    if (result === 'contradicts') throw new Error('it does not hold')
    return result === 'unfit' ? [] : [[...steps, ...(event === undefined ? [] : [event])]]
  })
}

test.skipIf(kernelRefusal !== undefined)(
  `this kernel does what the model does in worlds of every claim that holds${why}`,
  async () => {
    const { differencesOnKernel } = await import('../property/kernel-worlds.ts')
    const played: Record<string, number> = {}
    for (const { id, yaml } of FOLKLORE.filter((one) => one.expect === 'holds')) {
      const worlds = playable(yaml)
      expect(await differencesOnKernel(worlds), id).toEqual([])
      played[id] = worlds.length
    }
    if (existsSync(checked))
      await expect(`${JSON.stringify(played, undefined, 2)}\n`).toMatchFileSnapshot(
        `recorded/${version}/checked.json`,
      )
  },
  600_000,
)
