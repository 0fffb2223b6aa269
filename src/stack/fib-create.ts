import { type Refusal, type Reply, refuse } from '../device/errno.ts'
import { type Ipv4, subnetOf } from '../frame/ipv4-address.ts'
import { addressType, fibLookup, isRefusal } from './fib-lookup.ts'
import type { Inet, Route, RouteType, Scope } from './inet.ts'
import type { NewRoute } from './requests.ts'
import { scopeRank } from './scope.ts'

/** fib_props: the widest scope that a route of the type may have, and whether it is an answer by itself. */
const TYPES: Readonly<Record<RouteType, { readonly scope: Scope; readonly error: boolean }>> = {
  unicast: { scope: 'global', error: false },
  local: { scope: 'host', error: false },
  broadcast: { scope: 'link', error: false },
  anycast: { scope: 'link', error: false },
  multicast: { scope: 'global', error: false },
  blackhole: { scope: 'global', error: true },
  unreachable: { scope: 'global', error: true },
  prohibit: { scope: 'global', error: true },
  throw: { scope: 'global', error: true },
}

/** A request with everything that iproute2 fills in before it asks the kernel. */
interface Request extends NewRoute {
  readonly table: Route['table']
  readonly type: RouteType
  readonly scope: Scope
  readonly protocol: Route['protocol']
  readonly metric: number
}

/** fib_valid_key_len: what is wrong with the destination of a route, to be made or to be deleted. */
export function admitKey({ dst, prefix }: Pick<Route, 'dst' | 'prefix'>): Reply {
  if (prefix > 32) return refuse('EINVAL', 'Invalid prefix length')
  return subnetOf(dst, prefix) === dst
    ? undefined
    : refuse('EINVAL', 'Invalid prefix for given prefix length')
}

/** fib_create_info: the checks of a new route, in the kernel's order and words. */
export function createRoute(inet: Inet, wanted: NewRoute): Route | Refusal {
  const request = withDefaults(wanted)
  const malformed = admitKey(request)
  if (malformed !== undefined) return malformed
  const props = TYPES[request.type]
  if (scopeRank(props.scope) > scopeRank(request.scope)) return refuse('EINVAL', 'Invalid scope')
  if (props.error) return errorRoute(request)
  if (request.scope === 'nowhere') return refuse('EINVAL', 'Invalid scope')

  const route = request.scope === 'host' ? hostRoute(request) : linkedRoute(inet, request)
  if (isRefusal(route)) return route
  if (request.source !== undefined && !isValidSource(inet, request, request.source))
    return refuse('EINVAL', 'Invalid prefsrc address')
  return route
}

/** The table that a request means if it names none. */
export function tableOf({ table, type }: Pick<NewRoute, 'table' | 'type'>): Route['table'] {
  const ofHost = type === 'local' || type === 'broadcast' || type === 'anycast'
  return table ?? (ofHost ? 'local' : 'main')
}

function withDefaults(wanted: NewRoute): Request {
  const type = wanted.type ?? 'unicast'
  return {
    ...wanted,
    type,
    table: tableOf(wanted),
    scope: wanted.scope ?? defaultScope(type, wanted.gateway),
    protocol: wanted.protocol ?? 'boot',
    metric: wanted.metric ?? 0,
  }
}

/** iproute_modify. */
function defaultScope(type: RouteType, gateway: Ipv4 | undefined): Scope {
  if (type === 'local') return 'host'
  if (type === 'broadcast' || type === 'multicast' || type === 'anycast') return 'link'
  return type === 'unicast' && gateway === undefined ? 'link' : 'global'
}

function errorRoute(request: Request): Route | Refusal {
  if (request.gateway !== undefined || request.dev !== undefined)
    return refuse('EINVAL', 'Gateway, device and multipath can not be specified for this route type')
  return routeOf(request, { dev: undefined, nexthopScope: 'nowhere', linkdown: false })
}

/** An address of this host. */
function hostRoute(request: Request): Route | Refusal {
  if (request.gateway !== undefined) return refuse('EINVAL', 'Route with host scope can not have a gateway')
  if (request.dev === undefined) return refuse('ENODEV')
  return routeOf(request, { dev: request.dev, nexthopScope: 'nowhere', linkdown: false })
}

/** fib_check_nh. */
function linkedRoute(inet: Inet, request: Request): Route | Refusal {
  if (request.gateway === undefined) return onLinkRoute(inet, request)
  return request.onlink === true ? gatewayOnLink(inet, request, request.gateway) : viaGateway(inet, request)
}

/** fib_check_nh_nongw. */
function onLinkRoute(inet: Inet, request: Request): Route | Refusal {
  const { dev } = request
  if (request.onlink === true)
    return refuse('EINVAL', 'Invalid flags for nexthop - PERVASIVE and ONLINK can not be set')
  if (dev === undefined || !inet.devices.has(dev.id)) return refuse('ENODEV')
  if (!dev.up) return refuse('ENETDOWN', 'Device for nexthop is not up')
  return routeOf(request, { dev, nexthopScope: 'host', linkdown: !dev.carrier })
}

/** fib_check_nh_v4_gw with `onlink`: the user vouches for the gateway. */
function gatewayOnLink(inet: Inet, request: Request, gateway: Ipv4): Route | Refusal {
  const { dev } = request
  if (scopeRank(request.scope) >= scopeRank('link')) return refuse('EINVAL', 'Nexthop has invalid scope')
  if (dev === undefined) return refuse('ENODEV', 'Nexthop device required for onlink')
  if (!dev.up) return refuse('ENETDOWN', 'Nexthop device is not up')
  if (addressType(inet, gateway) !== 'unicast') return refuse('EINVAL', 'Nexthop has invalid gateway')
  return routeOf(request, { dev, nexthopScope: 'link', linkdown: !dev.carrier })
}

/** fib_check_nh_v4_gw: the gateway itself must be reachable by a route of nearer scope. */
function viaGateway(inet: Inet, request: Request): Route | Refusal {
  const dst = request.gateway!
  const scope = scopeRank(request.scope) < scopeRank('link') ? 'link' : 'host'
  const way = fibLookup(inet, { dst, scope, oif: request.dev, ignoreLinkState: true })
  if (isRefusal(way)) return refuse(way.errno, 'Nexthop has invalid gateway')
  if (way.type !== 'unicast' && way.type !== 'local') return refuse('EINVAL', 'Nexthop has invalid gateway')
  const dev = way.dev
  if (dev === undefined) return refuse('EINVAL', 'No egress device for nexthop gateway')
  if (!dev.up) return refuse('ENETDOWN')
  return routeOf(request, { dev, nexthopScope: way.scope, linkdown: !dev.carrier })
}

/** fib_valid_prefsrc. */
function isValidSource(inet: Inet, request: Request, source: Ipv4): boolean {
  if (request.type === 'local' && request.dst !== 0 && source === request.dst) return true
  return addressType(inet, source) === 'local'
}

function routeOf(request: Request, nexthop: Pick<Route, 'dev' | 'nexthopScope' | 'linkdown'>): Route {
  return {
    table: request.table,
    type: request.type,
    dst: request.dst,
    prefix: request.prefix,
    gateway: request.gateway,
    source: request.source,
    scope: request.scope,
    protocol: request.protocol,
    metric: request.metric,
    onlink: request.onlink ?? false,
    mtu: request.mtu,
    dead: false,
    ...nexthop,
  }
}
