import { formatIpv4 } from '../../../frame/ipv4-address.ts'
import { formatIpv6 } from '../../../frame/ipv6-address.ts'
import { formatMac } from '../../../frame/mac.ts'
import type { Neighbour, NeighbourAddress } from '../../../stack/inet.ts'
import { array, element, field, type Node, text } from '../document.ts'
import type { Session } from '../session.ts'

/** print_neigh(). Where one device was asked for, it is not named again. */
export function neighbourNodes(session: Session, entry: Neighbour, ofOneDevice: boolean): Node[] {
  if (session.options.brief) return briefNodes(entry, ofOneDevice)
  const { address, dev, mac } = entry
  return [
    field('dst', addressText(address), `${addressText(address)} `),
    ...(ofOneDevice ? [] : [field('dev', dev.name, `dev ${dev.name} `)]),
    ...(mac === undefined ? [] : [field('lladdr', formatMac(mac), `lladdr ${formatMac(mac)} `)]),
    ...(session.options.statistics > 0 ? ageNodes(session, entry) : []),
    ...(entry.router === true ? [field('router', null, 'router ')] : []),
    stateNode(entry),
    text('\n'),
  ]
}

function addressText(address: NeighbourAddress): string {
  return typeof address === 'bigint' ? formatIpv6(address) : formatIpv4(address)
}

function briefNodes({ address, dev, mac }: Neighbour, ofOneDevice: boolean): Node[] {
  return [
    field('dst', addressText(address), `${addressText(address).padEnd(39)} `),
    ...(ofOneDevice ? [] : [field('dev', dev.name, `${dev.name.padEnd(16)} `)]),
    ...(mac === undefined ? [] : [field('lladdr', formatMac(mac), formatMac(mac))]),
    text('\n'),
  ]
}

const SECOND = 1_000_000_000
/** NUD_IN_TIMER: the timer that is set holds a reference. */
const TIMED = ['incomplete', 'reachable', 'delay', 'probe']

/** ndm_cacheinfo: seconds since each thing happened. */
function ageNodes({ world }: Session, { used, confirmed, updated, probes, state }: Neighbour): Node[] {
  const since = (time: number) => Math.max(0, Math.floor((world.now - time) / SECOND))
  const ages = { used: since(used), confirmed: since(confirmed), updated: since(updated) }
  return [
    ...(TIMED.includes(state) ? [field('refcnt', 1, ' ref 1')] : []),
    field('used', ages.used, ` used ${ages.used}`),
    field('confirmed', ages.confirmed, `/${ages.confirmed}`),
    field('updated', ages.updated, `/${ages.updated}`),
    ...(probes > 0 ? [field('probes', probes, `probes ${probes} `)] : []),
  ]
}

/** An entry without a state has none to print. */
function stateNode({ state }: Neighbour): Node {
  const name = state.toUpperCase()
  return state === 'none' ? text('') : array('state', [element(name, `${name} `)])
}
