import { type KernelRun, type KernelRunOptions, runOnKernel } from '../../src/harness/kernel.ts'
import type { Observation } from '../../src/harness/observation.ts'
import { defaultTopology } from '../../src/topology/topology.ts'

/** Why this machine cannot run labs; undefined if it can. In CI it must: there a refusal fails the tests. */
export const kernelRefusal = await refusal()

async function refusal(): Promise<string | undefined> {
  const run = await runOnKernel({ topology: defaultTopology, script: { name: 'true.sh', text: 'true\n' } })
  if (run.outcome === 'ended') return undefined
  if (process.env['CI']) throw new Error(`the kernel run was refused: ${run.message}`)
  return run.message
}

type Rest = Partial<Omit<KernelRunOptions, 'script'>>

export function tryLab(text: string, rest: Rest = {}, name = 'lab.sh'): Promise<KernelRun> {
  return runOnKernel({ topology: defaultTopology, script: { name, text }, ...rest })
}

export async function runLab(text: string, rest: Rest = {}, name = 'lab.sh'): Promise<Observation> {
  const run = await tryLab(text, rest, name)
  if (run.outcome !== 'ended') throw new Error(run.message)
  return run.observation
}
