import type { Device } from '../device/device.ts'
import { type Refusal, refuse } from '../device/errno.ts'
import {
  ANY,
  type Ipv4,
  isLocalMulticast,
  isLoopback,
  isMulticast,
  isZeronet,
  LIMITED_BROADCAST,
  LOOPBACK,
} from '../frame/ipv4-address.ts'
import { findLocal } from './addresses.ts'
import type { StackEnvironment } from './environment.ts'
import { fibLookup, isRefusal } from './fib-lookup.ts'
import type { Route } from './inet.ts'
import { findException } from './path-exceptions.ts'
import type { RouteQuery, RouteResult } from './requests.ts'
import { conf } from './settings.ts'
import { selectSource, sourceOfRoute } from './source-address.ts'

const UNREACHABLE = refuse('ENETUNREACH')

/** ip_route_output_key_hash_rcu: the way of a packet that this host sends. */
export function routeOutput(stack: StackEnvironment, query: RouteQuery): RouteResult | Refusal {
  const { inet } = stack
  const { dst, oif, source = ANY } = query
  const isGroup = isMulticast(dst) || dst === LIMITED_BROADCAST
  if (source !== ANY) {
    if (isMulticast(source) || source === LIMITED_BROADCAST) return refuse('EINVAL')
    const owner = findLocal(inet, source)
    if (owner === undefined && !isLoopback(source) && query.anySource !== true) return UNREACHABLE
    // A group has no route of its own: the source address says which device is meant.
    if (oif === undefined && isGroup && owner) return makeRoute(stack, owner.idev.dev, dst, source, undefined)
  }
  if (oif !== undefined) {
    const idev = inet.devices.get(oif.id)
    if (!oif.up || idev === undefined) return UNREACHABLE
    if (isLocalMulticast(dst) || dst === LIMITED_BROADCAST)
      return makeRoute(stack, oif, dst, source || selectSource(inet, idev, ANY, 'link'), undefined)
  }
  if (dst === ANY) return toSelf(stack, source)
  return byTable(stack, query, source)
}

/** 0.0.0.0 means this host. */
function toSelf(stack: StackEnvironment, source: Ipv4): RouteResult | Refusal {
  const address = source || LOOPBACK
  return localRoute(stack, undefined, ANY, address)
}

function byTable(stack: StackEnvironment, query: RouteQuery, source: Ipv4): RouteResult | Refusal {
  const { inet } = stack
  const { dst, oif } = query
  const route = fibLookup(inet, { dst, oif, scope: query.dontRoute === true ? 'link' : 'global' })
  if (isRefusal(route)) return oif === undefined ? route : assumeOnLink(stack, oif, dst, source)
  if (route.type === 'local') return localRoute(stack, route, dst, source || (route.source ?? dst))
  if (route.dev === undefined) throw new Error(`a ${route.type} route without a device was taken`)
  const groupSource =
    isMulticast(dst) && oif ? selectSource(inet, inet.devices.get(oif.id), ANY, 'global') : ANY
  return makeRoute(stack, route.dev, dst, source || groupSource || sourceOfRoute(inet, route), route)
}

/** "Apparently, routing tables are wrong. Assume, that the destination is on link." */
function assumeOnLink(stack: StackEnvironment, oif: Device, dst: Ipv4, source: Ipv4): RouteResult | Refusal {
  const chosen = source || selectSource(stack.inet, stack.inet.devices.get(oif.id), ANY, 'link')
  return makeRoute(stack, oif, dst, chosen, undefined)
}

function localRoute(stack: StackEnvironment, route: Route | undefined, dst: Ipv4, source: Ipv4): RouteResult {
  return {
    type: 'local',
    route,
    dev: stack.loopback,
    gateway: undefined,
    source,
    dst,
    local: true,
    mtu: undefined,
    expires: undefined,
    redirected: false,
  }
}

/** __mkroute_output. */
function makeRoute(
  stack: StackEnvironment,
  dev: Device,
  dst: Ipv4,
  source: Ipv4,
  route: Route | undefined,
): RouteResult | Refusal {
  const { inet, now } = stack
  const idev = inet.devices.get(dev.id)
  if (idev === undefined) return refuse('EINVAL')
  const loopback = dev.driver.kind === 'loopback'
  if (isLoopback(source) && !loopback && conf(inet, idev, 'route_localnet') === 0) return refuse('EINVAL')
  if (isZeronet(dst)) return refuse('EINVAL')
  const type = typeOf(dst, route)
  const isGroup = type === 'broadcast' || type === 'multicast'
  const learnt = isGroup ? undefined : findException(inet, dev, dst, now)
  return {
    type,
    route,
    dev,
    gateway: isGroup ? undefined : (learnt?.gateway ?? route?.gateway),
    source,
    dst,
    local: loopback || type === 'broadcast' || (isGroup && idev.groups.has(dst)),
    mtu: isGroup ? undefined : (learnt?.mtu ?? route?.mtu),
    expires: learnt?.expires === undefined ? undefined : Math.round((learnt.expires - now) / 1e9),
    redirected: learnt?.gateway !== undefined,
  }
}

function typeOf(dst: Ipv4, route: Route | undefined): RouteResult['type'] {
  if (dst === LIMITED_BROADCAST) return 'broadcast'
  if (isMulticast(dst)) return 'multicast'
  return route?.type ?? 'unicast'
}

/** The most that a packet on this way may measure. */
export function mtuOf(route: RouteResult): number {
  return Math.min(route.mtu ?? route.dev.mtu, route.dev.mtu)
}
