import type { Device } from '../device/device.ts'
import { type Refusal, refuse } from '../device/errno.ts'
import { echoRest, emitIcmp, ICMP_HLEN, IcmpType } from '../frame/icmp.ts'
import { emitIpv4, IPV4_HLEN, IpProtocol, PLAIN_HEADER } from '../frame/ipv4.ts'
import { formatIpv4, type Ipv4 } from '../frame/ipv4-address.ts'
import type { StackEnvironment } from './environment.ts'
import { isRefusal } from './fib-lookup.ts'
import { nextIdentification, outputIp } from './ip-output.ts'
import { confirmNeighbour } from './neighbour-send.ts'
import type { EchoRequest, RouteResult } from './requests.ts'
import { mtuOf, routeOutput } from './route-output.ts'
import { plainNumber } from './settings.ts'

const LONGEST_PACKET = 0xffff

/** raw_sendmsg with an ICMP echo request in it: what a ping program does. */
export function sendEcho(
  stack: StackEnvironment,
  request: EchoRequest,
): Refusal | { readonly source: Ipv4; readonly dev: Device } {
  const { dst, source, dev: oif, dontRoute } = request
  const length = IPV4_HLEN + ICMP_HLEN + request.payload.length
  if (length > LONGEST_PACKET) return refuse('EMSGSIZE')
  const route = routeOutput(stack, { dst, source, oif, dontRoute })
  if (isRefusal(route)) return route
  if (route.type === 'broadcast' && request.broadcast !== true) return refuse('EACCES')
  if (request.confirm === true) confirmNeighbour(stack, route.dev, route.gateway ?? route.dst)
  if (length > longestFor(request, route)) return refuse('EMSGSIZE')

  const bytes = echoPacket(stack, request, route, length)
  const copy = stack.born(route.dev, 0, 'OUT1', `an echo request for ${formatIpv4(dst)}`)
  stack.why(route.dev, copy)?.('OUT1', mayFragment(request, route, length), { length, mtu: mtuOf(route) })
  if (outputIp(stack, { bytes, copy }, route) === 'refused') return refuse('ENOBUFS')
  return { source: route.source, dev: route.dev }
}

/** Only who forbids fragments must keep to the MTU: `do` to the path's, `probe` to the device's. */
function longestFor({ pathMtu }: EchoRequest, route: RouteResult): number {
  if (pathMtu === 'do') return mtuOf(route)
  return pathMtu === 'probe' ? route.dev.mtu : LONGEST_PACKET
}

/** ip_dont_fragment: by default only what is too long for the path anyway may be taken apart. */
function mayFragment({ pathMtu = 'want' }: EchoRequest, route: RouteResult, length: number): boolean {
  return pathMtu === 'want' ? length > mtuOf(route) : pathMtu === 'dont'
}

function echoPacket(
  stack: StackEnvironment,
  request: EchoRequest,
  route: RouteResult,
  length: number,
): Uint8Array {
  const { id, sequence, payload } = request
  const defaultTtl = route.type === 'multicast' ? 1 : plainNumber(stack.inet, 'net.ipv4.ip_default_ttl')
  const header = {
    ...PLAIN_HEADER,
    tos: request.tos ?? 0,
    id: nextIdentification(stack.inet),
    dontFragment: !mayFragment(request, route, length),
    ttl: request.ttl ?? defaultTtl,
    protocol: IpProtocol.ICMP,
    src: route.source,
    dst: route.dst,
  }
  const message = { type: IcmpType.echo, code: 0, rest: echoRest(id, sequence), data: payload }
  return emitIpv4(header, emitIcmp(message))
}
