import type { Device } from '../device/device.ts'
import type { Frame } from '../frame/frame.ts'
import type { PacketType } from './packet-type.ts'

export type TraceRecord = Sighting | DecisionRecord | Fate

/** A frame at a device, as a packet socket there would see it. */
export interface Sighting {
  readonly kind: 'seen'
  readonly sequence: number
  readonly time: number
  /** The copy's number; `parent` is the copy it was cloned from, 0 for the first. */
  readonly copy: number
  readonly machine: string
  readonly netns: string
  readonly dev: string
  readonly device: number
  readonly type: PacketType
  readonly frame: Frame
}

/** A rule was asked about a frame, and answered. */
export interface DecisionRecord {
  readonly kind: 'decision'
  readonly sequence: number
  readonly time: number
  readonly copy: number
  readonly machine: string
  readonly netns: string
  readonly dev: string
  readonly device: number
  /** SPEC rule, `RX3`. */
  readonly rule: string
  readonly held: boolean
  /** The values that decided, by name. */
  readonly values: Readonly<Record<string, string | number | boolean>>
}

/**
 * `cloned`: this copy was made from `parent`. `forwarded`: it goes on from here. `queued`: it waits for the work
 * queue. The others are ends: `delivered` to a protocol, `consumed` once its own copies were made, `dropped`.
 */
export type Outcome = 'cloned' | 'forwarded' | 'queued' | 'delivered' | 'consumed' | 'dropped'

/** What became of a copy. */
export interface Fate {
  readonly kind: 'fate'
  readonly sequence: number
  readonly time: number
  readonly copy: number
  readonly parent: number
  readonly machine: string
  readonly netns: string
  readonly dev: string
  readonly device: number
  readonly rule: string
  readonly outcome: Outcome
  readonly reason: string
}

/** The newest records, in a ring; `lost` says how many older ones have been overwritten. */
export interface Trace {
  readonly capacity: number
  readonly records: TraceRecord[]
  start: number
  lost: number
  lastCopy: number
}

export type Seen = (device: Device, frame: Frame, type: PacketType, copy: number) => void
