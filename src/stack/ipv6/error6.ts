import type { Device } from '../../device/device.ts'
import { emitIcmpv6, Icmpv6Type, isIcmpv6Error, Unreachable6 } from '../../frame/icmpv6.ts'
import { emitIpv6, type Ipv6Packet, NextHeader, PLAIN_HEADER6, parseIpv6Packet } from '../../frame/ipv6.ts'
import { ANY6, formatIpv6, isLinkScoped, isMulticast6 } from '../../frame/ipv6-address.ts'
import type { StackEnvironment } from '../environment.ts'
import type { WaitingPacket } from '../inet.ts'
import { flowLabel } from './flow-label.ts'
import { output6 } from './output6.ts'
import { icmpAllowed6 } from './rate6.ts'
import { routeOutput6 } from './route-output6.ts'

/** The packet that an ICMPv6 error is about, and where it failed. */
export interface Offender6 {
  readonly ip: Ipv6Packet
  readonly copy: number
  readonly dev: Device
  /** The packet came to this very address, which then tells of the failure itself. */
  readonly toUs: boolean
}

export interface Icmpv6Error {
  readonly type: number
  readonly code: number
  readonly rest?: number
}

/** IPV6_MIN_MTU: an error quotes as much as every link can carry. */
const LONGEST = 1280
const HEADERS = 48

/** icmp6_send: tells the sender of a packet what went wrong with it, unless that would make matters worse. */
export function sendIcmpv6Error(stack: StackEnvironment, about: Offender6, error: Icmpv6Error): void {
  const { ip, dev, copy } = about
  const why = stack.why(dev, copy)
  const anonymous = ip.src === ANY6 || isMulticast6(ip.src)
  const toGroup = isMulticast6(ip.dst) && error.type !== Icmpv6Type.packetTooBig
  const quotesError = ip.nextHeader === NextHeader.ICMPv6 && isIcmpv6Error(ip.payload[0] ?? 0)
  why?.('SIX10', !anonymous && !toGroup && !quotesError, { src: formatIpv6(ip.src), dst: formatIpv6(ip.dst) })
  if (anonymous || toGroup || quotesError) return
  const route = routeOutput6(stack, {
    dst: ip.src,
    source: about.toUs ? ip.dst : undefined,
    oif: isLinkScoped(ip.src) ? dev : undefined,
  })
  if ('errno' in route || !icmpAllowed6(stack, route.dev, ip.src, error)) return
  const ends = { src: route.source, dst: ip.src }
  const data = ip.bytes.subarray(0, LONGEST - HEADERS)
  const icmp = emitIcmpv6({ rest: 0, ...error, data }, ends)
  const bytes = emitIpv6({ ...PLAIN_HEADER6, flowLabel: flowLabel(stack.inet6, ends), ...ends }, icmp)
  const born = stack.born(route.dev, copy, 'SIX10', `an ICMPv6 error for ${formatIpv6(ip.src)}`)
  output6(stack, { bytes, copy: born }, { dev: route.dev, nexthop: route.gateway ?? ip.src }, false)
}

/** ndisc_error_report, ip6_link_failure: the next hop does not answer. */
export function reportUnreachable6(stack: StackEnvironment, dev: Device, packet: WaitingPacket): void {
  const ip = parseIpv6Packet(packet.bytes)
  if (typeof ip === 'string') throw new Error(`a packet of our own is ${ip}`)
  const error = { type: Icmpv6Type.unreachable, code: Unreachable6.address }
  sendIcmpv6Error(stack, { ip, copy: packet.copy, dev, toUs: false }, error)
}
