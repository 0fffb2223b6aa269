import type { KernelVersion } from '../device/kernel-version.ts'
import { journeysOf } from '../explain/journeys.ts'
import { tellJourney } from '../explain/story.ts'
import { runLab } from '../shell/lab.ts'
import { traceLoss, traceRecords } from '../world/tracing.ts'
import type { Lab } from './labs.ts'

/** `macvlan-lab explain`: the script's output, then the story of each frame. */
export async function explain(
  { script, topology, ipv6 }: Lab,
  kernel: KernelVersion | undefined,
): Promise<number> {
  const { status, world } = await runLab({
    topology,
    script,
    world: { ipv6, trace: true, ...(kernel !== undefined && { kernel }) },
    onOutput: (stream, bytes) => process[stream].write(Buffer.from(bytes, 'latin1')),
  })
  if (world.trace === undefined) throw new Error('the trace was lost')
  const journeys = journeysOf(traceRecords(world.trace))
  process.stdout.write(journeys.length === 0 ? '\nNo frame was sent.\n' : '\n')
  for (const journey of journeys) process.stdout.write(`${tellJourney(journey)}\n`)
  const loss = traceLoss(world.trace)
  if (loss !== undefined) process.stderr.write(`macvlan-lab: ${loss}\n`)
  return status
}
