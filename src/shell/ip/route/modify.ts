import { type Reply, refuse } from '../../../device/errno.ts'
import type { RouteProtocol, RouteType, Scope } from '../../../stack/inet.ts'
import type { RouteHow } from '../../../stack/requests.ts'
import { addRoute, deleteRoute } from '../../../world/inet.ts'
import { nameOf, PROTOCOLS, ROUTE_TYPES, SCOPES, TABLES } from '../names.ts'
import { findDevice, refused, report, type Session } from '../session.ts'
import { notModelled } from '../stop.ts'
import type { Words } from '../words.ts'
import { type RouteWords, readRoute } from './read.ts'

/** iproute_modify() */
export function modifyRoute(session: Session, words: Words, how: RouteHow | 'delete'): number {
  const state = readRoute(session, words)
  const dev =
    state.dev === undefined ? undefined : (findDevice(session, state.dev) ?? refused({ errno: 'ENODEV' }))
  if (state.family === 'inet6') return report(refuse(how === 'delete' ? 'ESRCH' : dev ? 'EACCES' : 'ENODEV'))
  const request = {
    table: tableOf(state),
    type: typeOf(state),
    dst: state.dst!.address,
    prefix: state.dst!.bits,
    // A gateway of 0.0.0.0 is none, though it makes the scope global.
    gateway: state.gateway || undefined,
    dev,
    source: state.source,
    scope: scopeOf(state),
    protocol: protocolOf(state),
    metric: state.metric,
  }
  const { world, netns } = session
  const reply: Reply =
    how === 'delete'
      ? deleteRoute(world, netns, request)
      : addRoute(world, netns, { ...request, onlink: state.onlink, mtu: state.mtu }, how)
  return report(reply)
}

function tableOf({ table }: RouteWords): 'local' | 'main' | undefined {
  if (table === undefined || table === 0) return undefined
  const name = nameOf(TABLES, table)
  return name === 'local' || name === 'main' ? name : notModelled(`table ${name ?? table}`)
}

function typeOf({ type }: RouteWords): RouteType | undefined {
  if (type === undefined) return undefined
  return nameOf(ROUTE_TYPES, type) ?? notModelled(`route type ${type}`)
}

function scopeOf({ scope, gateway }: RouteWords): Scope | undefined {
  if (scope === undefined) return gateway === 0 ? 'global' : undefined
  return nameOf(SCOPES, scope) ?? notModelled(`scope ${scope}`)
}

const MODELLED: readonly string[] = ['redirect', 'kernel', 'boot', 'static']

function protocolOf({ protocol }: RouteWords): RouteProtocol | undefined {
  if (protocol === undefined) return undefined
  const name = nameOf(PROTOCOLS, protocol)
  return name !== undefined && MODELLED.includes(name)
    ? (name as RouteProtocol)
    : notModelled(`route protocol ${name ?? protocol}`)
}
