import type { FdbState } from '../bridge/fdb.ts'
import type { PortChanges } from '../bridge/port-settings.ts'
import type { IpvlanFlag, IpvlanMode } from '../device/ipvlan-device.ts'
import type { MacvlanMode } from '../device/macvlan-device.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
import type { Mac } from '../frame/mac.ts'
import type { MacvlanOptions } from '../world/link-requests.ts'
import type { NamespaceName } from './bench.ts'
import type { Address6Step, Ipv6Step } from './ipv6-steps.ts'
import type { Payload } from './payload.ts'
import type { CreateTapStep, TapStep } from './tap-steps.ts'

/**
 * One event of a history: a request to the kernel, or a frame. Plain data with every address spelt out, so that
 * the model, the kernel and the printed lab do the same. Devices go by their names on the bench.
 */
export type Step =
  | CreateStep
  | { readonly do: 'delete'; readonly dev: string }
  | { readonly do: 'change'; readonly dev: string; readonly changes: Changes }
  | MacvlanStep
  | { readonly do: 'port'; readonly dev: string; readonly changes: PortChanges }
  | { readonly do: 'bridge'; readonly dev: string; readonly ageingTime: number }
  | FilteringStep
  | VlanStep
  | CreateVlanStep
  | CreateIpvlanStep
  | IpvlanStep
  | AddressStep
  | Ipv6Step
  | Address6Step
  | CreateTapStep
  | TapStep
  | FdbStep
  | NeighbourStep
  | { readonly do: 'group'; readonly dev: string; readonly how: 'add' | 'del'; readonly mac: Mac }
  | SendStep

/** What both kinds share: a macvtap is a macvlan that ends in a program. */
interface OfKind {
  /** A macvlan, unless it is given. */
  readonly kind?: MacvlanKind
}
export type MacvlanKind = 'macvlan' | 'macvtap'

/** A change of a macvlan's own options. */
export interface MacvlanStep extends OfKind {
  readonly do: 'macvlan'
  readonly dev: string
  readonly options: MacvlanOptions
}

export interface CreateStep extends OfKind {
  readonly do: 'create'
  readonly dev: string
  readonly lower: string
  readonly mode: MacvlanMode
  readonly mac: Mac
  readonly up: boolean
  readonly netns: NamespaceName
  readonly mtu?: number
  readonly options: MacvlanOptions
}

/** `ip link add link LOWER name DEV type vlan id ID`. */
export interface CreateVlanStep {
  readonly do: 'create vlan'
  readonly dev: string
  readonly lower: string
  readonly id: number
  readonly up: boolean
}

/** `ip link add link LOWER name DEV type ipvlan mode MODE FLAG`; what is absent is left to the kernel. */
export interface CreateIpvlanStep {
  readonly do: 'create ipvlan'
  readonly dev: string
  readonly lower: string
  readonly mode?: IpvlanMode
  readonly flag?: IpvlanFlag
  readonly up: boolean
  readonly netns: NamespaceName
  readonly mtu?: number
}

/** `ip link set DEV type ipvlan mode MODE FLAG`. */
export interface IpvlanStep {
  readonly do: 'ipvlan'
  readonly dev: string
  readonly mode?: IpvlanMode
  readonly flag?: IpvlanFlag
}

/** `ip addr`. */
export interface AddressStep {
  readonly do: 'address'
  readonly dev: string
  readonly how: 'add' | 'del'
  readonly address: Ipv4
  readonly prefix: number
}

/** `ip link set DEV type bridge vlan_filtering ON`. */
export interface FilteringStep {
  readonly do: 'filtering'
  readonly dev: string
  readonly on: boolean
}

/** `bridge vlan`. */
export interface VlanStep {
  readonly do: 'vlan'
  readonly dev: string
  readonly how: 'add' | 'del'
  readonly of: 'master' | 'self'
  readonly vlan: number
  readonly pvid: boolean
  readonly untagged: boolean
}

/** `bridge fdb`. */
export interface FdbStep {
  readonly do: 'fdb'
  readonly dev: string
  readonly how: 'add' | 'append' | 'replace' | 'del'
  readonly of: 'master' | 'self'
  readonly mac: Mac
  readonly state: FdbState
  readonly vlan?: number
}

/** `ip neigh`. */
export interface NeighbourStep {
  readonly do: 'neighbour'
  readonly dev: string
  readonly how: 'add' | 'change' | 'replace' | 'del'
  readonly address: Ipv4
  readonly mac: Mac
  readonly state: 'permanent' | 'noarp' | 'reachable' | 'stale'
}

/** `ip link set`: what of LinkChanges a history uses. */
export interface Changes {
  readonly up?: boolean
  readonly promisc?: boolean
  readonly allmulticast?: boolean
  readonly address?: Mac
  readonly mtu?: number
  /** null: leave the bridge. */
  readonly master?: string | null
  readonly netns?: NamespaceName
}

export interface SendStep {
  readonly do: 'send'
  readonly dev: string
  readonly dst: Mac
  readonly src: Mac
  readonly etherType: number
  /** A VLAN tag in the bytes. */
  readonly vlan?: number
  /** Of the whole frame. */
  readonly length: number
  /** What its EtherType says that is in it; absent: nothing that makes sense. */
  readonly payload?: Payload
  /** A program that holds the tap writes it. */
  readonly written?: boolean
}

/** A frame changes counters and the switches' tables; only one that makes sense to ARP or IP changes anything else. */
export function changesMoreThanCounters(step: Step): boolean {
  return step.do !== 'send' || step.payload !== undefined
}

/** Whether devices may come, go or move by it, or one may stand on another that did not before. */
export function changesPlaces(step: Step): boolean {
  switch (step.do) {
    case 'create':
    case 'create vlan':
    case 'create ipvlan':
    case 'create tap':
    case 'delete':
    case 'tap':
      return true
    case 'change':
      return step.changes.netns !== undefined || step.changes.master !== undefined
    default:
      return false
  }
}

/** What a side answered and showed for one step. */
export interface Outcome {
  /** `ok`, `EINVAL`, `EINVAL: the kernel's own words`, or `absent`: there is no such device. */
  readonly reply: string
  /**
   * `m0 host`, in the order in which they were seen in the first namespace, then in the second. `m0 host as 0200…`: not
   * with the bytes that were sent.
   */
  readonly seen: readonly string[]
}
