import { refuse } from '../../../device/errno.ts'
import type { Route } from '../../../stack/inet.ts'
import { object } from '../document.ts'
import { TABLES } from '../names.ts'
import { type Command, refusalWords, type Session, show } from '../session.ts'
import { fail } from '../stop.ts'
import { routeNodes } from './describe.ts'
import { passesRouteFilter, type RouteFilter, readRouteFilter } from './filter.ts'

export const showRoutes: Command = (session, words) => {
  const filter = readRouteFilter(session, words)
  const chosen = chosenRoutes(session, filter)
  show(
    session,
    chosen.map((route) => object(undefined, routeNodes(session, route, filter))),
  )
  return 0
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
