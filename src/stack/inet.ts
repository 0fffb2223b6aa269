import type { Device } from '../device/device.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
import type { Ipv6 } from '../frame/ipv6-address.ts'
import type { Mac } from '../frame/mac.ts'
import type { ConfName, NeighbourParameter } from './settings.ts'

export type { Ipv4 } from '../frame/ipv4-address.ts'

/** The IPv4 of one network namespace (struct netns_ipv4 and what hangs off it). Plain data. */
export interface Inet {
  /** net.ipv4.ip_forward, which is net.ipv4.conf.all.forwarding. */
  forwarding: boolean
  /** Per device that has IPv4 (struct in_device), by device id. */
  readonly devices: Map<number, InetDevice>
  /** The tables main and local, in the order in which `ip route show table all` prints them. */
  readonly routes: Route[]
  /** The table local is made with its first route, and stays: before that, every address is taken for a broadcast's. */
  hasLocalTable: boolean
  readonly neighbours: Neighbour<Ipv4>[]
  /** net.ipv4.conf.all and .default, and net.ipv4.neigh.default: what was set there. */
  readonly confAll: Map<ConfName, number>
  readonly confDefault: Map<ConfName, number>
  readonly neighbourDefault: Map<NeighbourParameter, number>
  /** Other sysctls that were set, by full name: `net.ipv4.icmp_echo_ignore_all`. Absent: the kernel's default. */
  readonly sysctls: Map<string, string>
  /** Datagrams of which some fragments have come. */
  readonly reassembly: FragmentQueue[]
  /** What ICMP has told about single destinations (struct fib_nh_exception). */
  readonly exceptions: PathException[]
  /** How fast ICMP errors may go to a host (struct inet_peer). */
  readonly peers: Map<Ipv4, Peer>
  /** Source of IP identification numbers. */
  nextIdentification: number
  /** Timers of neighbours are numbered; this is the last number given. */
  lastTimer: number
}

export interface InetDevice {
  readonly dev: Device
  /** In the order in which `ip addr` prints them. */
  readonly addresses: InetAddress[]
  /** Joined groups (struct ip_mc_list), with the number of users: 224.0.0.1 from the moment the device is up. */
  readonly groups: Map<Ipv4, number>
  /** net.ipv4.conf.DEV and net.ipv4.neigh.DEV: what was set there. */
  readonly conf: Map<ConfName, number>
  readonly neighbour: Map<NeighbourParameter, number>
  /** An address was added: from then on `default` no longer reaches this device (ipv4_devconf_setall). */
  settled: boolean
  /** How long a neighbour stays reachable: 50 % to 150 % of base_reachable_time_ms, in nanoseconds. */
  reachableTime: number
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
  /** Follows the device's name when that changes. */
  label: string
  /** Another address of the same subnet came first (IFA_F_SECONDARY). */
  secondary: boolean
  readonly noprefixroute: boolean
  /** Of the connected route (IFA_RT_PRIORITY). */
  metric: number
  /** Seconds from `updated` on; undefined is forever. */
  validLifetime: number | undefined
  preferredLifetime: number | undefined
  /** When the lifetimes were set. */
  updated: number
}

export type RouteType =
  | 'unicast'
  | 'local'
  | 'broadcast'
  | 'anycast'
  | 'multicast'
  | 'blackhole'
  | 'unreachable'
  | 'prohibit'
  | 'throw'

export type RouteProtocol = 'redirect' | 'kernel' | 'boot' | 'static'

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
  /** fib_nh_scope: how far the next hop is, `nowhere` for an address of this host, `host` without a gateway. */
  readonly nexthopScope: Scope
  /** RTNH_F_DEAD, RTNH_F_LINKDOWN. A dead route with a single next hop is removed at once. */
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

/** Of either table: a number is an IPv4 address, a bigint one of IPv6. */
export type NeighbourAddress = Ipv4 | Ipv6

/** struct neighbour: one entry of the ARP table, or of that of neighbour discovery. */
export interface Neighbour<Address extends NeighbourAddress = NeighbourAddress> {
  readonly dev: Device
  readonly address: Address
  mac: Mac | undefined
  state: NudState
  /** How many solicitations went out since the state began. */
  probes: number
  /** Virtual times, nanoseconds. */
  confirmed: number
  updated: number
  used: number
  /** The number of its timer. Any other that goes off, if only for an entry that was here before, is void. */
  timer: number
  /** The device's own address in the header that is kept ready since the first packet (neigh_hh_init). */
  headerSource: Mac | undefined
  /** It says of itself that it is a router (NTF_ROUTER); IPv6 alone. */
  router?: boolean
  /** IP packets that wait for the address (arp_queue), oldest first, at most unres_qlen_bytes. */
  readonly queue: WaitingPacket[]
}

export interface WaitingPacket {
  readonly bytes: Uint8Array
  /** The trace's number for it. */
  readonly copy: number
}

export interface FragmentQueue {
  /** Source, destination, protocol and identification. */
  readonly key: string
  readonly id: number
  readonly parts: FragmentPart[]
}

export interface FragmentPart {
  readonly offset: number
  readonly last: boolean
  readonly packet: Uint8Array
  readonly dev: Device
  readonly host: boolean
  readonly copy: number
}

export interface PathException {
  readonly dst: Ipv4
  readonly dev: Device
  gateway: Ipv4 | undefined
  mtu: number | undefined
  /** Virtual time; undefined: a redirect, which lasts. */
  expires: number | undefined
}

export interface Peer {
  /** Nanoseconds' worth of ICMP errors that may still go out, and when that was last worked out. */
  tokens: number
  last: number
  redirects: number
}
