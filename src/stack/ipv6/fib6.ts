import type { Device } from '../../device/device.ts'
import { type Refusal, type Reply, refuse } from '../../device/errno.ts'
import {
  type Ipv6,
  inSubnet6,
  isLinkLocal6,
  isLinkScoped,
  lastOf6,
  subnetOf6,
} from '../../frame/ipv6-address.ts'
import type { RouteType } from '../inet.ts'
import type { RouteHow } from '../requests.ts'
import type { Inet6, Route6 } from './inet6.ts'
import type { NewRoute6, Route6Selector } from './requests6.ts'
import { isOn } from './settings6.ts'

/** IP6_RT_PRIO_USER. */
const USER_METRIC = 1024
const SECOND = 1_000_000_000

/** ip6_route_add: the checks of a new route, in the kernel's order and words. */
export function addRoute6(
  inet6: Inet6,
  wanted: NewRoute6,
  how: RouteHow,
  loopback: Device,
  now: number,
): Reply {
  const route = createRoute(inet6, wanted, loopback, now)
  return 'errno' in route ? route : insertRoute6(inet6, route, how)
}

const REJECTS: readonly RouteType[] = ['blackhole', 'unreachable', 'prohibit', 'throw']

function createRoute(inet6: Inet6, wanted: NewRoute6, loopback: Device, now: number): Route6 | Refusal {
  if (wanted.prefix > 128) return refuse('EINVAL', 'Invalid prefix length')
  const { type = 'unicast', dev } = wanted
  if (dev !== undefined && !inet6.devices.has(dev.id)) return refuse('ENODEV')
  if (REJECTS.includes(type)) return routeOf(wanted, loopback, now)
  const way = nexthopDevice(inet6, wanted)
  if ('errno' in way) return way
  return routeOf(wanted, way, now)
}

/** fib6_nh_init. */
function nexthopDevice(inet6: Inet6, wanted: NewRoute6): Device | Refusal {
  const way = wanted.gateway === undefined ? wanted.dev : gatewayDevice(inet6, wanted.gateway, wanted)
  if (way === undefined) return refuse('ENODEV')
  if ('errno' in way) return way
  const idev = inet6.devices.get(way.id)
  if (idev === undefined || !isOn(idev)) return refuse('EACCES', 'IPv6 is disabled on nexthop device')
  return way.up ? way : refuse('ENETDOWN', 'Nexthop device is not up')
}

/** ip6_validate_gw. */
function gatewayDevice(inet6: Inet6, gateway: Ipv6, { dev, onlink = false }: NewRoute6): Device | Refusal {
  if (isLocal6(inet6, gateway, dev)) return refuse('EINVAL', 'Gateway can not be a local address')
  if (isLinkLocal6(gateway)) {
    if (dev === undefined) return refuse('EINVAL', 'Egress device not specified')
  } else if (!onlink) {
    const way = inet6.routes.filter(
      (route) => covers(route, gateway) && (dev === undefined || route.dev === dev),
    )
    const nearest = way.sort((a, b) => b.prefix - a.prefix)[0]
    if (nearest === undefined || nearest.gateway !== undefined || nearest.type !== 'unicast')
      return refuse('EHOSTUNREACH')
    return nearest.dev
  }
  return dev ?? refuse('ENODEV', 'Egress device not specified')
}

function routeOf(wanted: NewRoute6, dev: Device, now: number): Route6 {
  const type = wanted.type ?? 'unicast'
  const ofHost = type === 'local' || type === 'anycast' || type === 'multicast'
  return {
    table: wanted.table ?? (ofHost ? 'local' : 'main'),
    type,
    dst: subnetOf6(wanted.dst, wanted.prefix),
    prefix: wanted.prefix,
    gateway: wanted.gateway,
    dev,
    source: wanted.source,
    protocol: wanted.protocol ?? 'boot',
    metric: wanted.metric ?? USER_METRIC,
    onlink: wanted.onlink ?? false,
    mtu: wanted.mtu,
    hopLimit: undefined,
    preference: wanted.preference ?? 'medium',
    expires: wanted.lifetime === undefined ? undefined : now + wanted.lifetime * SECOND,
    linkdown: !dev.carrier,
  }
}

/** A route of the kernel's own, which no check is for. */
export function kernelRoute(
  wanted: NewRoute6 & { readonly dev: Device; readonly metric: number },
  now: number,
): Route6 {
  return { ...routeOf({ protocol: 'kernel', ...wanted }, wanted.dev, now) }
}

