import { formatIpv4 } from '../../../frame/ipv4-address.ts'
import type { Route } from '../../../stack/inet.ts'
import { array, element, field, type Node, object, text } from '../document.ts'
import { numbered, PROTOCOLS, ROUTE_TYPES, SCOPES, TABLES } from '../names.ts'
import type { Session } from '../session.ts'
import type { RouteFilter } from './filter.ts'

/** print_route(). What was filtered by, a host to the last bit, goes without saying. */
export function routeNodes(session: Session, route: Route, filter: RouteFilter | undefined): Node[] {
  const { details, numeric } = session.options
  const name = (names: Readonly<Record<string, number>>, key: string) => numbered(names, key, numeric)
  const all = details > 0
  return [
    ...show(route.type !== 'unicast' || all, 'type', name(ROUTE_TYPES, route.type)),
    field('dst', destination(route), `${destination(route)} `),
    ...(route.gateway === undefined || filter?.via?.bits === 32
      ? []
      : [field('gateway', formatIpv4(route.gateway), `via ${formatIpv4(route.gateway)} `)]),
    ...show(filter?.dev === undefined && route.dev, 'dev', route.dev?.name, 'dev'),
    ...show((route.table !== 'main' || all) && !filter?.table, 'table', name(TABLES, route.table), 'table'),
    ...show(
      (route.protocol !== 'boot' || all) && filter?.protocol === undefined,
      'protocol',
      name(PROTOCOLS, route.protocol),
      'proto',
    ),
    ...show(
      (route.scope !== 'global' || all) && filter?.scope === undefined,
      'scope',
      name(SCOPES, route.scope),
      'scope',
    ),
    ...sourceNodes(route, filter),
    ...show(route.metric !== 0 && filter?.metric === undefined, 'metric', route.metric, 'metric'),
    flagNodes(route),
    ...metricNodes(route),
    text('\n'),
  ]
}

function show(wanted: unknown, key: string, value: string | number | undefined, word?: string): Node[] {
  if (!wanted || value === undefined) return []
  return [field(key, value, word === undefined ? `${value} ` : `${word} ${value} `)]
}

function destination({ dst, prefix }: Route): string {
  if (prefix === 0) return 'default'
  return prefix === 32 ? formatIpv4(dst) : `${formatIpv4(dst)}/${prefix}`
}

function sourceNodes({ source }: Route, filter: RouteFilter | undefined): Node[] {
  if (source === undefined || filter?.source?.bits === 32) return []
  return [field('prefsrc', formatIpv4(source), `src ${formatIpv4(source)} `)]
}

/** print_rt_flags() */
function flagNodes({ dead, onlink, linkdown }: Route): Node {
  const flags: readonly (readonly [boolean, string])[] = [
    [dead, 'dead'],
    [onlink, 'onlink'],
    [linkdown, 'linkdown'],
  ]
  return array(
    'flags',
    flags.filter(([set]) => set).map(([, flag]) => element(flag, `${flag} `)),
  )
}

function metricNodes({ mtu }: Route): Node[] {
  if (mtu === undefined) return []
  return [array('metrics', [object(undefined, [field('mtu', mtu, `mtu ${mtu} `)])])]
}
