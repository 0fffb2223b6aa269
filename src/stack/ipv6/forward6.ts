import { Icmpv6Type } from '../../frame/icmpv6.ts'
import { emitIpv6 } from '../../frame/ipv6.ts'
import { formatIpv6, isLinkLocal6 } from '../../frame/ipv6-address.ts'
import type { StackEnvironment } from '../environment.ts'
import { type Icmpv6Error, sendIcmpv6Error } from './error6.ts'
import type { Route6 } from './inet6.ts'
import { output6 } from './output6.ts'
import type { Received6 } from './receive6.ts'

/** ip6_forward. */
export function forward6(stack: StackEnvironment, packet: Received6, route: Route6): void {
  const { ip, dev, type, copy } = packet
  const obstacle = obstacleTo(packet, route)
  stack.why(dev, copy)?.('SIX7', obstacle === undefined, {
    hop_limit: ip.hopLimit,
    obstacle: obstacle?.reason ?? 'none',
  })
  if (obstacle !== undefined) {
    stack.fate(dev, copy, 'SIX7', 'dropped', obstacle.reason)
    const about = { ip, copy, dev, toUs: false }
    if (obstacle.error !== undefined && type === 'host') sendIcmpv6Error(stack, about, obstacle.error)
    return
  }
  stack.fate(dev, copy, 'SIX7', 'consumed', `forwarded through ${route.dev.name}`)
  const bytes = emitIpv6({ ...ip, hopLimit: ip.hopLimit - 1 }, ip.payload)
  const born = stack.born(route.dev, copy, 'SIX7', `forwarded to ${formatIpv6(ip.dst)}`)
  output6(stack, { bytes, copy: born }, { dev: route.dev, nexthop: route.gateway ?? ip.dst }, false)
}

interface Obstacle {
  readonly reason: string
  readonly error: Icmpv6Error | undefined
}

function obstacleTo({ ip, type }: Received6, route: Route6): Obstacle | undefined {
  const unreachable = (code: number) => ({ type: Icmpv6Type.unreachable, code })
  if (type !== 'host') return { reason: 'a group frame is not forwarded', error: undefined }
  if (ip.hopLimit <= 1)
    return { reason: 'its hop limit is used up', error: { type: Icmpv6Type.timeExceeded, code: 0 } }
  if (isLinkLocal6(ip.src) || isLinkLocal6(ip.dst))
    return { reason: 'a link-local address stays on its link', error: unreachable(2) }
  const mtu = Math.min(route.mtu ?? route.dev.mtu, route.dev.mtu)
  if (ip.bytes.length <= mtu) return undefined
  return { reason: `longer than ${mtu} bytes`, error: { type: Icmpv6Type.packetTooBig, code: 0, rest: mtu } }
}
