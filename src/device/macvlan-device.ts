import type { Frame } from '../frame/frame.ts'
import type { Mac } from '../frame/mac.ts'
import type { Device, DeviceOf } from './device.ts'
import type { KernelBehaviour } from './kernel-version.ts'
import type { TapPort } from './tap-device.ts'

export const MACVLAN_MODES = ['private', 'vepa', 'bridge', 'passthru', 'source'] as const
export type MacvlanMode = (typeof MACVLAN_MODES)[number]

/** MACVLAN_DEFAULT_BC_QUEUE_LEN: how many group frames a port holds for its work queue. */
export const DEFAULT_BC_QUEUE_LEN = 1000
/** port->bc_cutoff: a group address with more members than this goes through the work queue. */
export const DEFAULT_BC_CUTOFF = 1

export type Macvlan = DeviceOf<'macvlan'>

/** struct macvlan_dev. */
export interface MacvlanDriver {
  readonly kind: 'macvlan'
  readonly lowerdev: Device
  readonly port: MacvlanPort
  /** It is a macvtap: what it receives goes to a program, not to the stack. */
  readonly tap: TapPort | undefined
  mode: MacvlanMode
  /** MACVLAN_FLAG_NOPROMISC: a passthru device that does not make its lowerdev promiscuous. */
  nopromisc: boolean
  /** MACVLAN_FLAG_NODST: a source device that takes a frame for itself alone. */
  nodst: boolean
  /** Source mode: whose frames it receives, oldest first. */
  readonly sources: Mac[]
  bcQueueLenReq: number
  /** mc_filter: the group addresses it hears, as it was last computed. */
  filter: GroupFilter
}

/** Which group addresses pass: all of them, or those of a set (which always holds broadcast). */
export type GroupFilter = { readonly all: true } | { readonly all: false; readonly members: ReadonlySet<Mac> }

/** struct macvlan_port: what the lower device keeps for its macvlans. It is the lower device's rx_handler. */
export interface MacvlanPort {
  readonly kind: 'macvlan'
  readonly dev: Device
  passthru: boolean
  /** MACVLAN_F_ADDRCHANGE: a passthru child has changed the lower device's address. */
  addressChanged: boolean
  /** What the kernel does that it is in. */
  readonly kernel: KernelBehaviour
  /** The lower device's own address, to be put back when a passthru child goes. */
  permAddr: Mac
  /** Every macvlan, in order of creation (port->vlans). */
  readonly vlans: Macvlan[]
  /** Those that are up, by address (port->vlan_hash), in the order in which they came up. */
  readonly hash: Map<Mac, Macvlan>
  /** The same in the order in which the kernel walks them; absent until it is asked for again. */
  hashOrder: readonly Macvlan[] | undefined
  /** Who listens to a source address (port->vlan_source_hash). */
  readonly sources: Map<Mac, Macvlan[]>
  /** Group frames on their way to the work queue, with the macvlan that sent them, if one did. */
  readonly bcQueue: QueuedGroupFrame[]
  bcQueueLenUsed: number
  /** undefined: the kernel knows of none (broadcastCutoff). */
  bcCutoff: number | undefined
  /** bc_filter: group addresses that go through the work queue; kernel hash bits (mc_hash), 256 of them. */
  bcFilter: HashFilter
  /** mc_filter: group addresses that are flooded at once. */
  mcFilter: HashFilter
}

/** A bitmap of 256 bits, as 256 booleans. */
export type HashFilter = readonly boolean[]

export interface QueuedGroupFrame {
  readonly frame: Frame
  readonly source: Macvlan | undefined
  /** The trace's number for this copy. */
  readonly copy: number
}
