import type { Icmpv6Message } from '../../frame/icmpv6.ts'
import { ALL_NODES, ANY6, formatIpv6, isMulticast6, isSolicitedNode } from '../../frame/ipv6-address.ts'
import { formatMac, type Mac } from '../../frame/mac.ts'
import {
  ND_HOP_LIMIT,
  type NeighbourAdvertisement,
  type NeighbourSolicitation,
  parseNd,
  type RouterSolicitation,
} from '../../frame/nd.ts'
import type { StackEnvironment } from '../environment.ts'
import type { Neighbour } from '../inet.ts'
import { updateNeighbour } from '../neighbour-update.ts'
import { findNeighbour } from '../neighbours.ts'
import { addressOn } from './addresses6.ts'
import { hasAnycast } from './anycast.ts'
import { failDad } from './dad.ts'
import { removeRoutes6 } from './fib6.ts'
import type { Inet6Address } from './inet6.ts'
import { sendAdvertisement } from './nd-send.ts'
import { neighbour6 } from './output6.ts'
import type { Received6 } from './receive6.ts'
import { receiveAdvertisement as receiveRouterAdvertisement } from './router-advertisement.ts'
import { conf6 } from './settings6.ts'

/** ndisc_rcv: only what has passed no router counts. */
export function receiveNd(stack: StackEnvironment, packet: Received6, icmp: Icmpv6Message): void {
  const { ip, dev, copy } = packet
  const message = ip.hopLimit === ND_HOP_LIMIT && icmp.code === 0 ? parseNd(icmp) : undefined
  stack.why(dev, copy)?.('ND1', message !== undefined, { hop_limit: ip.hopLimit, code: icmp.code })
  switch (message?.kind) {
    case undefined:
      return stack.fate(dev, copy, 'ND1', 'dropped', 'from afar, or not whole')
    case 'neighbour solicitation':
      return receiveSolicitation(stack, packet, message)
    case 'neighbour advertisement':
      return receiveAdvertisement(stack, packet, message)
    case 'router advertisement':
      return receiveRouterAdvertisement(stack, packet, message)
    case 'router solicitation':
      return receiveRouterSolicitation(stack, packet, message)
  }
}

/** ndisc_recv_rs: the answer is the business of a program (radvd), and there is none here. */
function receiveRouterSolicitation(
  stack: StackEnvironment,
  packet: Received6,
  { source }: RouterSolicitation,
): void {
  const { ip, dev, idev, copy } = packet
  const forwards = conf6(idev, 'forwarding') !== 0
  const known = forwards && ip.src !== ANY6
  stack.why(dev, copy)?.('ND8', known, { forwarding: forwards, src: formatIpv6(ip.src) })
  stack.fate(dev, copy, 'ND8', 'delivered', 'for routers that advertise, and there is none here')
  if (!known) return
  learnAsker(stack, packet, source).router = false
}

/** Who asks is known from then on, but not confirmed. */
function learnAsker(stack: StackEnvironment, { ip, dev, copy }: Received6, mac: Mac | undefined): Neighbour {
  const neighbour = neighbour6(stack, dev, ip.src)
  const update = { mac, state: 'stale', override: true, weak: true, admin: false, copy } as const
  updateNeighbour(stack, neighbour, update)
  return neighbour
}

/** ndisc_recv_ns. */
function receiveSolicitation(
  stack: StackEnvironment,
  packet: Received6,
  solicitation: NeighbourSolicitation,
): void {
  const { ip, dev, idev, copy } = packet
  const { target } = solicitation
  const why = stack.why(dev, copy)
  const possible = isPossible(ip, solicitation)
  why?.('ND7', possible, { src: formatIpv6(ip.src), dst: formatIpv6(ip.dst), target: formatIpv6(target) })
  if (!possible) return stack.fate(dev, copy, 'ND7', 'dropped', 'a question that cannot be')
  const address = addressOn(idev, target)
  const anycast = address === undefined && hasAnycast(stack, idev, target)
  why?.('ND2', address !== undefined || anycast, { target: formatIpv6(target) })
  if (address === undefined && !anycast)
    return stack.fate(dev, copy, 'ND2', 'dropped', `${formatIpv6(target)} is not here`)
  const probe = ip.src === ANY6
  why?.('ND3', probe, { src: formatIpv6(ip.src) })
  if (address?.tentative) return whileTrying(stack, packet, address, probe, solicitation)
  if (!probe) return answer(stack, packet, solicitation, !anycast)
  stack.fate(dev, copy, 'ND3', 'delivered', `somebody wants ${formatIpv6(target)}, which is taken`)
  const options = {
    dst: ALL_NODES,
    target,
    solicited: false,
    override: !anycast,
    tellsMac: true,
    parent: copy,
  }
  sendAdvertisement(stack, idev, options)
}

