import type { Evidence, RuleEvidence } from '../lab/evidence.ts'
import { Lab } from '../lab/lab.ts'
import type { GalleryLab, LabFile } from '../lab/lab-file.ts'
import { topicsOf } from '../lab/topics.ts'
import { thumbnailOf } from '../picture/thumbnail.ts'
import type { Beat, Flight } from '../record/flights.ts'
import type { Recording } from '../record/recording.ts'

/** A scenario as it went when the page was built. */
export interface ScenarioRun {
  readonly file: LabFile
  readonly recording: Recording
}

export async function runScenario(file: LabFile): Promise<ScenarioRun> {
  const silent = () => {}
  const lab = await Lab.boot(file.topology, { onOutput: silent, onPrompt: silent, onChange: silent })
  for (const block of file.blocks) await lab.run(file.topology.scriptMachine, block)
  lab.close()
  return { file, recording: lab.recording }
}

export function galleryLab({ file, recording }: ScenarioRun): GalleryLab {
  const shown = mostTelling(recording)
  const scene = recording.sceneAt(shown[0]?.first ?? Infinity)
  const topics = topicsOf(file.blocks.join('\n'), recording)
  return { ...file, topics, thumbnail: thumbnailOf(scene, shown) }
}

/** The movements of the frame that got about most. */
function mostTelling({ flights }: Recording): readonly Beat[] {
  const beats = new Map<Flight, Beat[]>()
  for (const beat of flights.beats) beats.set(beat.flight, [...(beats.get(beat.flight) ?? []), beat])
  const weigh = (all: readonly Beat[]) => all.reduce((sum, { moves }) => sum + moves.length, 0)
  return [...beats.values()].reduce((best, one) => (weigh(one) > weigh(best) ? one : best), [])
}

/** For each rule, the scenarios in which a frame met it, and the kernels that did the same there. */
export function evidenceOf(runs: readonly ScenarioRun[]): Evidence {
  const found = new Map<string, { kernels: Set<string>; scenarios: string[] }>()
  for (const { file, recording } of runs) {
    if (!file.kernels?.length) continue
    for (const rule of rulesMet(recording)) {
      const known = found.get(rule) ?? { kernels: new Set<string>(), scenarios: [] }
      for (const kernel of file.kernels) known.kernels.add(kernel)
      known.scenarios.push(file.name)
      found.set(rule, known)
    }
  }
  return Object.fromEntries([...found].map(([rule, known]) => [rule, sorted(known)]))
}

function sorted({ kernels, scenarios }: { kernels: Set<string>; scenarios: string[] }): RuleEvidence {
  return { kernels: [...kernels].sort(new Intl.Collator('en', { numeric: true }).compare), scenarios }
}

function rulesMet({ flights }: Recording): Set<string> {
  const decisions = flights.flights.flatMap(({ records }) =>
    records.filter(({ kind }) => kind === 'decision'),
  )
  return new Set(decisions.map((one) => (one.kind === 'decision' ? one.rule : '')))
}
