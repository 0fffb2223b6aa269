import type { PortChanges } from '../bridge/port-settings.ts'
import type { Device } from '../device/device.ts'
import type { IpvlanFlag, IpvlanMode } from '../device/ipvlan-device.ts'
import type { MacvlanMode } from '../device/macvlan-device.ts'
import type { Mac } from '../frame/mac.ts'
import type { Netns } from './world.ts'

/** RTM_NEWLINK for a device that does not exist yet. What is absent takes the kernel's default. */
export interface NewLink extends LinkSettings {
  /** Absent or with a `%d`: the kernel numbers it (`macvlan0`). */
  readonly name?: string
  readonly ifindex?: number
  /** Where it is made (IFLA_NET_NS_*), if not in the namespace of the request. */
  readonly netns?: Netns
  readonly type: NewLinkType
}

/** Where a new device goes, its name settled. */
export interface NewLinkPlace {
  readonly netns: Netns
  readonly name: string
  readonly ifindex: number | undefined
}

/** What both ends of a veth, and every other device, may be given at creation. */
export interface LinkSettings {
  readonly address?: Mac
  /** An address of another length than six bytes, as it was typed: refused with the kernel's EINVAL. */
  readonly mtu?: number
  readonly txQueueLength?: number
  readonly group?: number
  readonly alias?: string
  readonly up?: boolean
  readonly promisc?: boolean
  readonly allmulticast?: boolean
  readonly arp?: boolean
  readonly multicast?: boolean
  readonly master?: Device
}

export type NewLinkType =
  | { readonly kind: 'vlan'; readonly lower: Device | undefined; readonly options?: VlanOptions }
  | { readonly kind: 'dummy' }
  /** `physical`: a NIC and its cable; each end says for itself. */
  | { readonly kind: 'veth'; readonly physical?: boolean; readonly peer: VethPeer }
  | { readonly kind: 'bridge'; readonly options?: BridgeOptions }
  | {
      readonly kind: 'macvlan' | 'macvtap'
      readonly lower: Device | undefined
      readonly options?: MacvlanOptions
    }
  | {
      readonly kind: 'ipvlan' | 'ipvtap'
      readonly lower: Device | undefined
      readonly options?: IpvlanOptions
    }
  /** Refused: a tap is made by whoever attaches to it (createTun). */
  | { readonly kind: 'tun' }

export interface VethPeer extends LinkSettings {
  readonly physical?: boolean
  readonly name?: string
  readonly ifindex?: number
  readonly netns?: Netns
}

export interface MacvlanOptions {
  readonly mode?: MacvlanMode
  /** IFLA_MACVLAN_FLAGS: both flags are always sent together. */
  readonly flags?: { readonly nopromisc: boolean; readonly nodst: boolean }
  readonly sources?: SourceChange
  readonly bcQueueLen?: number
  readonly bcCutoff?: number
}

/** IFLA_MACVLAN_MACADDR_MODE. */
export type SourceChange =
  | { readonly how: 'add' | 'del'; readonly address: Mac }
  | { readonly how: 'set'; readonly addresses: readonly Mac[] }
  | { readonly how: 'flush' }

/** IFLA_IPVLAN_*: of the port, whichever of its ipvlans is named. */
export interface IpvlanOptions {
  readonly mode?: IpvlanMode
  readonly flag?: IpvlanFlag
}

/** IFLA_VLAN_*, 802.1Q only. */
export interface VlanOptions {
  readonly id?: number
  /** VLAN_FLAG_LOOSE_BINDING. */
  readonly looseBinding?: boolean
}

export interface BridgeOptions {
  /** Hundredths of a second (USER_HZ), as IFLA_BR_AGEING_TIME carries it. */
  readonly ageingTime?: number
  readonly mcastSnooping?: boolean
  readonly vlanFiltering?: boolean
  /** IFLA_BR_VLAN_DEFAULT_PVID: 0 for none. */
  readonly defaultPvid?: number
}

/** RTM_NEWLINK or RTM_SETLINK for a device that exists; applied in the order of do_setlink. */
export interface LinkChanges {
  readonly name?: string
  readonly netns?: Netns
  readonly address?: Mac
  readonly mtu?: number
  readonly txQueueLength?: number
  readonly group?: number
  readonly alias?: string
  /** null: leave the bridge. */
  readonly master?: Device | null
  readonly up?: boolean
  readonly promisc?: boolean
  readonly allmulticast?: boolean
  readonly arp?: boolean
  readonly multicast?: boolean
  readonly type?:
    | { readonly kind: 'macvlan' | 'macvtap'; readonly options: MacvlanOptions }
    | { readonly kind: 'ipvlan' | 'ipvtap'; readonly options: IpvlanOptions }
    | { readonly kind: 'tun' }
    | { readonly kind: 'vlan'; readonly options?: VlanOptions }
    | { readonly kind: 'bridge'; readonly options: BridgeOptions }
  /** IFLA_INFO_SLAVE_DATA: for the master, which must be a bridge. */
  readonly port?: PortChanges
}