/** RFC 4861, 7.1.1. */
function isPossible({ src, dst }: Received6['ip'], { target, source }: NeighbourSolicitation): boolean {
  if (isMulticast6(target)) return false
  return src !== ANY6 || (isSolicitedNode(dst) && source === undefined)
}

/** Two who try the same address at once both lose it; one's own probe that a mirror sent back is no other. */
function whileTrying(
  stack: StackEnvironment,
  { idev, dev, copy }: Received6,
  address: Inet6Address,
  probe: boolean,
  { nonce }: NeighbourSolicitation,
): void {
  const why = stack.why(dev, copy)
  why?.('DAD2', probe, { target: formatIpv6(address.local), tentative: true })
  if (!probe) return stack.fate(dev, copy, 'DAD2', 'dropped', 'the address is not in use yet')
  const own = nonce !== undefined && nonce === address.nonce
  why?.('DAD3', own, { nonce: nonce ?? 0 })
  if (own) return stack.fate(dev, copy, 'DAD3', 'dropped', 'its own question has come back')
  failDad(stack, idev, address, copy)
}

/**
 * Who asks tells its own MAC by the way. Who asks all without that is answered only if it is known already: to whom else
 * should the answer go?
 */
function answer(
  stack: StackEnvironment,
  packet: Received6,
  { target, source }: NeighbourSolicitation,
  override: boolean,
): void {
  const { ip, dev, idev, copy } = packet
  const byGroup = isMulticast6(ip.dst)
  const found = source !== undefined || !byGroup || findNeighbour(stack.inet6, dev, ip.src) !== undefined
  stack.why(dev, copy)?.('ND6', found, { src: formatIpv6(ip.src), by_group: byGroup })
  if (!found) return stack.fate(dev, copy, 'ND6', 'dropped', `nobody knows where ${formatIpv6(ip.src)} is`)
  stack.fate(dev, copy, 'ND6', 'delivered', `a question from ${formatIpv6(ip.src)}`)
  learnAsker(stack, packet, source)
  const options = { dst: ip.src, target, solicited: true, override: override && byGroup, tellsMac: byGroup }
  sendAdvertisement(stack, idev, { ...options, parent: copy })
}

/** ndisc_recv_na. */
function receiveAdvertisement(
  stack: StackEnvironment,
  { ip, dev, idev, type, copy }: Received6,
  advertisement: NeighbourAdvertisement,
): void {
  const { target, solicited, override, router, targetMac } = advertisement
  const why = stack.why(dev, copy)
  const broken = isMulticast6(target) || (isMulticast6(ip.dst) && solicited)
  if (broken) return stack.fate(dev, copy, 'ND1', 'dropped', 'an answer to a question that cannot be')
  const own = addressOn(idev, target)
  why?.('DAD4', own !== undefined, { target: formatIpv6(target) })
  if (own !== undefined) {
    if (own.tentative && !own.dadfailed && type !== 'loopback') return failDad(stack, idev, own, copy)
    return stack.fate(dev, copy, 'DAD4', 'dropped', `somebody else says that it has ${formatIpv6(target)}`)
  }
  const neighbour = findNeighbour(stack.inet6, dev, target)
  why?.('ND4', neighbour !== undefined && neighbour.state !== 'failed', { target: formatIpv6(target) })
  if (neighbour === undefined || neighbour.state === 'failed')
    return stack.fate(dev, copy, 'ND4', 'dropped', 'an answer that nobody waits for')
  const state = solicited ? 'reachable' : 'stale'
  const wasRouter = neighbour.router === true
  const update = { mac: targetMac, state, override, weak: true, admin: false, copy } as const
  updateNeighbour(stack, neighbour, update)
  neighbour.router = router
  if (wasRouter && !router)
    removeRoutes6(stack.inet6, (route) => route.protocol === 'ra' && route.gateway === target)
  const place = neighbour.mac === undefined ? 'nowhere' : formatMac(neighbour.mac)
  stack.fate(dev, copy, 'ND4', 'delivered', `${formatIpv6(target)} is at ${place}`)
}
