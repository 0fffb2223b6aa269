import { toHex } from '../frame/frame.ts'
import { runOnKernel } from '../harness/kernel.ts'
import type { ObservedFrame } from '../harness/observation.ts'
import type { Topology } from '../topology/topology.ts'
import { frameBytes } from './frame-bytes.ts'
import { handScript } from './lab-script.ts'
import type { Step } from './step.ts'

/** What a history did when it was typed as commands, without anything of the bench. */
export interface HandReplay {
  readonly steps: readonly HandStep[]
  /** Links, neighbours and tables at the end, as the tools print them. */
  readonly shown: readonly string[]
}

export interface HandStep {
  /** `ok`, or the words of the tool that failed. */
  readonly said: string
  /** `m0 host` */
  readonly seen: readonly string[]
}

const ALONE: Topology = {
  name: 'alone',
  machines: [{ kind: 'linux', name: 'host', exec: [], filtering: false }],
  cables: [],
  scriptMachine: 'host',
  modules: 'none',
}

/** Before a counterexample is believed, the real tools have their say. A text: why they cannot. */
export async function playByHand(steps: readonly Step[]): Promise<HandReplay | string> {
  const script = { name: 'fuzz.sh', text: handScript(steps) }
  const run = await runOnKernel({ topology: ALONE, script, limits: { seconds: 120 } })
  if (run.outcome !== 'ended') return run.message
  const { stdout, trace } = run.observation
  const [played, shown] = stdout.split(/^shown$/m)
  const [start, ...parts] = played!.split(/^step \d+ /m)
  const begin = Number(/^start (\d+)/.exec(start!)?.[1])
  const times = parts.map((part) => Number.parseInt(part, 10) - begin)
  return {
    steps: parts.map((part, at) => ({
      said: saidIn(part),
      seen: seenBetween(trace, steps[at]!, times[at]!, times[at + 1] ?? Number.POSITIVE_INFINITY),
    })),
    shown: (shown ?? '').trim().split('\n'),
  }
}

function saidIn(part: string): string {
  const [, text, status] = /^\d+\n([\s\S]*)status (\d+)$/m.exec(part) ?? []
  return status === '0' ? 'ok' : (text ?? '').trim().replaceAll('\n', '; ') || `status ${status}`
}

function seenBetween(trace: readonly ObservedFrame[], step: Step, from: number, to: number): string[] {
  if (step.do !== 'send') return []
  const sent = toHex(frameBytes(step))
  return trace
    .filter(({ time, frame }) => time >= from && time < to && frame === sent)
    .map(({ dev, type }) => `${dev} ${type}`)
}
