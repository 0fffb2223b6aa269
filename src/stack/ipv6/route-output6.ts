import { type Refusal, refuse } from '../../device/errno.ts'
import {
  ANY6,
  type Ipv6,
  isLinkLocal6,
  isLinkScoped,
  isMulticast6,
  LOOPBACK6,
} from '../../frame/ipv6-address.ts'
import type { StackEnvironment } from '../environment.ts'
import { lookup6 } from './fib6.ts'
import type { Route6 } from './inet6.ts'
import type { Route6Query, Route6Result } from './requests6.ts'
import { selectSource6 } from './source6.ts'

/** ip6_dst_lookup_tail and ip6_route_output: the way of a packet that this host sends, and the address that it sends from. */
export function routeOutput6(stack: StackEnvironment, query: Route6Query): Route6Result | Refusal {
  const { inet6, now, loopback } = stack
  const { oif, source = ANY6 } = query
  // `::` means this host.
  const dst = query.dst === ANY6 ? LOOPBACK6 : query.dst
  const strict = query.bound === true || needsDevice(dst) || source === ANY6
  const route = lookup6(inet6, dst, oif && { dev: oif, strict }, now)
  const refusal = refusalOf(route)
  if (route === undefined || refusal !== undefined) return refusal ?? refuse('ENETUNREACH')
  return {
    route,
    dev: isOwn(route) ? loopback : route.dev,
    via: route.dev,
    gateway: route.gateway,
    source: source === ANY6 ? preferredSource6(stack, route, dst) : source,
    dst,
  }
}

/** rt6_need_strict. */
function needsDevice(dst: Ipv6): boolean {
  return isMulticast6(dst) || isLinkLocal6(dst) || dst === LOOPBACK6
}

/** ip6_route_get_saddr: the address that suits a route best. */
export function preferredSource6(stack: StackEnvironment, route: Route6, dst: Ipv6): Ipv6 {
  return route.source ?? selectSource6(stack, dst, sourceDevice(route, dst))
}

function isOwn({ type }: Route6): boolean {
  return type === 'local' || type === 'anycast'
}

/** ip6_dst_lookup_flow, for a socket: without an address to send from it does not even ask for the way. */
export function connect6(stack: StackEnvironment, query: Route6Query): Route6Result | Refusal {
  const found = routeOutput6(stack, { ...query, bound: true })
  if (query.source !== undefined && query.source !== ANY6) return found
  const source = 'errno' in found ? selectSource6(stack, query.dst, undefined) : found.source
  return source === ANY6 ? refuse('EADDRNOTAVAIL') : found
}

/** An address of this host is answered by itself, on whatever device it is. */
function sourceDevice(route: Route6, dst: Ipv6): Route6['dev'] | undefined {
  return isOwn(route) && !isLinkScoped(dst) ? undefined : route.dev
}

/** ip6_pkt_discard and its like: what a route says that leads nowhere. */
export function refusalOf(route: Route6 | undefined): Refusal | undefined {
  switch (route?.type) {
    case undefined:
    case 'throw':
      return refuse('ENETUNREACH')
    case 'blackhole':
      return refuse('EINVAL')
    case 'unreachable':
      return refuse('EHOSTUNREACH')
    case 'prohibit':
      return refuse('EACCES')
    case 'unicast':
    case 'local':
    case 'broadcast':
    case 'anycast':
    case 'multicast':
      return undefined
  }
}

/** The most that a packet on this way may measure. */
export function mtuOf6({ route, dev }: Route6Result, deviceMtu: number = dev.mtu): number {
  return Math.min(route.mtu ?? deviceMtu, deviceMtu)
}
