/**
 * What the kernel with counters plays, inside it: labs, random worlds, small worlds. What comes of them is of no
 * interest: such a kernel loses queued frames now and then.
 */
import { readLab } from '../../src/cli/labs.ts'
import { allSmallWorlds, BatchRunner } from '../../src/fuzz/batch.ts'
import { traitsHere } from '../../src/fuzz/kernel/traits-here.ts'
import { runOnKernel } from '../../src/harness/kernel.ts'

const BATCH = 20
const SECONDS = 60

const [random, small, ...labs] = process.argv.slice(2)

for (const file of labs) {
  const { outcome } = await runOnKernel({ ...readLab(file, undefined), limits: { seconds: SECONDS } })
  console.log(`coverage: ${file} ${outcome}`)
}
await playWorlds('random', 1, Number(random))
await playWorlds('small', allSmallWorlds().length - Number(small), Number(small))

async function playWorlds(kind: 'random' | 'small', first: number, worlds: number): Promise<void> {
  const runner = new BatchRunner()
  const rest = { until: Number.POSITIVE_INFINITY, traits: traitsHere(), record: false }
  for (let done = 0; done < worlds; done += BATCH) {
    const count = Math.min(BATCH, worlds - done)
    const batch =
      kind === 'random' ? { kind, seed: first + done, count } : { kind, first: first + done, count }
    await runner.run({ worlds: batch, ...rest })
    console.log(`coverage: ${done + count} ${kind} worlds`)
  }
  await runner.close()
}
