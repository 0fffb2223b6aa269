import { inSubnet } from '../../../frame/ipv4-address.ts'
import { inSubnet6 } from '../../../frame/ipv6-address.ts'
import type { Route } from '../../../stack/inet.ts'
import type { Route6 } from '../../../stack/ipv6/inet6.ts'
import {
  PROTOCOLS,
  ROUTE_TYPES,
  readProtocol,
  readRouteType,
  readScope,
  readTable,
  SCOPES,
  TABLES,
} from '../names.ts'
import { readUnsigned } from '../numbers.ts'
import type { Family } from '../options.ts'
import { contains, type Prefix, readPrefix } from '../prefixes.ts'
import { findDevice, type Session } from '../session.ts'
import { exit, invalid } from '../stop.ts'
import { ROUTE_USAGE } from '../usage/route.ts'
import {
  currentWord,
  type Handler,
  keywords,
  matches,
  nextWord,
  put,
  readWords,
  take,
  type Words,
} from '../words.ts'

/** Which routes to show or flush. What is filtered by is not printed again. */
export interface RouteFilter {
  readonly session: Session
  family: Family
  /** 0: all of them. */
  table: number
  cloned: boolean
  protocol: number | undefined
  scope: number | undefined
  type: number | undefined
  metric: number | undefined
  dev: string | undefined
  via: Prefix | undefined
  source: Prefix | undefined
  /** `root`: routes at least as long as this; `match`: at most. Both together are `exact`. */
  root: Prefix | undefined
  match: Prefix | undefined
}

export function readRouteFilter(session: Session, words: Words): RouteFilter {
  const filter: RouteFilter = {
    session,
    family: session.options.family,
    table: TABLES['main']!,
    cloned: false,
    protocol: undefined,
    scope: undefined,
    type: undefined,
    metric: undefined,
    dev: undefined,
    via: undefined,
    source: undefined,
    root: undefined,
    match: undefined,
  }
  readWords(words, KEYWORDS, filter, readDestination)
  if (filter.dev !== undefined) findDevice(session, filter.dev)
  return filter
}

type Word = Handler<RouteFilter>

const KEYWORDS = keywords<RouteFilter>({
  'table*': readTableWord,
  'vrf*': (_, words) => invalid(nextWord(words), 'Invalid VRF\n'),
  'cached* cloned*': put('cloned', true),
  'tos dsfield*': (_, words) => void nextWord(words),
  'protocol*': numbered('protocol', readProtocol, 'invalid "protocol"\n'),
  'scope*': numbered('scope', readScope, 'invalid "scope"\n'),
  'type*': numbered('type', readRouteType, 'node type value is invalid\n'),
  'dev oif': take('dev'),
  iif: (_, words) => void nextWord(words),
  mark: (_, words) => void nextWord(words),
  'metric* priority* preference': numbered('metric', readUnsigned, '"metric" value is invalid\n'),
  via: (filter, words) => {
    const word = nextWord(words)
    filter.via = readPrefix(word === 'inet' ? nextWord(words) : word, filter.family)
  },
  src: take('source', (word, { family }) => readPrefix(word, family)),
  'realms*': (_, words) => void nextWord(words),
  'from*': readSource,
})

function readTableWord(filter: RouteFilter, words: Words): void {
  const word = nextWord(words)
  const table = readTable(word)
  if (table !== undefined) filter.table = table
  else if (word === 'all') filter.table = 0
  else if (word === 'cache') filter.cloned = true
  else if (word === 'help') exit(ROUTE_USAGE)
  else invalid(word, 'table id value is invalid\n')
}

/** `all` lifts the filter, though what it is about is left out of the print all the same. */
function numbered(
  key: 'protocol' | 'scope' | 'type' | 'metric',
  read: (word: string) => number | undefined,
  why: string,
): Word {
  return (filter, words) => {
    const word = nextWord(words)
    const number = read(word)
    if (number === undefined && (word !== 'all' || key === 'type' || key === 'metric')) invalid(word, why)
    filter[key] = number
  }
}

