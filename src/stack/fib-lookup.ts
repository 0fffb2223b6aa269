import type { Device } from '../device/device.ts'
import { type Refusal, refuse } from '../device/errno.ts'
import { type Ipv4, inSubnet, isMulticast, isZeronet, LIMITED_BROADCAST } from '../frame/ipv4-address.ts'
import type { Inet, Route, RouteType, Scope } from './inet.ts'
import { scopeRank } from './scope.ts'
import { conf } from './settings.ts'

export interface FibQuery {
  readonly dst: Ipv4
  /** Only routes that lead out of this device. */
  readonly oif?: Device | undefined
  /** Only routes of this scope or a nearer one. */
  readonly scope?: Scope
  readonly table?: 'local' | 'main'
  readonly ignoreLinkState?: boolean
}

/** What looking up a route of an error type answers (fib_props). */
const REFUSALS: Partial<Record<RouteType, Refusal>> = {
  blackhole: refuse('EINVAL'),
  unreachable: refuse('EHOSTUNREACH'),
  prohibit: refuse('EACCES'),
  throw: refuse('ENETUNREACH'),
}

const NO_ROUTE = refuse('ENETUNREACH')

/**
 * fib_lookup. Local and main share one trie as long as nobody adds rules of their own, so the longest prefix
 * wins across both tables, and local comes first only among equal prefixes.
 */
export function fibLookup(inet: Inet, query: FibQuery): Route | Refusal {
  let best: Route | undefined
  for (const route of inet.routes) {
    if (query.table !== undefined && route.table !== query.table) continue
    if (!inSubnet(query.dst, route.dst, route.prefix) || !isUsable(inet, route, query)) continue
    if (best === undefined || beats(route, best)) best = route
  }
  if (best === undefined) return NO_ROUTE
  return REFUSALS[best.type] ?? best
}

function beats(route: Route, best: Route): boolean {
  if (route.prefix !== best.prefix) return route.prefix > best.prefix
  return route.table === 'local' && best.table === 'main'
}

/** The checks of fib_table_lookup on one alias and its next hop. */
function isUsable(inet: Inet, route: Route, query: FibQuery): boolean {
  if (route.dead || scopeRank(route.scope) < scopeRank(query.scope ?? 'global')) return false
  if (REFUSALS[route.type] !== undefined) return true
  if (query.oif !== undefined && route.dev !== query.oif) return false
  return !route.linkdown || query.ignoreLinkState === true || !avoidsLinkdown(inet, route)
}

function avoidsLinkdown(inet: Inet, route: Route): boolean {
  const idev = route.dev && inet.devices.get(route.dev.id)
  return idev !== undefined && conf(inet, idev, 'ignore_routes_with_linkdown') !== 0
}

export function isRefusal<T extends object>(result: T | Refusal): result is Refusal {
  return 'errno' in result
}

/** inet_addr_type: what an address is to this host, by the local table alone; without that table, a broadcast address. */
export function addressType(inet: Inet, address: Ipv4): RouteType {
  if (isZeronet(address) || address === LIMITED_BROADCAST) return 'broadcast'
  if (isMulticast(address)) return 'multicast'
  if (!inet.hasLocalTable) return 'broadcast'
  const route = fibLookup(inet, { dst: address, table: 'local' })
  return isRefusal(route) ? 'unicast' : route.type
}
