import type { Device } from '../device/device.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
import type { Mac } from '../frame/mac.ts'

export type { Ipv4 } from '../frame/ipv4-address.ts'

/** The IPv4 of one network namespace (struct netns_ipv4 and what hangs off it). Plain data. */
export interface Inet {
  /** net.ipv4.ip_forward. */
  forwarding: boolean
  /** Per device that has IPv4 (struct in_device), by device id. */
  readonly devices: Map<number, InetDevice>
  /** The tables local and main, in the order in which look-ups try them is worked out from prefix length. */
  readonly routes: Route[]
  readonly neighbours: Neighbour[]
  /** Other sysctls that were set, by full name: `net.ipv4.conf.all.arp_ignore`. Absent: the kernel's default. */
  readonly sysctls: Map<string, string>
  /** Source of IP identification numbers and of the ids of echo requests. */
  nextIdentification: number
}

export interface InetDevice {
  readonly dev: Device
  /** In the order in which `ip addr` prints them. */
  readonly addresses: InetAddress[]
  /** Joined groups (struct ip_mc_list), with the number of users: 224.0.0.1 from the moment the device is up. */
  readonly groups: Map<Ipv4, number>
}

export type Scope = 'global' | 'site' | 'link' | 'host' | 'nowhere'

/** struct in_ifaddr. */
export interface InetAddress {
  readonly local: Ipv4
  /** Differs from `local` for point-to-point addresses only. */
  readonly peer: Ipv4
  readonly prefix: number
  readonly broadcast: Ipv4 | undefined
  readonly scope: Scope
  readonly label: string
  /** Another address of the same subnet came first (IFA_F_SECONDARY). */
  secondary: boolean
  readonly noprefixroute: boolean
  /** Seconds; undefined is forever. */
  readonly validLifetime: number | undefined
  readonly preferredLifetime: number | undefined
}

export type RouteProtocol = 'redirect' | 'kernel' | 'boot' | 'static'

export type RouteType = 'unicast' | 'local' | 'broadcast' | 'unreachable' | 'blackhole' | 'prohibit'

/** One next hop only. */
export interface Route {
  readonly table: 'local' | 'main'
  readonly type: RouteType
  readonly dst: Ipv4
  readonly prefix: number
  readonly gateway: Ipv4 | undefined
  readonly dev: Device | undefined
  readonly source: Ipv4 | undefined
  readonly scope: Scope
  readonly protocol: RouteProtocol
  readonly metric: number
  readonly onlink: boolean
  /** `mtu` of the route (RTAX_MTU), if one was set. */
  readonly mtu: number | undefined
  /** RTNH_F_DEAD, RTNH_F_LINKDOWN. */
  dead: boolean
  linkdown: boolean
}

export type NudState =
  | 'none'
  | 'incomplete'
  | 'reachable'
  | 'stale'
  | 'delay'
  | 'probe'
  | 'failed'
  | 'noarp'
  | 'permanent'

/** struct neighbour: one entry of the ARP table. */
export interface Neighbour {
  readonly dev: Device
  readonly address: Ipv4
  mac: Mac | undefined
  state: NudState
  /** How many solicitations went out since the state began. */
  probes: number
  /** Virtual times, nanoseconds. */
  confirmed: number
  updated: number
  used: number
  /** Timer generation: a timer of an older generation is void. */
  generation: number
  /** IP packets that wait for the address (arp_queue), oldest first, at most unres_qlen_bytes. */
  readonly queue: Uint8Array[]
}
