/**
 * `npm run record [SCENARIO...]` runs scenarios on this machine's kernel and writes down what it did, for machines
 * that cannot: test/kernel/recorded/KERNEL/NAME.json. A recording that still holds is left as it is. One that is to
 * be written must come out the same twice, or the same as on another kernel; `--once` asks for neither, where the
 * clock counts instructions (test/kernel/qemu.ts), so that the second run would be the first over again.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { type Lab, readLab } from '../../src/cli/labs.ts'
import { compare, formatDifferences } from '../../src/harness/compare.ts'
import { type KernelRun, runOnKernel } from '../../src/harness/kernel.ts'
import { hasModule } from '../../src/harness/kernel-facts.ts'
import { namedMacs } from '../../src/harness/normalise.ts'
import type { Observation } from '../../src/harness/observation.ts'
import {
  isRecordingOf,
  makeRecording,
  type Recording,
  recordingPath,
  writeRecording,
} from '../../src/harness/recording.ts'
import { scenarioFiles } from '../scenarios/scenario-files.ts'
import { directoryOf, recordedOf } from './recordings.ts'

const once = process.argv.includes('--once')

type Ended = Extract<KernelRun, { readonly outcome: 'ended' }>

async function main(given: readonly string[]): Promise<void> {
  for (const file of given.length > 0 ? given : scenarioFiles()) {
    const outcome = await record(file).catch((error: Error) => error.message)
    console.log(`${outcome.padEnd(12)} ${file}`)
    if (!FINE.includes(outcome)) process.exitCode = 1
  }
}

/** `passed over`: it needs what this kernel does not have. */
const FINE: readonly string[] = ['unchanged', 'recorded', 'passed over']

async function record(file: string): Promise<'unchanged' | 'recorded' | 'passed over' | 'different'> {
  const lab = readLab(file, undefined)
  if (!lab.needs.every(hasModule)) return 'passed over'
  const first = await run(lab)
  const path = recordingPath(directoryOf(file), first.kernel.release, file)
  const old = recordedOf(file, first.kernel.release)
  if (old && isRecordingOf(old, lab.script.text, lab.topology) && holds(old, first, lab)) return 'unchanged'
  const differences =
    once || isAsElsewhere(file, lab, first.observation)
      ? []
      : differencesOf(lab, first.observation, (await run(lab)).observation)
  if (differences.length > 0) {
    console.log(formatDifferences(differences, 'first run', 'second run'))
    return 'different'
  }
  for (const stale of [path, `${path}.gz`]) rmSync(stale, { force: true })
  writeRecording(path, makeRecording(lab.script.text, lab.topology, first.kernel, first.observation))
  return 'recorded'
}

async function run({ script, topology }: Lab): Promise<Ended> {
  const ended = await runOnKernel({ topology, script })
  if (ended.outcome !== 'ended') throw new Error(`${script.name}: ${ended.message}`)
  return ended
}

/** Another kernel did the same: that is as good as doing it twice. */
function isAsElsewhere(file: string, lab: Lab, observation: Observation): boolean {
  const directory = directoryOf(file)
  if (!existsSync(directory)) return false
  return readdirSync(directory).some((version) => {
    const other = recordedOf(file, version)
    return (
      other !== undefined &&
      isRecordingOf(other, lab.script.text, lab.topology) &&
      differencesOf(lab, other.observation, observation).length === 0
    )
  })
}

function holds(old: Recording, { kernel, observation }: Ended, lab: Lab): boolean {
  const sameTools = old.kernel.modules === kernel.modules && old.kernel.iproute2 === kernel.iproute2
  return sameTools && differencesOf(lab, old.observation, observation).length === 0
}

function differencesOf({ topology, script }: Lab, left: Observation, right: Observation) {
  return compare(left, right, namedMacs(topology, script.text))
}

await main(process.argv.slice(2).filter((word) => word !== '--once'))
