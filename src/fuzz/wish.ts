import type { PortChanges } from '../bridge/port-settings.ts'
import type { IpvlanFlag, IpvlanMode } from '../device/ipvlan-device.ts'
import type { MacvlanMode } from '../device/macvlan-device.ts'
import type { Mac } from '../frame/mac.ts'
import type { SourceChange } from '../world/link-requests.ts'
import type { NamespaceName } from './bench.ts'
import type { Address6Step, Ipv6Step } from './ipv6-steps.ts'
import type { Payload } from './payload.ts'
import type {
  AddressStep,
  Changes,
  CreateVlanStep,
  FdbStep,
  FilteringStep,
  MacvlanKind,
  NeighbourStep,
  VlanStep,
} from './step.ts'
import type { CreateTapStep, TapStep } from './tap-steps.ts'

/** An address by name, to be looked up when its turn comes: `{ of: 'm0' }` is whatever m0 has then. */
export type Address = Mac | { readonly of: string }

/** What the generator makes: a step whose addresses may still be names. */
export type Wish =
  | {
      readonly do: 'create'
      readonly kind?: MacvlanKind | undefined
      readonly dev: string
      readonly lower: string
      readonly mode: MacvlanMode
      readonly mac: Address
      readonly up: boolean
      readonly netns: NamespaceName
      readonly mtu?: number | undefined
      readonly options: WishedOptions
    }
  | { readonly do: 'delete'; readonly dev: string }
  | { readonly do: 'change'; readonly dev: string; readonly changes: WishedChanges }
  | {
      readonly do: 'macvlan'
      readonly kind?: MacvlanKind | undefined
      readonly dev: string
      readonly options: WishedOptions
    }
  | { readonly do: 'port'; readonly dev: string; readonly changes: PortChanges }
  | { readonly do: 'bridge'; readonly dev: string; readonly ageingTime: number }
  | FilteringStep
  | VlanStep
  | CreateVlanStep
  | (WishedPort & {
      readonly do: 'create ipvlan'
      readonly dev: string
      readonly lower: string
      readonly up: boolean
      readonly netns: NamespaceName
      readonly mtu?: number | undefined
    })
  | (WishedPort & { readonly do: 'ipvlan'; readonly dev: string })
  | AddressStep
  | Ipv6Step
  | Address6Step
  | CreateTapStep
  | TapStep
  | (Omit<FdbStep, 'mac' | 'vlan'> & { readonly mac: Address; readonly vlan?: number | undefined })
  | (Omit<NeighbourStep, 'mac'> & { readonly mac: Address })
  | { readonly do: 'group'; readonly dev: string; readonly how: 'add' | 'del'; readonly mac: Mac }
  | {
      readonly do: 'send'
      readonly dev: string
      readonly dst: Address
      readonly src: Address
      readonly etherType: number
      readonly vlan?: number | undefined
      readonly length: number
      readonly payload?: Payload | undefined
      readonly written?: boolean | undefined
    }

/** Of a port of ipvlans. */
export interface WishedPort {
  readonly mode?: IpvlanMode | undefined
  readonly flag?: IpvlanFlag | undefined
}

export type WishedChanges = Omit<Changes, 'address'> & { readonly address?: Address }

export interface WishedOptions {
  readonly mode?: MacvlanMode | undefined
  readonly flags?: { readonly nopromisc: boolean; readonly nodst: boolean } | undefined
  readonly sources?: WishedSources | undefined
  readonly bcQueueLen?: number | undefined
  readonly bcCutoff?: number | undefined
}

export type WishedSources =
  | { readonly how: 'add' | 'del'; readonly address: Address }
  | { readonly how: 'set'; readonly addresses: readonly Address[] }
  | Extract<SourceChange, { how: 'flush' }>
