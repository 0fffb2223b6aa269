import type { KernelVersion } from '../device/kernel-version.ts'
import { journeysOf } from '../explain/journeys.ts'
import { tellJourney } from '../explain/story.ts'
import { runLab } from '../shell/lab.ts'
import { decode, encode } from '../shell/system/bytes.ts'
import { defaultTopology } from '../topology/topology.ts'
import { traceRecords } from '../world/tracing.ts'
import type { Verdict } from './search.ts'

/** `never contradicted in 2000 worlds`: what a search has found, in words. */
export function tellVerdict({ kind, worlds, fit }: Verdict): string {
  const tried = `${fit} of ${worlds} worlds`
  switch (kind) {
    case 'holds':
      return `holds: never contradicted in ${tried} that fit its circumstances`
    case 'counterexample':
      return `wrong: here is the smallest world found that contradicts it, among ${worlds} tried`
    case 'example':
      return `true: here is the smallest world found in which it happens, among ${worlds} tried`
    case 'no example':
      return `not seen: it never happened in ${tried} that fit its circumstances`
    case 'no such world':
      return `empty: none of ${worlds} worlds fits its circumstances`
    case 'stopped':
      return `stopped after ${worlds} worlds; nothing found so far`
  }
}

export interface LabStory {
  /** What the lab prints, in the simulator. */
  readonly output: string
  /** The way of the last frame, and each rule that it met; undefined where none was sent. */
  readonly story: string | undefined
}

/** Runs a claim's lab in the simulator, and tells why it came out as it did. */
export async function tellLab(lab: string, kernel?: KernelVersion): Promise<LabStory> {
  let output = ''
  const { world } = await runLab({
    topology: defaultTopology,
    script: { name: 'claim.sh', text: encode(lab) },
    world: { trace: true, ...(kernel && { kernel }) },
    onOutput: (_stream, bytes) => {
      output += bytes
    },
  })
  const last = journeysOf(traceRecords(world.trace!)).at(-1)
  return { output: decode(output), story: last && tellJourney(last) }
}
