import type { Device } from '../../../device/device.ts'
import { formatIpv6 } from '../../../frame/ipv6-address.ts'
import type { Inet6Address } from '../../../stack/ipv6/inet6.ts'
import { field, type Node, text } from '../document.ts'
import { numbered, SCOPES } from '../names.ts'
import type { Session } from '../session.ts'
import { hasFlag } from '../show-filter.ts'
import { lifetimeNodes, ownerNodes } from './describe.ts'

/** print_addrinfo(), of an address of IPv6: no label, but more that it may be. */
export function address6Nodes(session: Session, dev: Device, address: Inet6Address, alone: boolean): Node[] {
  if (session.options.brief) return hostNodes(address)
  const scope = numbered(SCOPES, address.scope, session.options.numeric)
  return [
    ...(alone ? ownerNodes(dev) : []),
    field('family', 'inet6', '    inet6 '),
    ...hostNodes(address),
    ...(address.metric === 0 ? [] : [field('metric', address.metric, `metric ${address.metric} `)]),
    field('scope', scope, `scope ${scope} `),
    ...flagNodes(session, address),
    ...lifetimeNodes(session, address),
    text('\n'),
  ]
}

function hostNodes({ local, peer, prefix }: Inet6Address): Node[] {
  const host = formatIpv6(local)
  const nodes = [field('local', host, host)]
  if (peer !== local) nodes.push(field('address', formatIpv6(peer), ` peer ${formatIpv6(peer)}`))
  return [...nodes, field('prefixlen', prefix, `/${prefix} `)]
}

/** print_ifa_flags(): `dynamic` is the want of `permanent`. */
function flagNodes({ world }: Session, address: Inet6Address): Node[] {
  const flags: readonly (readonly [boolean, string])[] = [
    [address.nodad, 'nodad'],
    [address.dadfailed, 'dadfailed'],
    [hasFlag(address, 'deprecated', world.now), 'deprecated'],
    [address.tentative, 'tentative'],
    [address.validLifetime !== undefined, 'dynamic'],
    [address.mngtmpaddr, 'mngtmpaddr'],
    [address.noprefixroute, 'noprefixroute'],
  ]
  return flags.filter(([is]) => is).map(([, name]) => field(name, true, `${name} `))
}
