import type { NamespaceName } from './bench.ts'
import type { FdbView } from './fdb-view.ts'
import type { LinkView } from './link-view.ts'
import type { Outcome, Step } from './step.ts'

/** Where a device is, which the witness is told by the model: both must agree, or they differ already. */
export type WhereIs = (dev: string) => NamespaceName | undefined

/** What the model expects of a step: it says how long to wait for frames, and decides nothing else. */
export interface Foretold {
  readonly sightings: number
  /** A group frame went through a work queue: copies that nobody expects may come a little later. */
  readonly queued: boolean
  /** Devices had something to say a little after it. */
  readonly later: boolean
}

/** All that can be asked about a world between two steps. */
export interface State {
  readonly views: readonly LinkView[]
  readonly tables: FdbView
}

/** One who knows what a real kernel does: this machine's kernel, or a recording of what another one did. */
export interface Witness {
  play(step: Step, foretold: Foretold, whereIs: WhereIs): Outcome | Promise<Outcome>
  /** After the step that was played last; `names`: the devices that there are, lower ones first. */
  state(names: readonly string[], whereIs: WhereIs): State
  /** The same once more, a little later; undefined: by now whatever is told late has been told. */
  stateLater?(names: readonly string[], whereIs: WhereIs): Promise<State | undefined>
}
