import type { Mac } from '../frame/mac.ts'
import type { Device, DeviceOf } from './device.ts'

export type Bridge = DeviceOf<'bridge'>

/** DEFAULT_AGEING_TIME: five minutes, in nanoseconds. */
export const DEFAULT_AGEING = 300_000_000_000

/** Where an entry is kept: by address, and in a VLAN by its number as well. */
export type FdbKey = Mac | string

/** net_bridge_vlan_group: the VLANs of a port, or of the bridge device itself. */
export interface BridgeVlans {
  /** The VLAN of what comes in without one; 0: none, it is dropped. */
  pvid: number
  /** By number, and whether frames leave without the tag (BRIDGE_VLAN_INFO_UNTAGGED). */
  readonly members: Map<number, { untagged: boolean }>
}

/** struct net_bridge, as far as it forwards: no spanning tree, no multicast snooping. */
export interface BridgeDriver {
  readonly kind: 'bridge'
  /** br->port_list: the newest port first. Frames are flooded in this order. */
  readonly ports: BridgePort[]
  /** Forwarding database, in order of creation (br->fdb_list is the reverse). */
  readonly fdb: Map<FdbKey, FdbEntry>
  /** What ports are still to change about their filters: filled by the rules, emptied by who carries it out. */
  readonly filterChanges: FilterChange[]
  /** br->auto_cnt: how many ports flood or learn. */
  autoCount: number
  /** Nanoseconds after which a learned entry is forgotten; 0: nothing is learned. */
  ageing: number
  /** IFLA_BR_MCAST_SNOOPING. Only 0 is modelled; the value is kept for printing. */
  mcastSnooping: boolean
  /** br->bridge_id.addr: zero until a first port, or an address set by hand, gives the bridge one. */
  id: Mac
  /** BROPT_MTU_SET_BY_USER: the MTU no longer follows the smallest port's. */
  mtuSet: boolean
  /** BROPT_VLAN_ENABLED: `vlan_filtering 1`. */
  vlanFiltering: boolean
  /** The VLAN of new ports, 0: none; undefined where the kernel has no VLAN filter. */
  defaultPvid: number | undefined
  /** VLANs of the bridge device: who of them may reach its own stack. */
  readonly vlans: BridgeVlans
  /** Bit n set: frames to 01:80:c2:00:00:0n are forwarded like any other group. */
  groupFwdMask: number
  /** BROPT_NO_LL_LEARN: nothing is learned from frames to reserved groups. */
  noLinkLocalLearn: boolean
}

/**
 * - `promiscuity`: dev_set_promiscuity.
 * - `unicast`: dev_uc_add, or dev_uc_del of an address that may not be on the device's list.
 */
export type FilterChange =
  | { readonly kind: 'promiscuity'; readonly dev: Device; readonly by: 1 | -1 }
  | { readonly kind: 'unicast'; readonly dev: Device; readonly mac: Mac; readonly by: 1 | -1 }

/** BR_STATE_*, in the kernel's numbering. */
export const PORT_STATES = ['disabled', 'listening', 'learning', 'forwarding', 'blocking'] as const
export type PortState = (typeof PORT_STATES)[number]

/** struct net_bridge_port: the rx_handler of a device in a bridge. */
export interface BridgePort {
  readonly kind: 'bridge'
  readonly dev: Device
  readonly bridge: Bridge
  /** 1, 2, … in order of joining; the lowest free number. */
  readonly number: number
  /** Without spanning tree: forwarding when the device is up and has carrier, unless set by hand. */
  state: PortState
  /** BR_HAIRPIN_MODE: 802.1Qbg reflective relay. */
  hairpin: boolean
  /** BR_PROMISC: it has made its device promiscuous; if not, its device listens to what the bridge knows for good. */
  promisc: boolean
  learning: boolean
  /** BR_FLOOD, BR_MCAST_FLOOD, BR_BCAST_FLOOD. */
  flood: boolean
  mcastFlood: boolean
  bcastFlood: boolean
  isolated: boolean
  readonly vlans: BridgeVlans
  /** Bit n set: frames to 01:80:c2:00:00:0n that come in here are forwarded. */
  groupFwdMask: number
  /** Flags of `bridge -d link` that do not change forwarding here. */
  guard: boolean
  rootBlock: boolean
  fastleave: boolean
  neighSuppress: boolean
  mcastToUnicast: boolean
  vlanTunnel: boolean
  locked: boolean
  mcastRouter: number
  priority: number
  cost: number
  /** BR_ADMIN_COST: set by hand, no longer taken from the link's speed. */
  costSet: boolean
}

/** struct net_bridge_fdb_entry. */
export interface FdbEntry {
  readonly mac: Mac
  /** 0: of no VLAN. */
  readonly vlan: number
  /** Where it was seen; undefined: the bridge itself. */
  port: BridgePort | undefined
  /** The bridge's or a port's own address: frames to it are for this machine. */
  local: boolean
  /** Never ages (local, or added by hand). */
  static: boolean
  /** Added by hand (BR_FDB_ADDED_BY_USER). */
  addedByUser: boolean
  /** Does not move to another port. */
  sticky: boolean
  /** BR_FDB_ADDED_BY_EXT_LEARN: a controller learned it, and it never ages. */
  extLearned: boolean
  /** When it was last seen and last used; nanoseconds of virtual time. */
  updated: number
  used: number
}