/** `[to] [root|match|exact] PREFIX` */
const readDestination: Word = (filter, words) => {
  let word = currentWord(words)
  if (matches(word, 'to')) word = nextWord(words)
  if (matches(word, 'root')) filter.root = readSelector(filter, nextWord(words))
  else if (matches(word, 'match')) filter.match = readSelector(filter, nextWord(words))
  else readExact(filter, words, word)
}

function readExact(filter: RouteFilter, words: Words, word: string): void {
  if (matches(word, 'help')) exit(ROUTE_USAGE)
  const prefix = readSelector(filter, matches(word, 'exact') ? nextWord(words) : word)
  filter.root = prefix
  filter.match = prefix
}

/** `any` of no family selects nothing and everything. */
function readSelector({ family }: RouteFilter, word: string): Prefix | undefined {
  const prefix = readPrefix(word, family)
  return prefix.family === 'unspec' && !prefix.given ? undefined : prefix
}

/** Routes here have no source prefix; the words are read all the same. */
function readSource({ family }: RouteFilter, words: Words): void {
  const word = nextWord(words)
  const qualified = ['root', 'match', 'exact'].some((keyword) => matches(word, keyword))
  readPrefix(qualified ? nextWord(words) : word, family)
}

/** filter_nlmsg() */
export function passesRouteFilter(route: Route, filter: RouteFilter): boolean {
  if (filter.family !== 'unspec' && filter.family !== 'inet') return false
  if (filter.cloned) return false
  const { table, protocol, scope, type, metric } = filter
  if (table !== 0 && TABLES[route.table] !== table) return false
  if (protocol !== undefined && PROTOCOLS[route.protocol] !== protocol) return false
  if (scope !== undefined && SCOPES[route.scope] !== scope) return false
  if (type !== undefined && ROUTE_TYPES[route.type] !== type) return false
  if (metric !== undefined && route.metric !== metric) return false
  return passesDestination(route, filter) && passesHosts(route, filter)
}

const fits = (prefix: Prefix) => prefix.family === 'unspec' || prefix.family === 'inet'

function passesDestination(route: Route, { root, match }: RouteFilter): boolean {
  if ((root && !fits(root)) || (match && !fits(match))) return false
  if (root && (root.bits > route.prefix || !contains(root, route.dst))) return false
  return !match || (match.bits >= route.prefix && inSubnet(match.address, route.dst, route.prefix))
}

function passesHosts(route: Route, { session, dev, via, source }: RouteFilter): boolean {
  if (dev !== undefined && route.dev?.name !== findDevice(session, dev)?.name) return false
  if ((via && !fits(via)) || (source && !fits(source))) return false
  if (via && !contains(via, route.gateway ?? 0)) return false
  return !source || contains(source, route.source ?? 0)
}

/** filter_nlmsg(), for a route of IPv6: all of them are of scope global. */
export function passesRoute6Filter(route: Route6, filter: RouteFilter): boolean {
  const { session, table, protocol, scope, type, metric, dev, via, source, cloned } = filter
  if (cloned || (table !== 0 && TABLES[route.table] !== table)) return false
  if (protocol !== undefined && PROTOCOLS[route.protocol] !== protocol) return false
  if (scope !== undefined && scope !== 0) return false
  if (type !== undefined && ROUTE_TYPES[route.type] !== type) return false
  if (metric !== undefined && route.metric !== metric) return false
  if (dev !== undefined && route.dev.name !== findDevice(session, dev)?.name) return false
  if (via && !contains(via, route.gateway ?? 0n)) return false
  if (source && !contains(source, route.source ?? 0n)) return false
  return liesWithin(route, filter)
}

function liesWithin(route: Route6, { root, match }: RouteFilter): boolean {
  if (root && (root.bits > route.prefix || !contains(root, route.dst))) return false
  return !match || (match.bits >= route.prefix && inSubnet6(match.address6, route.dst, route.prefix))
}
