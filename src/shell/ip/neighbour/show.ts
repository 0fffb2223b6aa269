import type { Neighbour } from '../../../stack/inet.ts'
import { deleteNeighbour } from '../../../world/inet.ts'
import { deleteNeighbour6 } from '../../../world/inet6.ts'
import { object, toText } from '../document.ts'
import { flushRounds } from '../flush-rounds.ts'
import { readProtocol } from '../names.ts'
import type { Family } from '../options.ts'
import { contains, type Prefix, readPrefix } from '../prefixes.ts'
import { type Command, deviceIndex, findDevice, print, type Session, show } from '../session.ts'
import { duplicate, exit, fail, invalid } from '../stop.ts'
import { NEIGHBOUR_USAGE } from '../usage/neighbour.ts'
import {
  currentWord,
  type Handler,
  hasWord,
  keywords,
  matches,
  nextWord,
  put,
  readWords,
  type Words,
} from '../words.ts'
import { neighbourNodes } from './describe.ts'
import { NONE_BIT, readState, STATES } from './states.ts'

interface Filter {
  readonly session: Session
  family: Family
  /** State bits, and NONE_BIT. */
  states: number | undefined
  dev: string | undefined
  master: number | undefined
  nomaster: boolean
  prefix: Prefix | undefined
  unused: boolean
  proxy: boolean
}

/** All but NOARP, and those of `none`. */
const SHOWN = 0xff & ~STATES.noarp
const FLUSHED = 0x1ff & ~(STATES.permanent | STATES.noarp)

export const showNeighbours: Command = (session, words) => {
  const filter = readFilter(session, words)
  const entries = chosen(filter, filter.states ?? SHOWN)
  show(
    session,
    entries.map((entry) => object(undefined, neighbourNodes(session, entry, filter.dev !== undefined))),
  )
  return 0
}

/** Entries that failed stay until the kernel collects them: only the first round takes them. */
export const flushNeighbours: Command = (session, words) => {
  if (!hasWord(words)) fail('Flush requires arguments.\n')
  const filter = readFilter(session, words)
  let states = filter.states ?? FLUSHED
  const round = () => {
    const doomed = chosen(filter, states)
    for (const entry of doomed) flushEntry(session, entry, filter)
    states &= ~STATES.failed
    return doomed.length
  }
  return flushRounds(session, { what: 'entries', rounds: Infinity, round })
}

function flushEntry(session: Session, entry: Neighbour, filter: Filter): void {
  if (session.options.statistics > 1)
    print(session, toText(neighbourNodes(session, entry, filter.dev !== undefined)))
  const { address, dev } = entry
  if (typeof address === 'bigint') deleteNeighbour6(session.world, dev, address)
  else deleteNeighbour(session.world, dev, address)
}

/** do_show_or_flush(), its words. */
function readFilter(session: Session, words: Words): Filter {
  const filter: Filter = {
    session,
    family: session.options.family,
    states: undefined,
    dev: undefined,
    master: undefined,
    nomaster: false,
    prefix: undefined,
    unused: false,
    proxy: false,
  }
  readWords(words, KEYWORDS, filter, readDestination)
  if (filter.dev !== undefined) findDevice(session, filter.dev)
  return filter
}

const KEYWORDS = keywords<Filter>({
  dev: (filter, words) => {
    const word = nextWord(words)
    if (filter.dev !== undefined) duplicate('dev', word)
    filter.dev = word
  },
  master: (filter, words) => {
    const word = nextWord(words)
    filter.master = deviceIndex(filter.session, word) || invalid(word, 'Device does not exist\n')
  },
  vrf: (_, words) => invalid(nextWord(words), 'Not a valid VRF name\n'),
  nomaster: put('nomaster', true),
  unused: put('unused', true),
  nud: (filter, words) => {
    const word = nextWord(words)
    const bits = readState(word) ?? (word === 'all' ? 0x1ff : invalid(word, 'nud state is bad'))
    filter.states = (filter.states ?? 0) | (bits === 0 ? NONE_BIT : bits)
  },
  proxy: put('proxy', true),
  'protocol*': (_, words) => {
    const word = nextWord(words)
    if (readProtocol(word) === undefined && word !== 'all') invalid(word, 'invalid "protocol"\n')
  },
})

const readDestination: Handler<Filter> = (filter, words) => {
  const word = currentWord(words) === 'to' ? nextWord(words) : currentWord(words)
  if (matches(word, 'help')) exit(NEIGHBOUR_USAGE)
  filter.prefix = readPrefix(word, filter.family)
  if (filter.family === 'unspec') filter.family = filter.prefix.family
}

/** In the order of the table; the kernel's own is that of a hash with a secret. */
function chosen(filter: Filter, states: number): Neighbour[] {
  const { session, family, dev, master, nomaster, prefix, proxy } = filter
  if (proxy) return []
  const only = dev === undefined ? undefined : findDevice(session, dev)
  return tables(session, family).filter(
    (entry) =>
      ((STATES[entry.state] || NONE_BIT) & states) !== 0 &&
      (dev === undefined || entry.dev === only) &&
      (master === undefined || entry.dev.master?.ifindex === master) &&
      (!nomaster || !entry.dev.master) &&
      (!prefix || contains(prefix, entry.address)),
  )
}

/** The table of ARP, and that of neighbour discovery behind it. */
function tables({ netns }: Session, family: Family): Neighbour[] {
  return [
    ...(family === 'unspec' || family === 'inet' ? netns.inet.neighbours : []),
    ...(family === 'unspec' || family === 'inet6' ? netns.inet6.neighbours : []),
  ]
}
