import { ArpOperation } from '../frame/arp.ts'
import { formatIpv4, inSubnet } from '../frame/ipv4-address.ts'
import { formatMac } from '../frame/mac.ts'
import type { ReceivedArp } from './arp-receive.ts'
import type { StackEnvironment } from './environment.ts'
import { addressType } from './fib-lookup.ts'
import type { Inet, Neighbour } from './inet.ts'
import { updateNeighbour } from './neighbour-update.ts'
import { createNeighbour, findNeighbour, neighbourTime } from './neighbours.ts'
import { conf } from './settings.ts'

/** The last part of arp_process: what the sender says about itself updates what is known of it. */
export function learn(stack: StackEnvironment, received: ReceivedArp): void {
  const { arp, idev, why } = received
  const { inet } = stack
  const accepts = acceptsUnsolicited(inet, received)
  const gratuitous = isGratuitous(inet, received)
  const known = findNeighbour(inet, idev.dev, arp.senderIp)
  const neighbour =
    known ??
    (accepts && mayCreate(inet, received, gratuitous)
      ? createNeighbour(stack, idev, arp.senderIp)
      : undefined)
  why?.('ARP12', neighbour !== undefined, { sender: formatIpv4(arp.senderIp), arp_accept: accepts })
  if (neighbour !== undefined) return update(stack, received, neighbour, gratuitous)
  if (arp.operation === ArpOperation.reply)
    stack.fate(idev.dev, received.copy, 'ARP12', 'dropped', 'an answer that nobody waits for')
}

/** arp_accept. */
function acceptsUnsolicited(inet: Inet, { arp, idev }: ReceivedArp): boolean {
  const accept = conf(inet, idev, 'arp_accept')
  if (accept !== 2) return accept !== 0
  return idev.addresses.some(
    ({ secondary, peer, prefix }) => !secondary && inSubnet(arp.senderIp, peer, prefix),
  )
}

/** arp_is_garp: the sender speaks of itself to everybody. */
function isGratuitous(inet: Inet, { arp }: ReceivedArp): boolean {
  if (arp.senderIp !== arp.targetIp) return false
  if (arp.operation === ArpOperation.reply && arp.targetMac !== arp.senderMac) return false
  return addressType(inet, arp.senderIp) === 'unicast'
}

function mayCreate(inet: Inet, { arp }: ReceivedArp, gratuitous: boolean): boolean {
  if (gratuitous) return true
  return arp.operation === ArpOperation.reply && addressType(inet, arp.senderIp) === 'unicast'
}

function update(
  stack: StackEnvironment,
  received: ReceivedArp,
  neighbour: Neighbour,
  gratuitous: boolean,
): void {
  const { arp, idev, type, copy, why } = received
  const solicited = arp.operation === ArpOperation.reply && type === 'host'
  why?.('ARP13', solicited, { operation: arp.operation, type })
  const age = stack.now - neighbour.updated
  const override = gratuitous || age > neighbourTime(stack.inet, idev, 'locktime')
  why?.('ARP14', override, { gratuitous, age: age / 1e9 })
  const state = solicited ? 'reachable' : 'stale'
  updateNeighbour(stack, neighbour, { mac: arp.senderMac, state, override, admin: false, copy })
  if (arp.operation === ArpOperation.reply)
    stack.fate(
      idev.dev,
      copy,
      'ARP14',
      'delivered',
      `${formatIpv4(arp.senderIp)} is at ${formatMac(arp.senderMac)}`,
    )
}
