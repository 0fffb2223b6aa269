import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectFrom } from './collect.ts'
import { hunt, type Mutant, mutantsOf, setTraps, type Trap } from './hunt.ts'
import { scoreOf } from './score.ts'
import { sites } from './sources.ts'

const TESTS = join(import.meta.dirname, '..')
/** Rule tests, what the fuzzer has found, replays of recordings. */
const FOLDERS = ['rules', 'bridge', 'fuzz/regressions', 'scenarios', 'shell-bridge', 'world']

/**
 * `npm run mutants` looks at the survivors as well (with MUTANTS=survivors at them alone), and writes down which there
 * are and the score; a new one needs a reason then. CI believes what is written, and tries all others.
 */
const HUNTED = process.env['MUTANTS'] ?? 'all but survivors'
const WRITES = HUNTED !== 'all but survivors'
const SCORE = join(import.meta.dirname, 'score.json')
const SURVIVORS = join(import.meta.dirname, 'survivors.json')

interface Survivor {
  readonly mutant: string
  readonly why: string
}
const survivors: readonly Survivor[] = JSON.parse(readFileSync(SURVIVORS, 'utf8'))

const mutants = mutantsOf(sites)
const known = new Set(survivors.map(({ mutant }) => mutant))

test.runIf(!WRITES)('a survivor is a mutant that there is, and has a reason', () => {
  const names = new Set(mutants.map(({ name }) => name))
  expect(survivors.filter(({ mutant, why }) => !names.has(mutant) || why === '')).toEqual([])
  expect(known.size).toBe(survivors.length)
})

test.runIf(!WRITES)('the score that is written down is of these mutants', () => {
  expect(JSON.parse(readFileSync(SCORE, 'utf8'))).toEqual(scoreOf(mutants, known))
})

test('every change of a condition is caught, but the survivors', async () => {
  const files = FOLDERS.flatMap((folder) => testsIn(join(TESTS, folder)))
  const traps = await setTraps(await collectFrom(files))
  const hunted = mutants.filter(({ name }) => HUNTED === 'all' || known.has(name) === WRITES)
  const alive = await survivorsOf(hunted, traps)
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

async function survivorsOf(hunted: readonly Mutant[], traps: readonly Trap[]): Promise<readonly string[]> {
  const alive: string[] = []
  for (const mutant of hunted)
    if ((await hunt(mutant, traps)) === undefined) {
      alive.push(mutant.name)
      console.log(`survives: ${mutant.name}`)
    }
  return alive
}

function testsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(folder, name))
}
