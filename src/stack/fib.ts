import type { Device } from '../device/device.ts'
import { type Refusal, type Reply, refuse } from '../device/errno.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
import { admitKey, createRoute, tableOf } from './fib-create.ts'
import { addressType, isRefusal } from './fib-lookup.ts'
import type { Inet, Route } from './inet.ts'
import type { NewRoute, RouteHow, RouteSelector } from './requests.ts'

/** RTM_NEWROUTE: the route is in the table from now on, or the reason why not. */
export function addRoute(inet: Inet, wanted: NewRoute, how: RouteHow): Reply {
  // fib_new_table, before much is looked at.
  if (tableOf(wanted) === 'local') inet.hasLocalTable = true
  const route = createRoute(inet, wanted)
  return isRefusal(route) ? (route as Refusal) : insertRoute(inet, route, how)
}

/** fib_table_insert. */
function insertRoute(inet: Inet, route: Route, how: RouteHow): Reply {
  const alike = inet.routes.filter((other) => compareKeys(other, route) === 0)
  const first = alike[0]
  if (first === undefined)
    return how === 'change' ? refuse('ENOENT') : place(inet, route, positionOf(inet, route))
  if (how === 'add') return refuse('EEXIST')

  const same = alike.find((other) => isSame(other, route))
  if (how === 'replace' || how === 'change') {
    if (same === undefined) inet.routes[inet.routes.indexOf(first)] = route
    return same === undefined || same === first ? undefined : refuse('EEXIST')
  }
  if (same !== undefined) return refuse('EEXIST')
  const before = how === 'prepend' ? inet.routes.indexOf(first) : inet.routes.indexOf(alike.at(-1)!) + 1
  return place(inet, route, before)
}

function place(inet: Inet, route: Route, index: number): Reply {
  inet.routes.splice(index, 0, route)
  return undefined
}

function positionOf(inet: Inet, route: Route): number {
  const index = inet.routes.findIndex((other) => compareKeys(other, route) > 0)
  return index < 0 ? inet.routes.length : index
}

/** Main before local; then by address, longer prefixes first, and by metric. */
function compareKeys(a: Route, b: Route): number {
  if (a.table !== b.table) return a.table === 'main' ? -1 : 1
  return a.dst - b.dst || b.prefix - a.prefix || a.metric - b.metric
}

/** The same fib_info and type: adding it again is EEXIST. */
function isSame(a: Route, b: Route): boolean {
  return (
    a.type === b.type &&
    a.dev === b.dev &&
    a.gateway === b.gateway &&
    a.source === b.source &&
    a.scope === b.scope &&
    a.protocol === b.protocol &&
    a.onlink === b.onlink &&
    a.mtu === b.mtu
  )
}

/** fib_table_delete: the first route that agrees with all that was said. */
export function deleteRoute(inet: Inet, selector: RouteSelector): Reply {
  const malformed = admitKey(selector)
  if (malformed !== undefined) return malformed
  const index = inet.routes.findIndex((route) => isSelected(route, selector))
  if (index < 0) return refuse('ESRCH')
  inet.routes.splice(index, 1)
  return undefined
}

function isSelected(route: Route, selector: RouteSelector): boolean {
  const { type } = selector
  return (
    route.table === tableOf(selector) &&
    route.dst === selector.dst &&
    route.prefix === selector.prefix &&
    agrees(type, route.type) &&
    agrees(selector.gateway, route.gateway) &&
    agrees(selector.dev, route.dev) &&
    agrees(selector.source, route.source) &&
    agrees(selector.scope, route.scope) &&
    agrees(selector.protocol, route.protocol) &&
    agrees(selector.metric || undefined, route.metric)
  )
}

function agrees<T>(wanted: T | undefined, value: T): boolean {
  return wanted === undefined || wanted === value
}

/** fib_sync_down_dev and fib_flush: routes through a device that has gone; its addresses' own only by `force`. */
export function flushDevice(inet: Inet, dev: Device, force: boolean): void {
  removeRoutes(inet, (route) => route.dev === dev && (force || route.nexthopScope !== 'nowhere'))
}

/** fib_sync_down_addr: routes whose preferred source address has gone. */
export function flushSource(inet: Inet, address: Ipv4): void {
  if (addressType(inet, address) !== 'local') removeRoutes(inet, (route) => route.source === address)
}

function removeRoutes(inet: Inet, gone: (route: Route) => boolean): void {
  const kept = inet.routes.filter((route) => !gone(route))
  if (kept.length < inet.routes.length) inet.routes.splice(0, inet.routes.length, ...kept)
}

/** RTNH_F_LINKDOWN follows the carrier; the routes of the host's own addresses do not care. */
export function syncCarrier(inet: Inet, dev: Device): void {
  for (const route of inet.routes)
    if (route.dev === dev && route.nexthopScope !== 'nowhere') route.linkdown = !dev.carrier
}
