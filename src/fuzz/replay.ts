import type { Report } from './campaign.ts'
import type { KernelTraits } from './kernel-traits.ts'
import { RecordedWitness } from './recorded-witness.ts'
import type { RecordedWorld } from './recording-witness.ts'
import { runWorld } from './run-world.ts'
import { countWorld, newTally } from './tally.ts'

/** What the model makes of worlds that a kernel has played. */
export async function replayWorlds(
  worlds: readonly RecordedWorld[],
  traits: KernelTraits,
  most = Number.POSITIVE_INFINITY,
): Promise<Report> {
  const report: Report = { ...newTally(), differences: [] }
  for (const [index, world] of worlds.entries()) {
    const steps = world.map(({ step }) => step)
    const run = await runWorld(steps, new RecordedWitness(world), traits)
    countWorld(report, run)
    const left = steps.slice(run.steps.length)
    const differences =
      run.differences.length > 0 || left.length === 0
        ? run.differences
        : [`the model has no device for ${left.length} of the steps`]
    if (differences.length > 0)
      report.differences.push({ seed: 0, path: `${index}`, run: { ...run, differences } })
    if (report.differences.length >= most) break
  }
  return report
}
