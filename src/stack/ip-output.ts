import { buildFrame, EtherType } from '../frame/frame.ts'
import { emitIpv4, type Ipv4Header, readPacket } from '../frame/ipv4.ts'
import { formatIpv4 } from '../frame/ipv4-address.ts'
import { ZERO_MAC } from '../frame/mac.ts'
import type { SendResult, StackEnvironment } from './environment.ts'
import type { Inet, WaitingPacket } from './inet.ts'
import { sendToNeighbour } from './neighbour-send.ts'
import type { RouteResult } from './requests.ts'
import { mtuOf } from './route-output.ts'

/** ip_select_ident. The kernel's numbers are random; these count, so that a run can be repeated. */
export function nextIdentification(inet: Inet): number {
  const id = inet.nextIdentification
  inet.nextIdentification = (id + 1) & 0xffff
  return id
}

/** ip_output and ip_mc_output: a finished packet leaves by its route. */
export function outputIp(stack: StackEnvironment, packet: WaitingPacket, route: RouteResult): SendResult {
  const isGroup = route.type === 'broadcast' || route.type === 'multicast'
  const includesSelf = isGroup && route.local && route.dev.driver.kind !== 'loopback'
  const why = stack.why(route.dev, packet.copy)
  why?.('OUT2', includesSelf, { dst: formatIpv4(route.dst), type: route.type })
  if (includesSelf) loopBack(stack, packet, route)
  const fits = packet.bytes.length <= mtuOf(route)
  why?.('OUT3', fits, { length: packet.bytes.length, mtu: mtuOf(route) })
  return fits ? toNexthop(stack, packet, route) : outputFragments(stack, packet, route)
}

/** The sender is among those it addresses: a copy comes straight back up, without an Ethernet header to see. */
function loopBack(stack: StackEnvironment, { bytes, copy }: WaitingPacket, { dev, dst }: RouteResult): void {
  const clone = stack.born(dev, copy, 'OUT2', `${formatIpv4(dst)} includes this host`)
  stack.loopBack(dev, buildFrame(ZERO_MAC, ZERO_MAC, EtherType.IPv4, bytes), clone)
}

function toNexthop(stack: StackEnvironment, packet: WaitingPacket, route: RouteResult): SendResult {
  const idev = stack.inet.devices.get(route.dev.id)
  if (idev === undefined) throw new Error(`a route leads out of ${route.dev.name}, which has no IPv4`)
  return sendToNeighbour(stack, idev, route.gateway ?? route.dst, packet)
}

/** ip_do_fragment: as many pieces as the MTU asks for, the first one first. */
function outputFragments(stack: StackEnvironment, packet: WaitingPacket, route: RouteResult): SendResult {
  const whole = readPacket(packet.bytes)
  const room = (mtuOf(route) - whole.headerLength) & ~7
  stack.fate(route.dev, packet.copy, 'OUT3', 'consumed', 'sent in fragments')
  for (let at = 0; at < whole.payload.length; at += room) {
    const piece = whole.payload.subarray(at, at + room)
    const header: Ipv4Header = {
      ...whole,
      fragmentOffset: whole.fragmentOffset + at,
      moreFragments: whole.moreFragments || at + room < whole.payload.length,
    }
    const copy = stack.born(route.dev, packet.copy, 'OUT3', `the fragment at offset ${header.fragmentOffset}`)
    const result = toNexthop(stack, { bytes: emitIpv4(header, piece), copy }, route)
    if (result === 'refused') return result
  }
  return 'sent'
}
