import type { Device } from '../../../device/device.ts'
import type { Reply } from '../../../device/errno.ts'
import type { RouteProtocol, RouteType, Scope } from '../../../stack/inet.ts'
import type { Route6Protocol } from '../../../stack/ipv6/inet6.ts'
import type { RouteHow } from '../../../stack/requests.ts'
import { addRoute, deleteRoute } from '../../../world/inet.ts'
import { addRoute6, deleteRoute6 } from '../../../world/inet6.ts'
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
  if (state.family === 'inet6') return modify6(session, state, dev, how)
  const request = {
    table: tableOf(state),
    type: typeOf(state),
    dst: state.dst!.address,
    prefix: state.dst!.bits,
    // A gateway of 0.0.0.0 is none, though it makes the scope global.
    gateway: state.gateway?.address || undefined,
    dev,
    source: state.source?.address,
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

function modify6(
  session: Session,
  state: RouteWords,
  dev: Device | undefined,
  how: RouteHow | 'delete',
): number {
  const { world, netns } = session
  const request = {
    table: tableOf(state),
    type: typeOf(state),
    dst: state.dst!.address6,
    prefix: state.dst!.bits,
    gateway: state.gateway?.address6 || undefined,
    dev,
    protocol: protocolOf(state) as Route6Protocol | undefined,
    metric: state.metric || undefined,
  }
  if (how === 'delete') return report(deleteRoute6(world, netns, request))
  const { onlink, mtu, expires, preference } = state
  const source = state.source?.address6
  return report(
    addRoute6(world, netns, { ...request, source, onlink, mtu, lifetime: expires, preference }, how),
  )
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
  if (scope === undefined) return gateway?.address === 0 ? 'global' : undefined
  return nameOf(SCOPES, scope) ?? notModelled(`scope ${scope}`)
}

const MODELLED: readonly string[] = ['redirect', 'kernel', 'boot', 'static']

function protocolOf({ protocol, family }: RouteWords): RouteProtocol | undefined {
  if (protocol === undefined) return undefined
  const name = nameOf(PROTOCOLS, protocol)
  return name !== undefined && (MODELLED.includes(name) || (name === 'ra' && family === 'inet6'))
    ? (name as RouteProtocol)
    : notModelled(`route protocol ${name ?? protocol}`)
}
