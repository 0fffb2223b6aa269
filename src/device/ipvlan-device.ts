import type { Frame } from '../frame/frame.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
import type { Ipv6 } from '../frame/ipv6-address.ts'
import type { Device, DeviceOf } from './device.ts'
import type { GroupFilter } from './macvlan-device.ts'
import type { TapPort } from './tap-device.ts'

/** IPVLAN_MODE_*, in the kernel's numbering. */
export const IPVLAN_MODES = ['l2', 'l3', 'l3s'] as const
export type IpvlanMode = (typeof IPVLAN_MODES)[number]

/** IPVLAN_F_*: bridge is having neither flag. */
export const IPVLAN_FLAGS = ['bridge', 'private', 'vepa'] as const
export type IpvlanFlag = (typeof IPVLAN_FLAGS)[number]

/** IPVLAN_QBACKLOG_LIMIT: how many group frames a port holds for its work queue. */
export const IPVLAN_QUEUE_LIMIT = 1000

export type Ipvlan = DeviceOf<'ipvlan'>

/** A number is an IPv4 address, a bigint an IPv6 address. */
export type IpAddress = Ipv4 | Ipv6

/** struct ipvl_dev. */
export interface IpvlanDriver {
  readonly kind: 'ipvlan'
  /** phy_dev. */
  readonly lowerdev: Device
  readonly port: IpvlanPort
  /** It is an ipvtap: what it receives goes to a program, not to the stack. */
  readonly tap: TapPort | undefined
  /** dev->dev_id: tells apart those that share one MAC. */
  readonly devId: number
  /** addrs: the IP addresses that it was given, up or down, in order. */
  readonly addresses: IpAddress[]
  /** mac_filters: the group addresses it hears, as it was last computed. */
  filter: GroupFilter
}

/** struct ipvl_port: what the lower device keeps for its ipvlans. It is the lower device's rx_handler. */
export interface IpvlanPort {
  readonly kind: 'ipvlan'
  readonly dev: Device
  /** Of the port, hence of every ipvlan on it: who asks last decides for all. */
  mode: IpvlanMode
  flag: IpvlanFlag
  /** In order of creation (port->ipvlans). */
  readonly ipvlans: Ipvlan[]
  /** port->hlhead: who has an IP address, of those that are up. */
  readonly hash: Map<IpAddress, Ipvlan>
  /** Group frames on their way to the work queue (port->backlog). */
  readonly backlog: QueuedIpvlanFrame[]
  /** dev_id_start: where the search for a free number begins. */
  nextDevId: number
}

export interface QueuedIpvlanFrame {
  readonly frame: Frame
  /** The ipvlan that sends it (tx_pkt); undefined: it came in from outside. */
  readonly sender: Ipvlan | undefined
  /** The trace's number for it. */
  readonly copy: number
}

/** dev->dev_id: 0 for all that do not share their MAC. */
export function devIdOf({ driver }: Device): number {
  return driver.kind === 'ipvlan' ? driver.devId : 0
}
