import { type IcmpMessage, IcmpType, Unreachable } from '../frame/icmp.ts'
import type { Ipv4Packet } from '../frame/ipv4.ts'
import { formatIpv4, type Ipv4, inSubnet } from '../frame/ipv4-address.ts'
import type { StackEnvironment } from './environment.ts'
import { addressType, fibLookup, isRefusal } from './fib-lookup.ts'
import type { Inet, InetDevice } from './inet.ts'
import type { Received } from './ip-receive.ts'
import { step } from './neighbour-send.ts'
import { createNeighbour, findNeighbour } from './neighbours.ts'
import { isValid } from './nud-machine.ts'
import { learnGateway, learnMtu } from './path-exceptions.ts'
import { conf, confAll, confOwn } from './settings.ts'

/** What an ICMP error teaches about the way to a destination. */
export function learnFrom(
  stack: StackEnvironment,
  packet: Received,
  message: IcmpMessage,
  quoted: Ipv4Packet,
): void {
  const route = fibLookup(stack.inet, { dst: quoted.dst })
  if (isRefusal(route) || route.dev === undefined) return
  if (message.type === IcmpType.unreachable && message.code === Unreachable.fragmentationNeeded) {
    const mtu = message.rest & 0xffff
    if (mtu > 0 && mtu < route.dev.mtu) learnMtu(stack.inet, route.dev, quoted.dst, mtu, stack.now)
    return
  }
  if (message.type !== IcmpType.redirect) return
  const idev = stack.inet.devices.get(packet.dev.id)
  const gateway = message.rest
  const accepted =
    idev !== undefined &&
    route.dev === packet.dev &&
    route.gateway === packet.ip.src &&
    acceptsRedirect(stack.inet, idev, gateway)
  stack.why(packet.dev, packet.copy)?.('ICMP8', accepted, { gateway: formatIpv4(gateway) })
  if (accepted && isAlive(stack, idev, gateway)) learnGateway(stack.inet, route.dev, quoted.dst, gateway)
}

/** A gateway whose link-layer address is not known yet is asked for it first; the next redirect will count. */
function isAlive(stack: StackEnvironment, idev: InetDevice, gateway: Ipv4): boolean {
  const neighbour = findNeighbour(stack.inet, idev.dev, gateway) ?? createNeighbour(stack, idev, gateway)
  if (!isValid(neighbour.state)) step(stack, neighbour, { type: 'SEND' })
  return isValid(neighbour.state)
}

/** __ip_do_redirect. A router follows a redirect only if both `all` and the device say so. */
function acceptsRedirect(inet: Inet, idev: InetDevice, gateway: Ipv4): boolean {
  const own = confOwn(inet, idev, 'accept_redirects') !== 0
  const all = confAll(inet, 'accept_redirects') !== 0
  const accepts = confOwn(inet, idev, 'forwarding') !== 0 ? own && all : own || all
  if (!accepts || addressType(inet, gateway) !== 'unicast') return false
  if (conf(inet, idev, 'shared_media') !== 0) return true
  return idev.addresses.some(({ peer, prefix }) => inSubnet(gateway, peer, prefix))
}