/** fib6_add_rt2node. Routes of the same metric stand beside each other, the newest last. */
export function insertRoute6(inet6: Inet6, route: Route6, how: RouteHow): Reply {
  const { routes } = inet6
  const alike = routes.filter((other) => compare(other, route) === 0)
  const same = alike.find((other) => other.dev === route.dev && other.gateway === route.gateway)
  if (how === 'change' && alike.length === 0)
    return refuse('ENOENT', 'Can not replace route - no match found')
  if ((how === 'replace' || how === 'change') && alike[0] !== undefined) {
    routes[routes.indexOf(same ?? alike[0])] = route
    return undefined
  }
  if (how === 'add' && alike.length > 0 && route.protocol !== 'kernel') return refuse('EEXIST')
  if (same !== undefined) {
    same.expires = route.expires
    return refuse('EEXIST')
  }
  const at = routes.findIndex((other) => compare(other, route) > 0)
  routes.splice(at < 0 ? routes.length : at, 0, route)
  return undefined
}

/**
 * Main before local; then as the tree of prefixes is walked, a subnet behind what is within it; then by metric.
 */
function compare(a: Route6, b: Route6): number {
  if (a.table !== b.table) return a.table === 'main' ? -1 : 1
  const [endOfA, endOfB] = [lastOf6(a.dst, a.prefix), lastOf6(b.dst, b.prefix)]
  if (endOfA !== endOfB) return endOfA < endOfB ? -1 : 1
  return b.prefix - a.prefix || a.metric - b.metric
}

/** ip6_route_del: the first route that agrees with all that was said. */
export function deleteRoute6(inet6: Inet6, selector: Route6Selector): Reply {
  const dst = subnetOf6(selector.dst, selector.prefix)
  const index = inet6.routes.findIndex((route) => route.dst === dst && isSelected(route, selector))
  if (index < 0) return refuse('ESRCH')
  inet6.routes.splice(index, 1)
  return undefined
}

function isSelected(route: Route6, selector: Route6Selector): boolean {
  const { type, gateway, dev, protocol, metric, prefix } = selector
  const ofHost = type === 'local' || type === 'anycast' || type === 'multicast'
  return (
    route.table === (selector.table ?? (ofHost ? 'local' : 'main')) &&
    route.prefix === prefix &&
    (type === undefined || type === route.type) &&
    (gateway === undefined || gateway === route.gateway) &&
    (dev === undefined || dev === route.dev) &&
    (protocol === undefined || protocol === route.protocol) &&
    (metric === undefined || metric === 0 || metric === route.metric)
  )
}

/** The device that a packet shall leave by. Strictly (RT6_LOOKUP_F_IFACE): or not at all. */
export interface WantedDevice {
  readonly dev: Device
  readonly strict: boolean
}

/** fib6_lookup and rt6_select: local addresses first, then the longest prefix, then the lowest metric. */
export function lookup6(
  inet6: Inet6,
  dst: Ipv6,
  oif: WantedDevice | undefined,
  now: number,
): Route6 | undefined {
  return best(inet6, 'local', dst, oif, now) ?? best(inet6, 'main', dst, oif, now)
}

function best(
  inet6: Inet6,
  table: Route6['table'],
  dst: Ipv6,
  oif: WantedDevice | undefined,
  now: number,
): Route6 | undefined {
  let found: Route6 | undefined
  for (const route of inet6.routes) {
    if (route.table !== table || !covers(route, dst)) continue
    if (oif?.strict && !mayLeave(route, oif.dev)) continue
    if (route.expires !== undefined && route.expires <= now) continue
    if (found === undefined || isBetter(route, found, oif?.dev)) found = route
  }
  return found
}

function covers(route: Route6, dst: Ipv6): boolean {
  return inSubnet6(dst, route.dst, route.prefix)
}

/** rt6_check_dev: who insists on a device gets it, even for an address that is this host's own, of another device. */
function mayLeave(route: Route6, oif: Device): boolean {
  return route.dev === oif || REJECTS.includes(route.type)
}

/** Of those that are equally good, who wished for a device has the route by it (rt6_score_route). */
function isBetter(a: Route6, b: Route6, oif: Device | undefined): boolean {
  if (a.prefix !== b.prefix) return a.prefix > b.prefix
  if (a.metric !== b.metric) return a.metric < b.metric
  return a.dev === oif && b.dev !== oif
}

/** Whether an address is this host's own, on `dev` if that is said and the address is of a link. */
export function isLocal6(inet6: Inet6, address: Ipv6, dev?: Device): boolean {
  return inet6.routes.some(
    (route) =>
      route.type === 'local' &&
      route.prefix === 128 &&
      route.dst === address &&
      (dev === undefined || !isLinkScoped(address) || route.dev === dev),
  )
}

export function removeRoutes6(inet6: Inet6, gone: (route: Route6) => boolean): void {
  const kept = inet6.routes.filter((route) => !gone(route))
  if (kept.length < inet6.routes.length) inet6.routes.splice(0, inet6.routes.length, ...kept)
}

/** rt6_sync_up, rt6_sync_down_dev: RTNH_F_LINKDOWN follows the carrier; the host's own addresses do not care. */
export function syncCarrier6(inet6: Inet6, dev: Device): void {
  for (const route of inet6.routes)
    if (route.dev === dev && route.type !== 'local') route.linkdown = !dev.carrier
}
