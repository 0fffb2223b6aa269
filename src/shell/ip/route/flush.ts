import { deleteRoute } from '../../../world/inet.ts'
import { deleteRoute6 } from '../../../world/inet6.ts'
import { toText } from '../document.ts'
import { flushRounds } from '../flush-rounds.ts'
import { type Command, print, type Session } from '../session.ts'
import { fail } from '../stop.ts'
import { hasWord } from '../words.ts'
import { routeNodes } from './describe.ts'
import { route6Nodes } from './describe6.ts'
import { type RouteFilter, readRouteFilter } from './filter.ts'
import { chosenRoutes, chosenRoutes6, isIpv6 } from './show.ts'

/** iproute_flush() */
export const flushRoutes: Command = (session, words) => {
  if (!hasWord(words)) fail('"ip route flush" requires arguments.\n')
  const filter = readRouteFilter(session, words)
  if (filter.cloned) return flushCache(session)
  return flushRounds(session, { what: 'entries', rounds: Infinity, round: () => flush(session, filter) })
}

function flush(session: Session, filter: RouteFilter): number {
  if (isIpv6(filter)) return flush6(session, filter)
  const doomed = chosenRoutes(session, filter)
  for (const route of doomed) {
    if (session.options.statistics > 1) print(session, toText(routeNodes(session, route, filter)))
    deleteRoute(session.world, session.netns, route)
  }
  return doomed.length
}

function flush6(session: Session, filter: RouteFilter): number {
  const doomed = chosenRoutes6(session, filter)
  for (const route of doomed) {
    if (session.options.statistics > 1) print(session, toText(route6Nodes(session, route, filter)))
    deleteRoute6(session.world, session.netns, route)
  }
  return doomed.length
}

/** There has been no cache since Linux 3.6. */
function flushCache(session: Session): number {
  if (session.options.statistics > 0) print(session, '*** IPv4 routing cache is flushed.\n')
  return 0
}
