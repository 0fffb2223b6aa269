import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readLab } from '../../src/cli/labs.ts'
import type { KernelTraits } from '../../src/fuzz/kernel-traits.ts'
import { ModelBench } from '../../src/fuzz/model-bench.ts'
import { readRecording as readWorlds, traitsOf } from '../../src/fuzz/recording.ts'
import type { RecordedWorld } from '../../src/fuzz/recording-witness.ts'
import { replayWorlds } from '../../src/fuzz/replay.ts'
import { compare } from '../../src/harness/compare.ts'
import { worldLike } from '../../src/harness/kernel-facts.ts'
import { withoutLateStates } from '../../src/harness/link-state-words.ts'
import { namedMacs } from '../../src/harness/normalise.ts'
import { isRecordingOf, readRecording } from '../../src/harness/recording.ts'
import { simulate } from '../../src/harness/simulate.ts'
import type { KernelConformance } from './data.ts'
import { Edges } from './edges.ts'

const RECORDED = 'test/kernel/recorded'
const WORLDS = 'fuzz.jsonl.gz'

/** Oldest first. */
export function recordedKernels(): readonly string[] {
  return readdirSync(RECORDED)
    .filter((kernel) => readdirSync(join(RECORDED, kernel)).length > 0)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
}

/** The recordings of scenarios that a kernel has. */
export function scenarioRecordings(kernel: string): readonly string[] {
  const folder = join(RECORDED, kernel)
  const files = readdirSync(folder).filter((name) => /\.json(\.gz)?$/.test(name))
  return files.sort().map((name) => join(folder, name))
}

/** Plays everything that was recorded on a kernel in the model that behaves as that kernel. */
export async function measureKernel(kernel: string): Promise<KernelConformance> {
  const edges = new Edges()
  const scenarios = await measureScenarios(kernel, edges)
  const worlds = await measureWorlds(kernel, edges)
  return {
    kernel,
    releases: [...new Set([...scenarios.releases, ...worlds.releases])].sort(),
    iproute2: [...new Set(scenarios.iproute2)].sort(),
    scenarios: { recorded: scenarios.recorded, same: scenarios.recorded - scenarios.unexplained.length },
    worlds: worlds.figures,
    unexplained: [...scenarios.unexplained, ...worlds.unexplained],
    answers: edges.answers(),
  }
}

async function measureScenarios(kernel: string, edges: Edges) {
  const files = scenarioRecordings(kernel)
  const unexplained: string[] = []
  const [releases, iproute2] = [[] as string[], [] as string[]]
  for (const file of files) {
    const recording = readRecording(file)
    releases.push(recording.kernel.release)
    iproute2.push(recording.kernel.iproute2)
    const name = basename(file).replace(/\.json(\.gz)?$/, '')
    const { script, topology } = readLab(`test/scenarios/${name}.sh`, undefined)
    if (!isRecordingOf(recording, script.text, topology)) {
      unexplained.push(`${name}: the recording is of another script`)
      continue
    }
    const model = await simulate({ script, topology, world: worldLike(recording.kernel) })
    const [ours, theirs] = [model.observation, recording.observation].map((one) =>
      withoutLateStates(one, model.world.kernel),
    )
    const differences = compare(ours!, theirs!, namedMacs(topology, script.text))
    if (differences.length === 0) edges.add(model.world)
    else unexplained.push(`${name}: ${differences.map(({ where }) => where).join(', ')}`)
  }
  return { recorded: files.length, unexplained, releases, iproute2 }
}

async function measureWorlds(kernel: string, edges: Edges) {
  const file = join(RECORDED, kernel, WORLDS)
  const nothing = { recorded: 0, same: 0, frames: 0, sightings: 0 }
  if (!existsSync(file)) return { figures: nothing, unexplained: [], releases: [] }
  const { header, worlds } = await readWorlds(file)
  const traits = traitsOf(header)
  const { frames, sightings, differences } = await replayWorlds(worlds, traits)
  const wrong = new Set(differences.map(({ path }) => Number(path)))
  for (const [index, world] of worlds.entries()) if (!wrong.has(index)) walk(world, traits, edges)
  return {
    figures: { recorded: worlds.length, same: worlds.length - wrong.size, frames, sightings },
    unexplained: differences.map(({ path, run }) => `world ${path}: ${run.differences[0]}`),
    releases: [header.release],
  }
}

function walk(world: RecordedWorld, traits: KernelTraits, edges: Edges): void {
  const bench = new ModelBench(undefined, traits)
  for (const { step } of world) {
    bench.apply(step)
    edges.add(bench.world)
  }
}
