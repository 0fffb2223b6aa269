import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  half,
  hunted,
  known,
  mutants,
  SURVIVORS,
  type Survivor,
  survivors,
  survivorsOf,
  WRITES,
} from './hunting.ts'
import { scoreOf } from './score.ts'

const SCORE = join(import.meta.dirname, 'score.json')

test.runIf(!WRITES)('a survivor is a mutant that there is, and has a reason', () => {
  const names = new Set(mutants.map(({ name }) => name))
  expect(survivors.filter(({ mutant, why }) => !names.has(mutant) || why === '')).toEqual([])
  expect(known.size).toBe(survivors.length)
})

test.runIf(!WRITES)('the score that is written down is of these mutants', () => {
  expect(JSON.parse(readFileSync(SCORE, 'utf8'))).toEqual(scoreOf(mutants, known))
})

test('every change of a condition is caught, but the survivors', async () => {
  const alive = await survivorsOf(WRITES ? hunted : half(0))
  if (WRITES) writeDown(alive)
  expect(
    alive.filter((name) => !known.has(name)),
    'caught by nobody, and without a reason',
  ).toEqual([])
})

function writeDown(alive: readonly string[]): void {
  const reasons = new Map(survivors.map(({ mutant, why }) => [mutant, why]))
  const found = alive.map((mutant): Survivor => ({ mutant, why: reasons.get(mutant) ?? '' }))
  writeFileSync(SURVIVORS, `${JSON.stringify(found, undefined, 2)}\n`)
  writeFileSync(SCORE, `${JSON.stringify(scoreOf(mutants, new Set(alive)), undefined, 2)}\n`)
}
