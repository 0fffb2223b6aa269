import { compare, formatDifferences } from '../harness/compare.ts'
import { runOnKernel } from '../harness/kernel.ts'
import { hasModule, worldLike } from '../harness/kernel-facts.ts'
import { withoutLateStates } from '../harness/link-state-words.ts'
import { namedMacs } from '../harness/normalise.ts'
import { simulate } from '../harness/simulate.ts'
import { CannotRun } from './cannot-run.ts'
import { type Lab, readLab } from './labs.ts'

type Verdict = 'same' | 'different' | 'passed over' | 'could not run'

/**
 * `macvlan-lab verify`: 0 no differences, 1 some, 2 a script could not be run. What needs a module that this kernel
 * does not have is passed over, which is no failure of either.
 */
export async function verify(
  scripts: readonly string[],
  topology: string | undefined,
  ipv6 = false,
): Promise<number> {
  const verdicts: Verdict[] = []
  for (const script of scripts) verdicts.push(await verifyOne(script, topology, ipv6))
  const count = (verdict: Verdict) => verdicts.filter((one) => one === verdict).length
  const passedOver = count('passed over')
  process.stdout.write(
    `${count('same')} of ${scripts.length} the same on this kernel, ${count('different')} different, ${passedOver > 0 ? `${passedOver} passed over, ` : ''}${count('could not run')} could not run\n`,
  )
  return verdicts.includes('could not run') ? 2 : verdicts.includes('different') ? 1 : 0
}

async function verifyOne(script: string, topology: string | undefined, ipv6: boolean): Promise<Verdict> {
  try {
    const lab = readLab(script, topology, ipv6)
    const missing = lab.needs.filter((module) => !hasModule(module))
    if (missing.length > 0) {
      process.stdout.write(`passed over  ${script}: this kernel has no ${missing.join(', ')}\n`)
      return 'passed over'
    }
    const report = (await differencesOf(lab)) && (await differencesAgain(script, lab))
    process.stdout.write(report === '' ? `same       ${script}\n` : `different  ${script}\n${report}`)
    return report === '' ? 'same' : 'different'
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error
    process.stdout.write(`could not run  ${script}\n`)
    process.stderr.write(`macvlan-lab: ${error.message}\n`)
    return 'could not run'
  }
}

/**
 * A difference is believed when it shows again. A kernel is free in some things, of which the chance that two groups
 * share a bit of a macvlan's filter is one: each new device has it anew.
 */
async function differencesAgain(script: string, lab: Lab): Promise<string> {
  const report = await differencesOf(lab)
  if (report === '') process.stdout.write(`${script}: a first run was different, and the second is not\n`)
  return report
}

async function differencesOf({ script, topology, ipv6 }: Lab): Promise<string> {
  if (topology.machines.some((machine) => machine.kind === 'linux' && machine.filtering))
    throw new CannotRun(`${script.name}: a kernel run has no NIC that filters, only veths`)
  const kernel = await runOnKernel({ topology, script, ipv6 })
  if (kernel.outcome !== 'ended') throw new CannotRun(`${script.name}: ${kernel.message}`)
  const world = { ...worldLike(kernel.kernel), ipv6 }
  const model = await simulate({ topology, script, world })
  const both = [model.observation, kernel.observation] as const
  const [ours, theirs] = both.map((one) => withoutLateStates(one, model.world.kernel))
  const differences = compare(ours!, theirs!, namedMacs(topology, script.text))
  return formatDifferences(differences, 'simulator', `kernel ${kernel.kernel.release}`)
}
