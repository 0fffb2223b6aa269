import { ArpOperation } from '../frame/arp.ts'
import { readPacket } from '../frame/ipv4.ts'
import { ANY, formatIpv4, type Ipv4, inSubnet } from '../frame/ipv4-address.ts'
import { BROADCAST, ZERO_MAC } from '../frame/mac.ts'
import { sendArp } from './arp-send.ts'
import type { StackEnvironment } from './environment.ts'
import { addressType } from './fib-lookup.ts'
import type { Inet, InetDevice, Neighbour } from './inet.ts'
import { conf, neighbourParameter } from './settings.ts'
import { selectSource } from './source-address.ts'

/** arp_solicit: the first ucast_solicit requests go to the address known so far, the others to everybody. */
export function solicit(stack: StackEnvironment, idev: InetDevice, neighbour: Neighbour): void {
  const { inet } = stack
  const { dev, probes } = neighbour
  const address = neighbour.address as Ipv4
  const unicast = probes < neighbourParameter(inet, idev, 'ucast_solicit')
  const dst = unicast ? (neighbour.mac ?? ZERO_MAC) : BROADCAST
  const newest = neighbour.queue.at(-1)
  const arp = {
    operation: ArpOperation.request,
    senderIp: askingAddress(inet, idev, address, newest && readPacket(newest.bytes).src),
    targetIp: address,
    targetMac: ZERO_MAC,
    dst,
  }
  sendArp(stack, dev, arp, newest?.copy ?? 0, `an ARP request: who has ${formatIpv4(address)}?`)
}

/** arp_announce: the source of the packet that waits, or one that the target's subnet knows. */
function askingAddress(inet: Inet, idev: InetDevice, target: Ipv4, source: Ipv4 | undefined): Ipv4 {
  const announce = conf(inet, idev, 'arp_announce')
  const isOwn = source !== undefined && source !== ANY && addressType(inet, source) === 'local'
  if (isOwn && (announce === 0 || (announce === 1 && isOnLink(idev, target, source)))) return source
  return selectSource(inet, idev, target, 'link')
}

/** inet_addr_onlink. */
function isOnLink({ addresses }: InetDevice, target: Ipv4, source: Ipv4): boolean {
  return addresses.some(
    ({ secondary, peer, prefix }) =>
      !secondary && inSubnet(target, peer, prefix) && inSubnet(source, peer, prefix),
  )
}
