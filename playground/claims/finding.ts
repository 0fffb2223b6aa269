import { tellLab } from '../../src/claims/tell.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { blocksOf } from '../lab/blocks.ts'
import { Lab } from '../lab/lab.ts'
import type { Entry } from '../lab/script.ts'
import type { Flight } from '../record/flights.ts'
import type { Recording } from '../record/recording.ts'

/** The smallest world that decides a claim, as a lab that has been run. */
export interface Finding {
  readonly script: string
  readonly entries: readonly Entry[]
  readonly recording: Recording
  /** The frame that the claim is about; undefined where the kernel was asked, or nobody did anything. */
  readonly flight: Flight | undefined
  /** What the lab prints. */
  readonly output: string
  /** The frame's way, rule by rule. */
  readonly story: string | undefined
}

export async function findingOf(script: string): Promise<Finding> {
  const home = defaultTopology.scriptMachine
  const entries = blocksOf(script).map((text) => ({ place: home, text }))
  const recording = await record(entries)
  const { output, story } = await tellLab(script)
  return { script, entries, recording, output, story, flight: decisiveIn(recording, entries) }
}

async function record(entries: readonly Entry[]): Promise<Recording> {
  const silent = () => {}
  const lab = await Lab.boot(defaultTopology, { onOutput: silent, onPrompt: silent, onChange: silent })
  await lab.replay(entries)
  lab.close()
  return lab.recording
}

/** The first frame of the last line that sends one. */
export function decisiveIn({ lines, flights }: Recording, entries: readonly Entry[]): Flight | undefined {
  const line = lines.findLast(({ entry }) => SENDS.test(entries[entry]?.text ?? ''))
  return line && flights.flights.find(({ records }) => (records[0]?.sequence ?? -1) >= line.length)
}

const SENDS = /^(on \w+ )?mausezahn /

/** The commands of a script, which tell it from others: remarks do not. */
export function commandsIn(script: string): string {
  return script
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .join('\n')
}
