import type { Device } from '../../device/device.ts'
import type { Ipv6 } from '../../frame/ipv6-address.ts'
import type { RouteType } from '../inet.ts'
import type { Route6, Route6Protocol } from './inet6.ts'

/** RTM_NEWADDR. */
export interface NewAddress6 {
  readonly local: Ipv6
  readonly prefix: number
  /** IFA_ADDRESS, where it differs from `local`. */
  readonly peer?: Ipv6 | undefined
  readonly nodad?: boolean | undefined
  readonly noprefixroute?: boolean | undefined
  readonly mngtmpaddr?: boolean | undefined
  readonly metric?: number | undefined
  /** Seconds; absent is forever. */
  readonly validLifetime?: number | undefined
  readonly preferredLifetime?: number | undefined
}

/** RTM_NEWROUTE with one next hop at most. */
export interface NewRoute6 {
  readonly table?: 'local' | 'main' | undefined
  /** unicast if absent. */
  readonly type?: RouteType | undefined
  readonly dst: Ipv6
  readonly prefix: number
  readonly gateway?: Ipv6 | undefined
  readonly dev?: Device | undefined
  readonly source?: Ipv6 | undefined
  /** boot if absent, as with `ip route add`. */
  readonly protocol?: Route6Protocol | undefined
  /** 1024 if absent. */
  readonly metric?: number | undefined
  readonly onlink?: boolean | undefined
  readonly mtu?: number | undefined
  /** Seconds. */
  readonly lifetime?: number | undefined
  readonly preference?: Route6['preference'] | undefined
}

/** RTM_DELROUTE: what is absent matches everything. */
export interface Route6Selector {
  readonly table?: 'local' | 'main' | undefined
  readonly type?: RouteType | undefined
  readonly dst: Ipv6
  readonly prefix: number
  readonly gateway?: Ipv6 | undefined
  readonly dev?: Device | undefined
  readonly protocol?: Route6Protocol | undefined
  readonly metric?: number | undefined
}

/** What a packet is to be routed by (struct flowi6). */
export interface Route6Query {
  readonly dst: Ipv6
  readonly source?: Ipv6 | undefined
  /** The device that it shall leave by. Who knows its source is content with another one, if that is the way. */
  readonly oif?: Device | undefined
  /** A socket is bound to `oif` (`sk_bound_dev_if`): by no other, then. */
  readonly bound?: boolean
}

/** A way out, as `ip -6 route get` prints it. */
export interface Route6Result {
  readonly route: Route6
  /** Where it leaves: `lo` for an address of this host. */
  readonly dev: Device
  /** The device that the address is of, or that the packet leaves by. */
  readonly via: Device
  readonly gateway: Ipv6 | undefined
  readonly source: Ipv6
  readonly dst: Ipv6
}

/** An ICMPv6 echo request as a ping program sends it. */
export interface Echo6Request {
  readonly dst: Ipv6
  readonly id: number
  readonly sequence: number
  readonly payload: Uint8Array
  readonly hopLimit?: number | undefined
  readonly source?: Ipv6 | undefined
  readonly dev?: Device | undefined
  readonly trafficClass?: number | undefined
  /** MSG_CONFIRM: the next hop is known to be alive. */
  readonly confirm?: boolean | undefined
}
