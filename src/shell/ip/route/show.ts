import { refuse } from '../../../device/errno.ts'
import type { Route } from '../../../stack/inet.ts'
import type { Route6 } from '../../../stack/ipv6/inet6.ts'
import { object } from '../document.ts'
import { TABLES } from '../names.ts'
import { type Command, refusalWords, type Session, show } from '../session.ts'
import { fail } from '../stop.ts'
import { routeNodes } from './describe.ts'
import { route6Nodes } from './describe6.ts'
import { passesRoute6Filter, passesRouteFilter, type RouteFilter, readRouteFilter } from './filter.ts'

export const showRoutes: Command = (session, words) => {
  const filter = readRouteFilter(session, words)
  if (isIpv6(filter)) return showRoutes6(session, filter)
  const chosen = chosenRoutes(session, filter)
  show(
    session,
    chosen.map((route) => object(undefined, routeNodes(session, route, filter))),
  )
  return 0
}

/** Asked for with -6: an address alone does not turn the question to IPv6. */
export function isIpv6({ family }: RouteFilter): boolean {
  return family === 'inet6'
}

function showRoutes6(session: Session, filter: RouteFilter): number {
  const chosen = chosenRoutes6(session, filter)
  show(
    session,
    chosen.map((route) => object(undefined, route6Nodes(session, route, filter))),
  )
  return 0
}

export function chosenRoutes6({ netns }: Session, filter: RouteFilter): Route6[] {
  const { routes } = netns.inet6
  const known = filter.table === 0 || Object.values(TABLES).includes(filter.table)
  if (!known) fail(`${refusalWords(refuse('ENOENT', 'ipv6: FIB table does not exist'))}Dump terminated\n`, 2)
  return routes.filter((route) => passesRoute6Filter(route, filter))
}

/** Tables come into being with their first route; the main one is looked for quietly. */
export function chosenRoutes(session: Session, filter: RouteFilter): Route[] {
  const { routes } = session.netns.inet
  if (
    filter.table !== 0 &&
    filter.table !== TABLES['main'] &&
    !routes.some(({ table }) => TABLES[table] === filter.table)
  )
    fail(`${refusalWords(refuse('ENOENT', 'ipv4: FIB table does not exist'))}Dump terminated\n`, 2)
  return routes.filter((route) => passesRouteFilter(route, filter))
}
