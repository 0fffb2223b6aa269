import type { Device } from '../device/device.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
import type { Mac } from '../frame/mac.ts'
import type { NudState, Route, RouteProtocol, RouteType, Scope } from './inet.ts'

/** RTM_NEWADDR. */
export interface NewAddress {
  readonly local: Ipv4
  readonly prefix: number
  /** IFA_ADDRESS, where it differs from `local`. */
  readonly peer?: Ipv4 | undefined
  readonly broadcast?: Ipv4 | undefined
  /** Global if absent: iproute2 sends `host` for 127.0.0.0/8. */
  readonly scope?: Scope | undefined
  /** The device's name if absent. */
  readonly label?: string | undefined
  readonly noprefixroute?: boolean | undefined
  readonly metric?: number | undefined
  /** Seconds; absent is forever. */
  readonly validLifetime?: number | undefined
  readonly preferredLifetime?: number | undefined
}

/** RTM_DELADDR: the first address that agrees with all that is given. */
export interface AddressSelector {
  readonly local?: Ipv4 | undefined
  /** Absent: any (the wildcard deletion of old scripts). With it, `peer` (or else `local`) must lie in the subnet. */
  readonly prefix?: number | undefined
  readonly peer?: Ipv4 | undefined
  readonly label?: string | undefined
}

/** NLM_F_CREATE, _EXCL, _REPLACE, _APPEND, as iproute2's verbs combine them. */
export type AddHow = 'add' | 'replace' | 'change'
export type RouteHow = AddHow | 'append' | 'prepend'

/** RTM_NEWROUTE with one next hop at most. */
export interface NewRoute {
  /** Absent: local for local and broadcast routes, main for all others. */
  readonly table?: 'local' | 'main' | undefined
  /** unicast if absent. */
  readonly type?: RouteType | undefined
  readonly dst: Ipv4
  readonly prefix: number
  readonly gateway?: Ipv4 | undefined
  readonly dev?: Device | undefined
  readonly source?: Ipv4 | undefined
  /** Absent: as iproute2 chooses it (host for local, link without a gateway, else global). */
  readonly scope?: Scope | undefined
  /** boot if absent, as with `ip route add`. */
  readonly protocol?: RouteProtocol | undefined
  readonly metric?: number | undefined
  readonly onlink?: boolean | undefined
  readonly mtu?: number | undefined
}

/** RTM_DELROUTE: what is absent matches everything. */
export interface RouteSelector {
  readonly table?: 'local' | 'main' | undefined
  readonly type?: RouteType | undefined
  readonly dst: Ipv4
  readonly prefix: number
  readonly gateway?: Ipv4 | undefined
  readonly dev?: Device | undefined
  readonly source?: Ipv4 | undefined
  readonly scope?: Scope | undefined
  readonly protocol?: RouteProtocol | undefined
  readonly metric?: number | undefined
}

/** What a packet is to be routed by (struct flowi4). */
export interface RouteQuery {
  readonly dst: Ipv4
  readonly source?: Ipv4 | undefined
  readonly oif?: Device | undefined
  /** SO_DONTROUTE: only what is on a link (scope link). */
  readonly dontRoute?: boolean | undefined
  /** FLOWI_FLAG_ANYSRC: the source address need not be one of this host. */
  readonly anySource?: boolean | undefined
}

/** A way out, as `ip route get` prints it. */
export interface RouteResult {
  readonly type: RouteType | 'multicast'
  /** Absent where none was needed: group destinations, or an address taken to be on the link. */
  readonly route: Route | undefined
  readonly dev: Device
  readonly gateway: Ipv4 | undefined
  readonly source: Ipv4
  readonly dst: Ipv4
  /** It is (also) for this host itself: `<local>` in the cache flags. */
  readonly local: boolean
  /** What a path has turned out to carry (`mtu` in the cache line), and seconds until that is forgotten. */
  readonly mtu: number | undefined
  readonly expires: number | undefined
  /** An ICMP redirect changed the gateway: `<redirected>`. */
  readonly redirected: boolean
}

/** RTM_NEWNEIGH. */
export interface NewNeighbour {
  readonly address: Ipv4
  readonly mac?: Mac | undefined
  readonly state: NudState
}

/** An echo request as a ping program sends it. */
export interface EchoRequest {
  readonly dst: Ipv4
  readonly id: number
  readonly sequence: number
  readonly payload: Uint8Array
  readonly ttl?: number | undefined
  readonly source?: Ipv4 | undefined
  readonly dev?: Device | undefined
  /** SO_BROADCAST: without it a broadcast destination is refused with EACCES. */
  readonly broadcast?: boolean | undefined
  readonly dontRoute?: boolean | undefined
  readonly tos?: number | undefined
  /** `ping -M`: `want` if absent. `do` refuses what is longer than the path carries (EMSGSIZE). */
  readonly pathMtu?: 'do' | 'want' | 'dont' | 'probe' | undefined
  /** MSG_CONFIRM: a reply has come, so the next hop is known to be alive. ping sets it after each reply. */
  readonly confirm?: boolean | undefined
}
