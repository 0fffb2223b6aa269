/**
 * `record-worlds SEED WORLDS FILE` plays random worlds on this kernel and writes down what it did, whatever the model
 * thinks of it: the replay tells that, on any machine. Runs inside the booted kernels.
 */
import { mkdirSync } from 'node:fs'
import { release } from 'node:os'
import { dirname } from 'node:path'
import { BatchRunner } from '../../src/fuzz/batch.ts'
import { traitsHere } from '../../src/fuzz/kernel/traits-here.ts'
import { headerTraits, RecordingFile } from '../../src/fuzz/recording.ts'

/** As many as a campaign of `macvlan-lab fuzz` takes from one seed, so that both play the same worlds. */
const BATCH = 200

async function main(seed: number, worlds: number, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true })
  const traits = traitsHere()
  const file = new RecordingFile(path, { release: release(), seed, ...headerTraits(traits) })
  const runner = new BatchRunner()
  const started = performance.now()
  let different = 0
  for (let first = 0; first < worlds; first += BATCH) {
    const count = Math.min(BATCH, worlds - first)
    const { recorded, wrong } = await runner.run({
      worlds: { kind: 'random', seed: seed + first / BATCH, count },
      until: Number.POSITIVE_INFINITY,
      traits,
      record: true,
    })
    file.add(recorded)
    different += wrong.length
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    console.log(`kernels: ${first + count} worlds, ${different} unlike the model, after ${seconds} s`)
  }
  await file.close()
  await runner.close()
}

const [seed, worlds, path] = process.argv.slice(2)
await main(Number(seed), Number(worlds), path!)
