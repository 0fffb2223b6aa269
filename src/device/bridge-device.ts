import type { Mac } from '../frame/mac.ts'
import type { Device, DeviceOf } from './device.ts'

export type Bridge = DeviceOf<'bridge'>

/** struct net_bridge, as far as it forwards: no spanning tree, no multicast snooping, no VLAN filter. */
export interface BridgeDriver {
  readonly kind: 'bridge'
  readonly ports: BridgePort[]
  /** Forwarding database, by address. */
  readonly fdb: Map<Mac, FdbEntry>
  /** Nanoseconds after which a learned entry is forgotten. */
  ageing: number
  /** IFLA_BR_MCAST_SNOOPING. Only 0 is modelled; the value is kept for printing. */
  mcastSnooping: boolean
  /** The address was set by hand and no longer follows the lowest port's. */
  addressSet: boolean
}

/** struct net_bridge_port: the rx_handler of a device in a bridge. */
export interface BridgePort {
  readonly kind: 'bridge'
  readonly dev: Device
  readonly bridge: Bridge
  /** 1, 2, … in order of joining; the lowest free number. */
  readonly number: number
  /** BR_STATE_*: without spanning tree, forwarding when the device is up and has carrier. */
  state: 'disabled' | 'forwarding'
  /** BR_HAIRPIN_MODE: 802.1Qbg reflective relay. */
  hairpin: boolean
  learning: boolean
  /** BR_FLOOD, BR_MCAST_FLOOD, BR_BCAST_FLOOD. */
  flood: boolean
  mcastFlood: boolean
  bcastFlood: boolean
  isolated: boolean
  /** Other flags of `bridge -d link` that do not change forwarding here. */
  guard: boolean
  rootBlock: boolean
  fastleave: boolean
  neighSuppress: boolean
  priority: number
  cost: number
}

/** struct net_bridge_fdb_entry. */
export interface FdbEntry {
  readonly mac: Mac
  /** Where it was seen; undefined: the bridge itself. */
  port: BridgePort | undefined
  /** The bridge's or a port's own address: frames to it are for this machine. */
  local: boolean
  /** Never ages (local, or added by hand). */
  static: boolean
  /** Added by hand (BR_FDB_ADDED_BY_USER). */
  addedByUser: boolean
  sticky: boolean
  /** When it was last seen and last used; nanoseconds of virtual time. */
  updated: number
  used: number
}
