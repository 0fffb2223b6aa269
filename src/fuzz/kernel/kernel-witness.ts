import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { behaviourOf, DEFAULT_VERSION } from '../../device/kernel-version.ts'
import type { FdbView } from '../fdb-view.ts'
import { frameBytes } from '../frame-bytes.ts'
import type { KernelTraits } from '../kernel-traits.ts'
import type { LinkView } from '../link-view.ts'
import { changesMoreThanCounters, type Outcome, type Step } from '../step.ts'
import type { Foretold, Places, State, Witness } from '../witness.ts'
import type { KernelBench } from './kernel-bench.ts'

/** How long to wait for frames, in milliseconds. */
export interface Patience {
  /** For what the model foretells. */
  readonly foretold: number
  /** For what it does not, where a work queue is at work. */
  readonly queued: number
  /** And where there is none. */
  readonly more: number
  /** For the garbage collector of a switch that keeps nothing: it comes every ten (br_fdb_cleanup). */
  readonly collector: number
  /** For what IPv6 does by a work item (addrconf_dad_work). */
  readonly addresses: number
  /** For its reports, which wait for two ticks of the clock themselves (mld_ifc_start_work). */
  readonly reports: number
  /** For what is told late: linkwatch comes once a second, and a device's upper devices hear of it a turn later. */
  readonly late: number
}
export const HASTE: Patience = {
  foretold: 100,
  queued: 0.06,
  more: 0,
  collector: 25,
  addresses: 3,
  reports: 12,
  late: 1500,
}
/** A machine may be so busy that its work queues wait for a tenth of a second. */
export const CARE: Patience = {
  foretold: 1000,
  queued: 200,
  more: 5,
  collector: 100,
  addresses: 30,
  reports: 60,
  late: 4000,
}

/** This machine's kernel. */
export class KernelWitness implements Witness {
  private readonly bench: KernelBench
  private readonly patience: Patience
  /** No more than counters and what switches learn has changed since the last time that all was asked for. */
  private onlyFrames = false
  /** As they were when they were last asked for; undefined: nobody has any. */
  private addresses: ReadonlySet<string> | undefined
  /** Switches whose ageing time is nought. */
  private readonly forgetful = new Set<string>()
  private readonly followersLater: boolean
  /** Since when, and how long for the next time, what is told late has been waited for. */
  private waiting: { readonly since: number; readonly pause: number } | undefined

  constructor(bench: KernelBench, patience: Patience, { version = DEFAULT_VERSION }: KernelTraits = {}) {
    this.bench = bench
    this.patience = patience
    this.followersLater = behaviourOf(version).followersLater
  }

  async play(step: Step, foretold: Foretold, places: Places): Promise<Outcome> {
    if (changesMoreThanCounters(step)) this.onlyFrames = false
    this.waiting = undefined
    const reply = await this.bench.request(step, places)
    // A list that comes down late need not show, as another device has the same address on it.
    if (this.followersLater && step.do !== 'send') await sleep(A_MOMENT)
    if (this.bench.traces.spokeIpv6 && (foretold.later || step.do !== 'send'))
      await sleep(foretold.later ? this.patience.reports : this.patience.addresses)
    if (this.leavesExpired(step)) await sleep(this.patience.collector)
    return { reply, seen: this.listen(step, foretold) }
  }

  /** Entries that have expired are shown, and used, until they are collected. */
  private leavesExpired(step: Step): boolean {
    if (step.do === 'bridge') {
      this.forgetful.delete(step.dev)
      if (step.ageingTime === 0) this.forgetful.add(step.dev)
      return step.ageingTime === 0
    }
    return step.do === 'fdb' && step.how !== 'del' && this.forgetful.size > 0
  }

  state(places: Places): State {
    const { links, tables, traces } = this.bench
    if (this.onlyFrames) return this.withAddresses(links.count(places), tables.askSwitches())
    this.onlyFrames = true
    if (traces.addressed || traces.spokeIpv6) this.addresses = this.bench.addresses.ask(traces.spokeIpv6)
    return this.withAddresses(links.ask(places), tables.ask(traces.usedY, traces.spokeIpv6))
  }

  private withAddresses(views: readonly LinkView[], tables: FdbView): State {
    return { views, tables: this.addresses === undefined ? tables : { ...tables, addresses: this.addresses } }
  }

  async stateLater(places: Places): Promise<State | undefined> {
    const { since, pause } = this.waiting ?? { since: performance.now(), pause: A_MOMENT }
    if (performance.now() - since > this.patience.late) return undefined
    this.waiting = { since, pause: Math.min(2 * pause, LONGEST_PAUSE) }
    await sleep(pause)
    this.onlyFrames = false
    return this.state(places)
  }

  private listen(step: Step, { sightings, queued }: Foretold): string[] {
    const bytes = step.do === 'send' ? frameBytes(step) : NOTHING
    const seen: string[] = []
    const drain = () =>
      this.bench.drain((one) => {
        seen.push(one)
      }, bytes)
    const until = (time: number, isEnough: () => boolean) => {
      for (const end = performance.now() + time; !isEnough() && performance.now() < end; drain())
        if (time > A_MOMENT || ALONE) this.bench.await(A_MOMENT)
    }
    drain()
    until(this.patience.foretold, () => seen.length >= sightings)
    until(queued ? this.patience.queued : this.patience.more, () => false)
    return seen
  }
}

const NOTHING = new Uint8Array()
/** Milliseconds for which it is not worth it to sleep… */
const A_MOMENT = 1
/** …unless nobody else can work meanwhile. */
const ALONE = availableParallelism() === 1
const LONGEST_PAUSE = 50
