import fc from 'fast-check'
import { smallWorlds } from './exhaustive.ts'
import { historiesOn } from './generate-kinds.ts'
import type { KernelBench } from './kernel/kernel-bench.ts'
import { CARE, HASTE, KernelWitness } from './kernel/kernel-witness.ts'
import { KernelPlace } from './kernel/place.ts'
import { PlacePool } from './kernel/place-pool.ts'
import { traitsHere } from './kernel/traits-here.ts'
import type { KernelTraits } from './kernel-traits.ts'
import { type RecordedWorld, RecordingWitness } from './recording-witness.ts'
import { runWorld, type WorldRun } from './run-world.ts'
import { countFreedom, countWorld, newTally, type Tally } from './tally.ts'
import type { Wish } from './wish.ts'

/** Some worlds that are played together. A seed and a number name a random world; the number alone a small one. */
export interface Batch {
  readonly worlds:
    | { readonly kind: 'random'; readonly seed: number; readonly count: number }
    | { readonly kind: 'small'; readonly first: number; readonly count: number }
  /** Date.now() after which no other world is begun. */
  readonly until: number
  readonly traits: KernelTraits
  /** What the kernel did is wanted as well. */
  readonly record: boolean
}

export interface BatchResult {
  readonly tally: Tally
  /** The worlds that came out differently, in order. */
  readonly wrong: readonly Wrong[]
  /** In order; a world for which there was no time is absent. */
  readonly recorded: readonly RecordedWorld[]
}

export interface Wrong {
  /** In its batch. */
  readonly index: number
  readonly run: WorldRun
}

/** Worlds under way at a time: while the kernel takes its time over one, the others go on. */
const UNDER_WAY = 3
/** Places that are being cleared meanwhile. */
const SPARE = 2
/** Worlds that share a place. */
const BENCHES = 4

/** Plays batches, one at a time, and keeps what it needs for that. */
export class BatchRunner {
  private readonly pool = new PlacePool(UNDER_WAY + SPARE, BENCHES)

  async run(batch: Batch): Promise<BatchResult> {
    const worlds = worldsOf(batch)
    const tally = newTally()
    const before = this.pool.rebuilt
    const wrong: Wrong[] = []
    const recorded: RecordedWorld[] = []
    let next = 0
    const isOver = () => next >= worlds.length || Date.now() >= batch.until
    const work = async () => {
      while (!isOver()) {
        const place = await this.pool.take()
        for (const bench of place.benches) {
          if (isOver()) break
          const index = next++
          const { run, record } = await playBelieved(worlds[index]!, bench, batch, tally)
          countWorld(tally, run)
          await bench.end()
          if (record) recorded[index] = record
          if (run.differences.length > 0) wrong.push({ index, run })
        }
        this.pool.give(place)
      }
    }
    await Promise.all(Array.from({ length: UNDER_WAY }, work))
    tally.rebuilt = this.pool.rebuilt - before
    return { tally, wrong: wrong.sort((a, b) => a.index - b.index), recorded: recorded.filter(Boolean) }
  }

  close(): Promise<void> {
    return this.pool.close()
  }
}

function worldsOf({ worlds, traits }: Batch): readonly (readonly Wish[])[] {
  if (worlds.kind === 'random')
    return fc.sample(historiesOn(traits), { seed: worlds.seed, numRuns: worlds.count })
  return allSmallWorlds().slice(worlds.first, worlds.first + worlds.count)
}

let small: readonly (readonly Wish[])[] | undefined
export function allSmallWorlds(): readonly (readonly Wish[])[] {
  small ??= [...smallWorlds()]
  return small
}

interface Played {
  readonly run: WorldRun
  readonly record: RecordedWorld | undefined
}

/** A difference is believed only when it shows again on a fresh bench, with time to settle after each step. */
async function playBelieved(
  wishes: readonly Wish[],
  bench: KernelBench,
  { record, traits }: Batch,
  tally: Tally,
): Promise<Played> {
  const first = await play(wishes, new KernelWitness(bench, HASTE, traits), traits, record)
  if (first.run.differences.length === 0) return first
  const again = await playFresh(wishes, traits, record)
  if (again.run.differences.length === 0) countFreedom(tally, 'haste')
  return again
}

async function play(
  wishes: readonly Wish[],
  kernel: KernelWitness,
  traits: KernelTraits,
  record: boolean,
): Promise<Played> {
  if (!record) return { run: await runWorld(wishes, kernel, traits), record: undefined }
  const witness = new RecordingWitness(kernel)
  return { run: await runWorld(wishes, witness, traits), record: witness.recorded }
}

async function playFresh(wishes: readonly Wish[], traits: KernelTraits, record: boolean): Promise<Played> {
  const place = new KernelPlace(1)
  try {
    return await play(wishes, new KernelWitness(place.benches[0]!, CARE, traits), traits, record)
  } finally {
    place.close()
  }
}

/** On a bench of its own, with time to settle. */
export async function runFresh(wishes: readonly Wish[], traits = traitsHere()): Promise<WorldRun> {
  return (await playFresh(wishes, traits, false)).run
}
