import { runFresh } from '../../src/fuzz/batch.ts'
import { HASTE, KernelWitness } from '../../src/fuzz/kernel/kernel-witness.ts'
import { PlacePool } from '../../src/fuzz/kernel/place-pool.ts'
import { runWorld } from '../../src/fuzz/run-world.ts'
import type { Wish } from '../../src/fuzz/wish.ts'

const BENCHES = 8

/**
 * Plays histories on this machine's kernel, beside the model: a line for each thing that came out differently. Every
 * answer, sighting, counter and table is compared, so that what is true of the model's plays is true of the kernel's.
 */
export async function differencesOnKernel(
  histories: readonly (readonly Wish[])[],
): Promise<readonly string[]> {
  const pool = new PlacePool(2, BENCHES)
  const differences: string[] = []
  const left = [...histories]
  try {
    while (left.length > 0) {
      const place = await pool.take()
      for (const bench of place.benches) {
        const history = left.shift()
        if (history !== undefined)
          differences.push(...(await differencesOf(history, new KernelWitness(bench, HASTE))))
      }
      pool.give(place)
    }
  } finally {
    await pool.close()
  }
  return differences
}

/** One that does not show again on a fresh bench, with time to settle, was haste. */
async function differencesOf(history: readonly Wish[], kernel: KernelWitness): Promise<readonly string[]> {
  const { differences } = await runWorld(history, kernel)
  if (differences.length === 0) return []
  return (await runFresh(history)).differences.map((line) => `${line}, after ${JSON.stringify(history)}`)
}
