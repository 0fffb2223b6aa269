import type { Device } from '../../../device/device.ts'
import { formatIpv4, type Ipv4 } from '../../../frame/ipv4-address.ts'
import type { RouteResult } from '../../../stack/requests.ts'
import { lookupRoute } from '../../../world/inet.ts'
import { lookupRoute6 } from '../../../world/inet6.ts'
import { array, data, element, field, type Node, object, text } from '../document.ts'
import type { Family } from '../options.ts'
import { type Prefix, readPrefix } from '../prefixes.ts'
import { type Command, complain, findDevice, lineEnd, refused, type Session, show } from '../session.ts'
import { exit, fail, invalid, notModelled } from '../stop.ts'
import { ROUTE_USAGE } from '../usage/route.ts'
import { currentWord, type Handler, keywords, matches, nextWord, put, readWords, take } from '../words.ts'
import { routeNodes } from './describe.ts'
import { result6Nodes, route6Nodes } from './describe6.ts'

interface GetWords {
  readonly session: Session
  family: Family
  dst: Prefix | undefined
  from: Prefix | undefined
  oif: string | undefined
  fibmatch: boolean
}

/** iproute_get() */
export const getRoute: Command = (session, words) => {
  const { family } = session.options
  const state: GetWords = {
    session,
    family,
    dst: undefined,
    from: undefined,
    oif: undefined,
    fibmatch: false,
  }
  readWords(words, KEYWORDS, state, readDestination)
  if (state.dst === undefined) fail('need at least a destination address\n')
  const oif = state.oif === undefined ? undefined : findDevice(session, state.oif)
  if (state.family === 'inet6') return getRoute6(session, state, oif)
  const found = lookupRoute(session.world, session.netns, {
    dst: state.dst.address,
    source: state.from?.address,
    oif,
  })
  if ('errno' in found) refused(found)
  const nodes =
    state.fibmatch && found.route
      ? routeNodes(session, found.route, undefined)
      : resultNodes(session, found, state.from?.address)
  show(session, [object(undefined, nodes)])
  return 0
}

function getRoute6(session: Session, state: GetWords, oif: Device | undefined): number {
  const from = state.from?.address6
  const query = { dst: state.dst!.address6, source: from, oif }
  const found = lookupRoute6(session.world, session.netns, query)
  if ('errno' in found) return refused(found)
  const nodes = state.fibmatch
    ? route6Nodes(session, found.route, undefined)
    : result6Nodes(session, found, from)
  show(session, [object(undefined, nodes)])
  return 0
}

const KEYWORDS = keywords<GetWords>({
  'tos dsfield*': leftOut('tos'),
  'from*': (state, words) => {
    const word = nextWord(words)
    if (matches(word, 'help')) exit(ROUTE_USAGE)
    state.from = hostOf(state, word)
  },
  'iif*': leftOut('iif'),
  'mark*': leftOut('mark'),
  'oif* dev': take('oif'),
  'notify*': () => {},
  'connected*': () => notModelled('route get connected'),
  'vrf*': (_, words) => invalid(nextWord(words), 'Invalid VRF\n'),
  'uid*': leftOut('uid'),
  'fibmatch*': put('fibmatch', true),
  as: leftOut('as'),
  'sport*': leftOut('sport'),
  'dport*': leftOut('dport'),
  'ipproto*': leftOut('ipproto'),
})

function leftOut(option: string): Handler<GetWords> {
  return (_, words) => {
    nextWord(words)
    notModelled(`route get ${option}`)
  }
}

const readDestination: Handler<GetWords> = (state, words) => {
  const word = currentWord(words) === 'to' ? nextWord(words) : currentWord(words)
  if (matches(word, 'help')) exit(ROUTE_USAGE)
  state.dst = hostOf(state, word)
  warnOfPrefix(state, state.dst)
}

function hostOf(state: GetWords, word: string): Prefix {
  const prefix = readPrefix(word, state.family)
  if (state.family === 'unspec') state.family = prefix.family
  return prefix
}

/** Only a host can be asked for; any other prefix length is warned of. */
function warnOfPrefix({ session, family }: GetWords, { bits }: Prefix): void {
  const whole = family === 'inet' ? 32 : family === 'inet6' ? 128 : undefined
  if (whole === undefined || bits === whole) return
  complain(session, `Warning: /${bits} as prefix is invalid, only /${whole} (or none) is supported.\n`)
}

/** print_route() of an answer of the kernel: RTM_F_CLONED, so neither protocol nor scope. */
function resultNodes(session: Session, found: RouteResult, from: Ipv4 | undefined): Node[] {
  const { details } = session.options
  const table = found.route?.table ?? (found.local ? 'local' : 'main')
  const host = formatIpv4(found.dst)
  return [
    ...(found.type !== 'unicast' || details > 0 ? [field('type', found.type, `${found.type} `)] : []),
    field('dst', host, `${host} `),
    ...(from === undefined ? [] : [field('from', formatIpv4(from), `from ${formatIpv4(from)} `)]),
    ...gatewayNodes(found.gateway),
    ...devNodes(found.dev),
    ...(details > 0 ? [field('table', table, `table ${table} `)] : []),
    ...(from === undefined
      ? [field('prefsrc', formatIpv4(found.source), `src ${formatIpv4(found.source)} `)]
      : []),
    array('flags', found.type === 'multicast' ? [element('rt_offload_failed', 'rt_offload_failed ')] : []),
    field('uid', 0, 'uid 0 '),
    ...cacheNodes(session, found),
    text('\n'),
  ]
}

function gatewayNodes(gateway: Ipv4 | undefined): Node[] {
  return gateway === undefined ? [] : [field('gateway', formatIpv4(gateway), `via ${formatIpv4(gateway)} `)]
}

function devNodes({ name }: Device): Node[] {
  return [field('dev', name, `dev ${name} `)]
}

/** print_cache_flags(), and what has been learnt of the path. RTCF_MULTICAST has the bit of rt_offload_failed. */
function cacheNodes(session: Session, found: RouteResult): Node[] {
  const flags = [
    ...(found.local || found.type === 'broadcast' ? ['local'] : []),
    ...(found.type === 'multicast' ? ['mc'] : []),
    ...(found.type === 'broadcast' ? ['brd'] : []),
    ...(found.redirected ? ['redirected'] : []),
  ]
  const words = flags.length > 0 ? `<${flags.join(',')}> ` : ''
  return [
    text(`${lineEnd(session)}    cache ${words}`),
    array(
      'cache',
      flags.map((flag) => element(flag)),
    ),
    ...(found.expires === undefined ? [] : [field('expires', found.expires, `expires ${found.expires}sec `)]),
    ...(found.mtu === undefined
      ? []
      : [text(`mtu ${found.mtu} `), array('metrics', [object(undefined, [data('mtu', found.mtu)])])]),
  ]
}
