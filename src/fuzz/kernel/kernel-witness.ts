import { frameBytes } from '../frame-bytes.ts'
import type { Outcome, Step } from '../step.ts'
import type { Foretold, State, WhereIs, Witness } from '../witness.ts'
import type { KernelBench } from './kernel-bench.ts'

/** How long to wait for frames, in milliseconds. */
export interface Patience {
  /** For what the model foretells. */
  readonly foretold: number
  /** For what it does not, where a work queue is at work. */
  readonly queued: number
  /** And where there is none. */
  readonly more: number
}
export const HASTE: Patience = { foretold: 100, queued: 0.06, more: 0 }
/** A machine may be so busy that its work queues wait for a tenth of a second. */
export const CARE: Patience = { foretold: 1000, queued: 200, more: 5 }

/** This machine's kernel. */
export class KernelWitness implements Witness {
  private readonly bench: KernelBench
  private readonly patience: Patience
  /** No more than counters and what switches learn has changed since the last time that all was asked for. */
  private onlyFrames = false

  constructor(bench: KernelBench, patience: Patience) {
    this.bench = bench
    this.patience = patience
  }

  async play(step: Step, foretold: Foretold, whereIs: WhereIs): Promise<Outcome> {
    if (step.do !== 'send') this.onlyFrames = false
    const reply = await this.bench.request(step, whereIs)
    return { reply, seen: this.listen(step, foretold) }
  }

  state(names: readonly string[], whereIs: WhereIs): State {
    const { links, tables } = this.bench
    if (this.onlyFrames) return { views: links.count(names, whereIs), tables: tables.askSwitches() }
    this.onlyFrames = true
    return { views: links.ask(names, whereIs), tables: tables.ask() }
  }

  private listen(step: Step, { sightings, queued }: Foretold): string[] {
    const bytes = step.do === 'send' ? frameBytes(step) : undefined
    const seen: string[] = []
    const drain = () =>
      this.bench.drain((one) => {
        seen.push(one)
      }, bytes)
    const until = (time: number, isEnough: () => boolean) => {
      for (const end = performance.now() + time; !isEnough() && performance.now() < end; drain())
        if (time > A_MOMENT) this.bench.await(1)
    }
    drain()
    until(this.patience.foretold, () => seen.length >= sightings)
    until(queued ? this.patience.queued : this.patience.more, () => false)
    return seen
  }
}

/** Milliseconds for which it is not worth it to sleep. */
const A_MOMENT = 1
