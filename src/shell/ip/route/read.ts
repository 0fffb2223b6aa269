import { readProtocol, readRouteType, readScope, readTable } from '../names.ts'
import { readUnsigned } from '../numbers.ts'
import type { Family } from '../options.ts'
import { type Prefix, readAddress, readPrefix } from '../prefixes.ts'
import type { Session } from '../session.ts'
import { exit, garbage, invalid, notModelled } from '../stop.ts'
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

/** What the words of `ip route add|del|…` said; scopes, tables, protocols and types by number. */
export interface RouteWords {
  readonly session: Session
  family: Family
  dst: Prefix | undefined
  gateway: Prefix | undefined
  source: Prefix | undefined
  dev: string | undefined
  type: number | undefined
  table: number | undefined
  scope: number | undefined
  protocol: number | undefined
  metric: number | undefined
  mtu: number | undefined
  onlink: boolean
  /** Seconds. */
  expires: number | undefined
  preference: 'low' | 'medium' | 'high' | undefined
}

/** iproute_modify(), its words. */
export function readRoute(session: Session, words: Words): RouteWords {
  const state: RouteWords = {
    session,
    family: session.options.family,
    dst: undefined,
    gateway: undefined,
    source: undefined,
    dev: undefined,
    type: undefined,
    table: undefined,
    scope: undefined,
    protocol: undefined,
    metric: undefined,
    mtu: undefined,
    onlink: false,
    expires: undefined,
    preference: undefined,
  }
  readWords(words, KEYWORDS, state, readDestination)
  if (!state.dst) exit(ROUTE_USAGE)
  return state
}

type Word = Handler<RouteWords>

const KEYWORDS = keywords<RouteWords>({
  src: take('source', (word, state) => host(state, word)),
  as: leftOut('as'),
  via: readGateway,
  from: leftOut('from'),
  'tos dsfield*': leftOut('tos'),
  expires: (state, words) => {
    const word = nextWord(words)
    state.expires = readUnsigned(word) ?? invalid(word, '"expires" value is invalid\n')
  },
  'metric* priority* preference': named('metric', readUnsigned, '"metric" value is invalid\n'),
  scope: named('scope', readScope, 'invalid "scope" value\n'),
  mtu: (state, words) => {
    const word = nextWord(words)
    if (word === 'lock') notModelled('mtu lock')
    state.mtu = readUnsigned(word) ?? invalid(word, '"mtu" value is invalid\n')
  },
  ...leftOutMetrics(),
  onlink: put('onlink', true),
  nexthop: leftOut('nexthop'),
  nhid: leftOut('nhid'),
  'protocol*': named('protocol', readProtocol, '"protocol" value is invalid\n'),
  'table*': named('table', readTable, '"table" value is invalid\n'),
  'vrf*': (_, words) => invalid(nextWord(words), 'Invalid VRF\n'),
  'dev oif': take('dev'),
  'pref*': (state, words) => {
    const word = nextWord(words)
    const found = PREFERENCES.find((preference) => preference === word)
    state.preference = found ?? invalid(word, '"pref" value is invalid\n')
  },
  encap: leftOut('encap'),
  'ttl-propagate': leftOut('ttl-propagate'),
  'fastopen_no_cookie*': leftOut('fastopen_no_cookie'),
})

const PREFERENCES = ['low', 'medium', 'high'] as const

/** Metrics that change nothing here but what would be printed. */
function leftOutMetrics(): Record<string, Word> {
  const names =
    'hoplimit advmss reordering* rtt rto_min window* cwnd* initcwnd* initrwnd* features* quickack* congctl* ' +
    'rttvar* ssthresh* realms*'
  return Object.fromEntries(names.split(' ').map((name) => [name, leftOut(name.replace('*', ''))]))
}

function leftOut(option: string): Word {
  return (_, words) => {
    nextWord(words)
    notModelled(`route ${option}`)
  }
}

function named(
  key: 'metric' | 'scope' | 'protocol' | 'table',
  read: (word: string) => number | undefined,
  why: string,
): Word {
  return (state, words) => {
    const word = nextWord(words)
    state[key] = read(word) ?? invalid(word, why)
  }
}

function host(state: RouteWords, word: string): Prefix {
  const address = readAddress(word, state.family)
  if (state.family === 'unspec') state.family = address.family
  return address
}

/** `via [FAMILY] ADDRESS` */
function readGateway(state: RouteWords, words: Words): void {
  const word = nextWord(words)
  if (word === 'mpls' || word === 'link' || word === 'bridge') notModelled(`via ${word}`)
  state.gateway = host(state, word === 'inet' || word === 'inet6' ? nextWord(words) : word)
}

/** `[to] [TYPE] PREFIX` */
const readDestination: Word = (state, words) => {
  let word = currentWord(words) === 'to' ? nextWord(words) : currentWord(words)
  const type = /^[0-9]/.test(word) ? undefined : readRouteType(word)
  if (type !== undefined) {
    state.type = type
    word = nextWord(words)
  }
  if (matches(word, 'help')) exit(ROUTE_USAGE)
  if (state.dst) garbage('to', word)
  state.dst = readPrefix(word, state.family)
  if (state.family === 'unspec') state.family = state.dst.family
}
