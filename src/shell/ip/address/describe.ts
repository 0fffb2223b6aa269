import type { Device } from '../../../device/device.ts'
import { formatIpv4 } from '../../../frame/ipv4-address.ts'
import type { InetAddress } from '../../../stack/inet.ts'
import type { Inet6Address } from '../../../stack/ipv6/inet6.ts'
import { data, field, type Node, text } from '../document.ts'
import { numbered, SCOPES } from '../names.ts'
import { lineEnd, type Session } from '../session.ts'
import { hasFlag, remaining } from '../show-filter.ts'

/** INFINITY_LIFE_TIME, as JSON shows it. */
const FOREVER = 0xffff_ffff

/** print_addrinfo(). Where no line of the device stands before it, the address says whose it is. */
export function addressNodes(session: Session, dev: Device, address: InetAddress, alone: boolean): Node[] {
  if (session.options.brief) return hostNodes(address)
  return [
    ...(alone ? ownerNodes(dev) : []),
    field('family', 'inet', '    inet '),
    ...hostNodes(address),
    ...(address.metric === 0 ? [] : [field('metric', address.metric, `metric ${address.metric} `)]),
    ...(address.broadcast === undefined
      ? []
      : [field('broadcast', formatIpv4(address.broadcast), `brd ${formatIpv4(address.broadcast)} `)]),
    ...scopeAndFlags(session, address),
    field('label', address.label, address.label),
    ...lifetimeNodes(session, address),
    text('\n'),
  ]
}

export function ownerNodes(dev: Device): Node[] {
  return [data('index', dev.ifindex), data('dev', dev.name), text(`${dev.ifindex}: ${dev.name}`)]
}

function hostNodes({ local, peer, prefix }: InetAddress): Node[] {
  const host = formatIpv4(local)
  const nodes = [field('local', host, host)]
  if (peer !== local) nodes.push(field('address', formatIpv4(peer), ` peer ${formatIpv4(peer)}`))
  return [...nodes, field('prefixlen', prefix, `/${prefix} `)]
}

/** print_ifa_flags(): `dynamic` is the want of `permanent`. */
function scopeAndFlags(session: Session, address: InetAddress): Node[] {
  const scope = numbered(SCOPES, address.scope, session.options.numeric)
  const flags: readonly (readonly [boolean, string])[] = [
    [address.secondary, 'secondary'],
    [hasFlag(address, 'deprecated', session.world.now), 'deprecated'],
    [address.validLifetime !== undefined, 'dynamic'],
    [address.noprefixroute, 'noprefixroute'],
  ]
  const set = flags.filter(([is]) => is).map(([, name]) => field(name, true, `${name} `))
  return [field('scope', scope, `scope ${scope} `), ...set]
}

export function lifetimeNodes(session: Session, address: InetAddress | Inet6Address): Node[] {
  const { now } = session.world
  const valid = remaining(address, address.validLifetime, now)
  const preferred = remaining(address, address.preferredLifetime, now)
  return [
    text(lineEnd(session)),
    field('valid_life_time', valid ?? FOREVER, `       valid_lft ${seconds(valid)}`),
    field('preferred_life_time', preferred ?? FOREVER, ` preferred_lft ${seconds(preferred)}`),
  ]
}

function seconds(lifetime: number | undefined): string {
  return lifetime === undefined ? 'forever' : `${lifetime}sec`
}
