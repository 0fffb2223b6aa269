import type { Device } from '../../device/device.ts'
import type { Ipv6 } from '../../frame/ipv6-address.ts'
import type { Neighbour, Peer, RouteType, Scope } from '../inet.ts'
import type { NeighbourParameter } from '../settings.ts'
import type { Conf6Name } from './settings6.ts'

/** The IPv6 of one network namespace (struct netns_ipv6 and what hangs off it). Plain data. */
export interface Inet6 {
  /** Per device that is large enough for IPv6 (struct inet6_dev), by device id; switched off or not. */
  readonly devices: Map<number, Inet6Device>
  /** The tables main and local, in the order in which `ip -6 route show table all` prints them. */
  readonly routes: Route6[]
  readonly neighbours: Neighbour<Ipv6>[]
  /** net.ipv6.conf.all and .default, and net.ipv6.neigh.default: what was set there. */
  readonly confAll: Map<Conf6Name, number>
  readonly confDefault: Map<Conf6Name, number>
  readonly neighbourDefault: Map<NeighbourParameter, number>
  /** Other sysctls that were set, by full name. Absent: the kernel's default. */
  readonly sysctls: Map<string, string>
  /** How fast ICMPv6 errors may go to a host (struct inet_peer). */
  readonly peers: Map<Ipv6, Peer>
  /** Timers are numbered; this is the last number given. */
  lastTimer: number
}

export interface Inet6Device {
  readonly dev: Device
  /** In the order in which `ip addr` prints them: by scope, the newest first. */
  readonly addresses: Inet6Address[]
  /** Joined groups (struct ifmcaddr6), with the number of users, the oldest first. All nodes' own MAC is src/world/all-nodes.ts's. */
  readonly groups: Map<Ipv6, number>
  /** Those of them that the device itself listens for. */
  readonly listening: Set<Ipv6>
  /** net.ipv6.conf.DEV and net.ipv6.neigh.DEV: what was set there, or taken from `default` at the beginning. */
  readonly conf: Map<Conf6Name, number>
  readonly neighbour: Map<NeighbourParameter, number>
  /** IF_READY: up, with carrier, so that addresses can be tried. */
  ready: boolean
  /** How long a neighbour stays reachable, nanoseconds. */
  reachableTime: number
  /** Changes of membership that MLD has still to report, and how often. */
  readonly reports: Map<Ipv6, PendingReport>
  /** Reports still to come, of changes and after the first address. */
  changeReports: number
  dadReports: number
  /** Router solicitations: how many went out, the time until the next, whether a router has answered. */
  solicitations: number
  solicitationInterval: number
  advertised: boolean
  /** The numbers of the timers that count; any other that goes off is void. */
  readonly timers: Map<Timer6['what'], number>
}

export interface PendingReport {
  readonly joined: boolean
  left: number
}

/** struct inet6_ifaddr. */
export interface Inet6Address {
  readonly local: Ipv6
  /** Differs from `local` for point-to-point addresses only. */
  readonly peer: Ipv6
  readonly prefix: number
  readonly scope: Scope
  /** Nobody may use it before it is known to be nobody else's (IFA_F_TENTATIVE). */
  tentative: boolean
  dadfailed: boolean
  readonly nodad: boolean
  noprefixroute: boolean
  /** From a router advertisement: temporary addresses may be made from it (IFA_F_MANAGETEMPADDR). */
  readonly mngtmpaddr: boolean
  metric: number
  /** Probes that are still to be sent, and the number by which one knows one's own. */
  probes: number
  nonce: number
  timer: number
  /** Seconds from `updated` on; undefined is forever. */
  validLifetime: number | undefined
  preferredLifetime: number | undefined
  updated: number
}

export type Route6Protocol = 'redirect' | 'kernel' | 'boot' | 'static' | 'ra'

/** struct fib6_info with one next hop. */
export interface Route6 {
  readonly table: 'local' | 'main'
  readonly type: RouteType
  readonly dst: Ipv6
  readonly prefix: number
  readonly gateway: Ipv6 | undefined
  readonly dev: Device
  readonly source: Ipv6 | undefined
  readonly protocol: Route6Protocol
  readonly metric: number
  readonly onlink: boolean
  mtu: number | undefined
  hopLimit: number | undefined
  readonly preference: 'low' | 'medium' | 'high'
  /** Virtual time; undefined: never. */
  expires: number | undefined
  linkdown: boolean
}

/** Times at which IPv6 wants to be called again. Plain data. */
export interface Timer6 {
  readonly kind: 'ipv6'
  /** `dad` is of an address, the others are of a device. */
  readonly what: 'dad' | 'report' | 'dad report' | 'solicitation' | 'lifetime'
  readonly netns: number
  readonly device: number
  readonly address: Ipv6
  readonly number: number
}
