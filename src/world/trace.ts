import type { DevicePlace } from '../device/device.ts'
import type { Fact } from '../device/why.ts'
import type { Frame } from '../frame/frame.ts'
import type { PacketType } from './packet-type.ts'

export type TraceRecord = Sighting | Decision | Fate

interface RecordBase {
  /** Counts up through the whole life of the trace. */
  readonly sequence: number
  readonly time: number
  /** The copy's number: each frame that is sent, and each clone of it, has its own. */
  readonly copy: number
  readonly place: DevicePlace
}

/** A frame at a device, as a packet socket there would see it. */
export interface Sighting extends RecordBase {
  readonly kind: 'seen'
  readonly type: PacketType
  readonly frame: Frame
}

/** A rule was asked about a frame, and answered. */
export interface Decision extends RecordBase {
  readonly kind: 'decision'
  /** SPEC rule, `RX3`. */
  readonly rule: string
  readonly held: boolean
  /** What decided, as the rule gave it: the rule book turns it into words (valuesOf). */
  readonly facts: readonly [Fact?, Fact?]
}

/**
 * `cloned`: this copy was made from `parent`. `forwarded`: it goes on from here. `queued`: it waits for the work
 * queue. The others are ends: `delivered` to a protocol, `consumed` once its own copies were made, `dropped`.
 */
export const OUTCOMES = ['cloned', 'forwarded', 'queued', 'delivered', 'consumed', 'dropped'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What became of a copy. */
export interface Fate extends RecordBase {
  readonly kind: 'fate'
  /** 0, or the copy that this one was made from. */
  readonly parent: number
  readonly rule: string
  readonly outcome: Outcome
  readonly reason: string
}

/**
 * The newest records, in a ring of parallel arrays: recording a frame allocates nothing, and what is shown of it
 * is made when somebody reads. Read it with {@link import('./tracing.ts').traceRecords}.
 */
export interface Trace {
  readonly capacity: number
  /** Whether rules are asked for their decisions as well. */
  readonly decisions: boolean
  /** How many records there have been; the ring holds the newest `capacity` of them. */
  total: number
  lastCopy: number
  readonly times: number[]
  readonly copies: number[]
  readonly places: DevicePlace[]
  /** Index into {@link RECORD_CODES}. */
  readonly codes: number[]
  /** The frame of a sighting, the rule of a decision or a fate. */
  readonly subjects: (Frame | string)[]
  /** The facts of a decision; the reason and the parent of a fate. */
  readonly firsts: (Fact | undefined)[]
  readonly seconds: (Fact | undefined)[]
}
