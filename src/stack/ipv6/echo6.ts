import type { Device } from '../../device/device.ts'
import { type Refusal, refuse } from '../../device/errno.ts'
import { echoRest } from '../../frame/icmp.ts'
import { emitIcmpv6, ICMPV6_HLEN, Icmpv6Type } from '../../frame/icmpv6.ts'
import { emitIpv6, IPV6_HLEN, PLAIN_HEADER6 } from '../../frame/ipv6.ts'
import { formatIpv6, type Ipv6, isMulticast6 } from '../../frame/ipv6-address.ts'
import type { StackEnvironment } from '../environment.ts'
import { findNeighbour } from '../neighbours.ts'
import { flowLabel } from './flow-label.ts'
import type { Inet6Device } from './inet6.ts'
import { output6 } from './output6.ts'
import type { Echo6Request, Route6Result } from './requests6.ts'
import { connect6, mtuOf6 } from './route-output6.ts'
import { conf6 } from './settings6.ts'

/** rawv6_sendmsg with an ICMPv6 echo request in it: what a ping program does. */
export function sendEcho6(
  stack: StackEnvironment,
  request: Echo6Request,
): Refusal | { readonly source: Ipv6; readonly dev: Device } {
  const { dst, source, dev: oif, payload } = request
  const route = connect6(stack, { dst, source, oif })
  if ('errno' in route) return route
  const length = IPV6_HLEN + ICMPV6_HLEN + payload.length
  if (length > mtuOf6(route)) return refuse('EMSGSIZE')
  const nexthop = route.gateway ?? route.dst
  if (request.confirm === true) confirm(stack, route.dev, nexthop)
  const copy = stack.born(route.dev, 0, 'OUT1', `an echo request for ${formatIpv6(dst)}`)
  const bytes = echoPacket(stack, request, route)
  if (output6(stack, { bytes, copy }, { dev: route.dev, nexthop }, true) === 'refused')
    return refuse('ENOBUFS')
  return { source: route.source, dev: route.via }
}

function confirm(stack: StackEnvironment, dev: Device, nexthop: Ipv6): void {
  const neighbour = findNeighbour(stack.inet6, dev, nexthop)
  if (neighbour !== undefined) neighbour.confirmed = stack.now
}

function echoPacket(stack: StackEnvironment, request: Echo6Request, route: Route6Result): Uint8Array {
  const ends = { src: route.source, dst: route.dst }
  const rest = echoRest(request.id, request.sequence)
  const icmp = emitIcmpv6({ type: Icmpv6Type.echo, code: 0, rest, data: request.payload }, ends)
  const hopLimit = request.hopLimit ?? (isMulticast6(route.dst) ? 1 : hopLimitOf(stack, route))
  const trafficClass = request.trafficClass ?? 0
  return emitIpv6(
    { ...PLAIN_HEADER6, trafficClass, flowLabel: flowLabel(stack.inet6, ends), hopLimit, ...ends },
    icmp,
  )
}

/** ip6_dst_hoplimit: a router may have said how far packets go. */
export function hopLimitOf({ inet6 }: StackEnvironment, { route, via }: Route6Result): number {
  const idev: Inet6Device | undefined = inet6.devices.get(via.id)
  return route.hopLimit ?? (idev === undefined ? PLAIN_HEADER6.hopLimit : conf6(idev, 'hop_limit'))
}
