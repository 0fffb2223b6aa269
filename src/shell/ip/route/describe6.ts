import { ANY6, formatIpv6, type Ipv6 } from '../../../frame/ipv6-address.ts'
import type { Route6 } from '../../../stack/ipv6/inet6.ts'
import type { Route6Result } from '../../../stack/ipv6/requests6.ts'
import { preferredSource6 } from '../../../world/inet6.ts'
import { array, element, field, type Node, object, text } from '../document.ts'
import { numbered, PROTOCOLS, ROUTE_TYPES, TABLES } from '../names.ts'
import type { Session } from '../session.ts'
import type { RouteFilter } from './filter.ts'

const SECOND = 1_000_000_000

/** print_route(), of IPv6: every route has a metric and a preference. */
export function route6Nodes(session: Session, route: Route6, filter: RouteFilter | undefined): Node[] {
  const { expires } = route
  const left =
    expires === undefined ? undefined : Math.max(0, Math.floor((expires - session.world.now) / SECOND))
  return [
    ...typeNodes(session, route),
    field('dst', prefixText(route), `${prefixText(route)} `),
    ...wayNodes(session, route, filter),
    ...(route.source === undefined ? [] : [host('prefsrc', 'src', route.source)]),
    ...(filter?.metric === undefined ? [field('metric', route.metric, `metric ${route.metric} `)] : []),
    flagNodes(route),
    ...(left === undefined ? [] : [field('expires', left, `expires ${left}sec `)]),
    ...metricNodes(route),
    preferenceNode(route),
    text('\n'),
  ]
}

/** The answer to `ip -6 route get`. */
export function result6Nodes(session: Session, found: Route6Result, from: Ipv6 | undefined): Node[] {
  const { route, dst, dev } = found
  const source = preferredSource6(session.world, session.netns, found)
  return [
    ...typeNodes(session, route),
    field('dst', formatIpv6(dst), `${formatIpv6(dst)} `),
    host('from', 'from', from ?? 0n),
    ...wayNodes(session, { ...route, dev }, undefined),
    ...(source === ANY6 ? [] : [host('prefsrc', 'src', source)]),
    field('metric', route.metric, `metric ${route.metric} `),
    flagNodes(route),
    ...metricNodes(route),
    preferenceNode(route),
    text('\n'),
  ]
}

function typeNodes({ options }: Session, { type }: Route6): Node[] {
  if (type === 'unicast' && options.details === 0) return []
  const name = numbered(ROUTE_TYPES, type, options.numeric)
  return [field('type', name, `${name} `)]
}

function wayNodes({ options }: Session, route: Route6, filter: RouteFilter | undefined): Node[] {
  const { gateway, dev, table, protocol } = route
  const { details, numeric } = options
  const show = (wanted: boolean, key: string, value: string, word: string) =>
    wanted ? [field(key, value, `${word} ${value} `)] : []
  return [
    ...(gateway === undefined || filter?.via?.bits === 128 ? [] : [host('gateway', 'via', gateway)]),
    ...show(filter?.dev === undefined, 'dev', dev.name, 'dev'),
    ...show(
      (table !== 'main' || details > 0) && !filter?.table,
      'table',
      numbered(TABLES, table, numeric),
      'table',
    ),
    ...show(
      (protocol !== 'boot' || details > 0) && filter?.protocol === undefined,
      'protocol',
      numbered(PROTOCOLS, protocol, numeric),
      'proto',
    ),
    ...show(details > 0, 'scope', 'global', 'scope'),
  ]
}

function host(key: string, word: string, address: Ipv6): Node {
  return field(key, formatIpv6(address), `${word} ${formatIpv6(address)} `)
}

function prefixText({ dst, prefix }: Route6): string {
  if (prefix === 0) return 'default'
  return prefix === 128 ? formatIpv6(dst) : `${formatIpv6(dst)}/${prefix}`
}

/** print_rt_flags() */
function flagNodes({ onlink, linkdown }: Route6): Node {
  const flags = [...(onlink ? ['onlink'] : []), ...(linkdown ? ['linkdown'] : [])]
  return array(
    'flags',
    flags.map((flag) => element(flag, `${flag} `)),
  )
}

function metricNodes({ mtu, hopLimit }: Route6): Node[] {
  const fields = [
    ...(mtu === undefined ? [] : [field('mtu', mtu, `mtu ${mtu} `)]),
    ...(hopLimit === undefined ? [] : [field('hoplimit', hopLimit, `hoplimit ${hopLimit} `)]),
  ]
  return fields.length === 0 ? [] : [array('metrics', [object(undefined, fields)])]
}

/** The last word, and a blank behind it all the same. */
function preferenceNode({ preference }: Route6): Node {
  return field('pref', preference, `pref ${preference}`)
}
