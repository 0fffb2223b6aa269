import fc from 'fast-check'
import { smallWorlds } from './exhaustive.ts'
import type { Freedom } from './freedoms.ts'
import { history } from './generate.ts'
import type { KernelBench } from './kernel/kernel-bench.ts'
import { CARE, HASTE, KernelWitness } from './kernel/kernel-witness.ts'
import { KernelPlace } from './kernel/place.ts'
import { PlacePool } from './kernel/place-pool.ts'
import { runWorld, type WorldRun } from './run-world.ts'
import type { Wish } from './wish.ts'

export interface Tally {
  worlds: number
  steps: number
  frames: number
  sightings: number
  /** How often the kernel made use of a freedom. */
  readonly freedoms: Partial<Record<Freedom['id'], number>>
  /** Benches that a world had left beyond repair. */
  rebuilt: number
  readonly differences: Difference[]
}

export interface Difference {
  /** Replays the world: `--seed` and the number of the world in its batch. */
  readonly seed: number
  readonly path: string
  readonly run: WorldRun
}

export interface Limits {
  readonly seed: number
  readonly worlds: number
  /** By performance.now(). */
  readonly until: number
  /** Differences after which it is enough. */
  readonly differences: number
}

const BATCH = 200
/** Worlds under way at a time: while the kernel takes its time over one, the others go on. */
const WORKERS = 4
/** Places that are being cleared meanwhile. */
const SPARE = 2
/** Worlds that share a place. */
const BENCHES = 8

const newTally = (): Tally => ({
  worlds: 0,
  steps: 0,
  frames: 0,
  sightings: 0,
  freedoms: {},
  rebuilt: 0,
  differences: [],
})

/** Random worlds until a limit is reached. `progress` is told after each batch. */
export async function runCampaign(limits: Limits, progress: (tally: Tally) => void): Promise<Tally> {
  const tally = newTally()
  const pool = new PlacePool(WORKERS + SPARE, BENCHES)
  try {
    for (let seed = limits.seed; !isOver(tally, limits); seed = (seed + 1) | 0) {
      const numRuns = Math.min(BATCH, limits.worlds - tally.worlds)
      const worlds = fc.sample(history, { seed, numRuns })
      const wrong = await runBatch(worlds, pool, tally, limits.until)
      for (const one of wrong.slice(0, limits.differences - tally.differences.length))
        tally.differences.push(await shrink(seed, one))
      tally.rebuilt = pool.rebuilt
      progress(tally)
    }
  } finally {
    await pool.close()
  }
  return tally
}

/** Every small world, or as many as there is time for. */
export async function runExhaustive(until: number, progress: (tally: Tally) => void): Promise<Tally> {
  const tally = newTally()
  const pool = new PlacePool(WORKERS + SPARE, BENCHES)
  const all = [...smallWorlds()]
  try {
    for (let first = 0; first < all.length && performance.now() < until; first += BATCH) {
      const worlds = all.slice(first, first + BATCH)
      for (const { index, run } of await runBatch(worlds, pool, tally, until))
        tally.differences.push({ seed: 0, path: `${first + index}`, run })
      progress(tally)
    }
  } finally {
    await pool.close()
  }
  return tally
}

function isOver(tally: Tally, { worlds, until, differences }: Limits): boolean {
  return tally.worlds >= worlds || performance.now() >= until || tally.differences.length >= differences
}

/** A world that came out differently, by its number in the batch. */
interface Wrong {
  readonly index: number
  readonly run: WorldRun
}

/** The worlds that came out differently, in order. */
async function runBatch(
  worlds: readonly (readonly Wish[])[],
  pool: PlacePool,
  tally: Tally,
  until: number,
): Promise<readonly Wrong[]> {
  const wrong: Wrong[] = []
  let next = 0
  const work = async () => {
    while (next < worlds.length && performance.now() < until) {
      const place = await pool.take()
      for (const bench of place.benches) {
        if (next >= worlds.length || performance.now() >= until) break
        const index = next++
        const run = await runBelieved(worlds[index]!, bench, tally)
        count(tally, run)
        if (run.differences.length > 0) wrong.push({ index, run })
      }
      pool.give(place)
    }
  }
  await Promise.all(Array.from({ length: WORKERS }, work))
  return wrong.sort((a, b) => a.index - b.index)
}

/** A difference is believed only when it shows again on a fresh bench, with time to settle after each step. */
async function runBelieved(wishes: readonly Wish[], bench: KernelBench, tally: Tally): Promise<WorldRun> {
  const run = await runWorld(wishes, new KernelWitness(bench, HASTE))
  if (run.differences.length === 0) return run
  const again = await runFresh(wishes)
  if (again.differences.length === 0) tally.freedoms.haste = (tally.freedoms.haste ?? 0) + 1
  return again
}

export async function runFresh(wishes: readonly Wish[]): Promise<WorldRun> {
  const place = new KernelPlace(1)
  try {
    return await runWorld(wishes, new KernelWitness(place.benches[0]!, CARE))
  } finally {
    place.close()
  }
}

function count(tally: Tally, run: WorldRun): void {
  tally.worlds++
  tally.steps += run.steps.length
  tally.frames += run.frames
  tally.sightings += run.sightings
  tally.freedoms.order = (tally.freedoms.order ?? 0) + run.reordered
  tally.freedoms.collision = (tally.freedoms.collision ?? 0) + run.collisions
}

/** The smallest history that still comes out differently; the first one if it does not do so again. */
async function shrink(seed: number, { index, run: first }: Wrong): Promise<Difference> {
  const property = fc.asyncProperty(
    history,
    async (wishes) => (await runFresh(wishes)).differences.length === 0,
  )
  const { counterexample, counterexamplePath } = await fc.check(property, { seed, path: String(index) })
  const last = counterexample?.[0] && (await runFresh(counterexample[0]))
  const again = last !== undefined && last.differences.length > 0
  return { seed, path: counterexamplePath ?? String(index), run: again ? last : first }
}
