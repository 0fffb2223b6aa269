import { frameBytes } from '../frame-bytes.ts'
import type { Outcome, Step } from '../step.ts'
import type { Foretold, State, WhereIs, Witness } from '../witness.ts'
import type { KernelBench } from './kernel-bench.ts'

/** How long to wait for frames, in milliseconds. */
export interface Patience {
  /** For what the model foretells. */
  readonly foretold: number
  /** For what it does not. */
  readonly more: number
  /** After every step, and not only where a work queue is at work. */
  readonly always: boolean
}
export const HASTE: Patience = { foretold: 100, more: 0.06, always: false }
export const CARE: Patience = { foretold: 300, more: 5, always: true }

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
    const start = performance.now()
    drain()
    while (seen.length < sightings && performance.now() - start < this.patience.foretold) {
      this.bench.await(1)
      drain()
    }
    if (queued || this.patience.always) {
      const end = performance.now() + this.patience.more
      while (performance.now() < end);
      drain()
    }
    return seen
  }
}
