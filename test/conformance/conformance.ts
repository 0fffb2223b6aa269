/**
 * `npm run conformance` replays every recording in the model, adds up what long runs, mutants and the kernel's own
 * coverage have told, and writes docs/conformance.json, docs/conformance.md and the figures in README.md. Fails where
 * something differs that nothing explains.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import type { Conformance } from './data.ts'
import { measureKernel, recordedKernels } from './measure.ts'
import { DATA, PAGE, pageOf, README, withBlock } from './pages.ts'
import { readCampaigns } from './read-campaigns.ts'
import { readCoverage, readScore } from './read-figures.ts'
import { unexplained } from './render.ts'

async function main(): Promise<void> {
  const kernels: Conformance['kernels'][number][] = []
  for (const kernel of recordedKernels()) {
    const found = await measureKernel(kernel)
    const { scenarios, worlds } = found
    console.log(
      `${kernel}: ${scenarios.same} of ${scenarios.recorded} labs and ${worlds.same} of ${worlds.recorded} worlds are the same`,
    )
    kernels.push(found)
  }
  const found: Conformance = {
    kernels,
    campaigns: readCampaigns(),
    mutants: readScore(),
    coverage: readCoverage(),
  }
  writeFileSync(DATA, `${JSON.stringify(found, undefined, 1)}\n`)
  writeFileSync(PAGE, pageOf(found))
  writeFileSync(README, withBlock(readFileSync(README, 'utf8'), found))
  const left = unexplained(found)
  for (const line of left) console.log(`unexplained: ${line}`)
  if (left.length > 0) process.exitCode = 1
}

await main()
