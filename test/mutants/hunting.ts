import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { collectFrom } from './collect.ts'
import { hunt, type Mutant, mutantsOf, setTraps } from './hunt.ts'
import { sites } from './sources.ts'

const TESTS = join(import.meta.dirname, '..')
/** Rule tests, what the fuzzer has found, replays of recordings. */
const FOLDERS = ['rules', 'bridge', 'fuzz/regressions', 'scenarios', 'shell-bridge', 'world']

/**
 * `npm run mutants` looks at the survivors as well (with MUTANTS=survivors at them alone), and writes down which there
 * are and the score; a new one needs a reason then. CI believes what is written, and tries all others.
 */
const HUNTED = process.env['MUTANTS'] ?? 'all but survivors'
export const WRITES = HUNTED !== 'all but survivors'
export const SURVIVORS = join(import.meta.dirname, 'survivors.json')

export interface Survivor {
  readonly mutant: string
  readonly why: string
}
export const survivors: readonly Survivor[] = JSON.parse(readFileSync(SURVIVORS, 'utf8'))
export const known: ReadonlySet<string> = new Set(survivors.map(({ mutant }) => mutant))

export const mutants = mutantsOf(sites)
export const hunted = mutants.filter(({ name }) => HUNTED === 'all' || known.has(name) === WRITES)

/** Nobody tells them from the original. */
export async function survivorsOf(some: readonly Mutant[]): Promise<readonly string[]> {
  const traps = await setTraps(await collectFrom(FOLDERS.flatMap((folder) => testsIn(join(TESTS, folder)))))
  const alive: string[] = []
  for (const mutant of some)
    if ((await hunt(mutant, traps)) === undefined) {
      alive.push(mutant.name)
      console.log(`survives: ${mutant.name}`)
    }
  return alive
}

/** Two programs share the work, a processor each. */
export function half(which: 0 | 1): readonly Mutant[] {
  return hunted.filter((_, index) => index % 2 === which)
}

function testsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(folder, name))
}
