import type { NamespaceName } from './bench.ts'
import type { FdbView } from './fdb-view.ts'
import type { LinkView } from './link-view.ts'
import type { Outcome, Step } from './step.ts'

/**
 * All devices that there are, lower ones first, and where each is, which the witness is told by the model: both must
 * agree, or they differ already. The same map until a device comes, goes or moves.
 */
export type Places = ReadonlyMap<string, NamespaceName>

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
  play(step: Step, foretold: Foretold, places: Places): Outcome | Promise<Outcome>
  /** After the step that was played last. */
  state(places: Places): State
  /** The same once more, a little later; undefined: by now whatever is told late has been told. */
  stateLater?(places: Places): Promise<State | undefined>
}
