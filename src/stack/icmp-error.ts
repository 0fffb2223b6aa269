import type { Device } from '../device/device.ts'
import { emitIcmp, IcmpType, isIcmpError, Unreachable } from '../frame/icmp.ts'
import { emitIpv4, IpProtocol, type Ipv4Packet, readPacket } from '../frame/ipv4.ts'
import { formatIpv4 } from '../frame/ipv4-address.ts'
import type { ReceivedType, StackEnvironment } from './environment.ts'
import { isRefusal } from './fib-lookup.ts'
import { icmpAllowed } from './icmp-rate.ts'
import type { WaitingPacket } from './inet.ts'
import { nextIdentification, outputIp } from './ip-output.ts'
import type { RouteResult } from './requests.ts'
import { mtuOf, routeOutput } from './route-output.ts'
import { plainNumber } from './settings.ts'

/** The packet that an ICMP error is about. */
export interface Offender {
  readonly ip: Ipv4Packet
  readonly copy: number
  /** Where it was when it failed, for the trace. */
  readonly dev: Device
  /** How it came in; what this host sent itself counts as `host`. */
  readonly type: ReceivedType
  readonly to: 'this host' | 'a group' | 'another host'
}

export interface IcmpError {
  readonly type: number
  readonly code: number
  readonly rest?: number
}

/** What a quoted packet may bring the whole error to (RFC 1812). */
const LONGEST = 576
/** IPTOS_PREC_INTERNETCONTROL. */
const PRECEDENCE = 0xc0
const TOS_BITS = 0x1e

/** icmp_send: tells the sender of a packet what went wrong with it, unless that would make matters worse. */
export function sendIcmpError(stack: StackEnvironment, about: Offender, error: IcmpError): void {
  const { ip, dev, copy } = about
  const why = stack.why(dev, copy)
  const toGroup = about.type !== 'host' || about.to === 'a group'
  why?.('ERR1', toGroup, { type: about.type, dst: formatIpv4(ip.dst) })
  if (toGroup) return
  const quotesError = ip.protocol === IpProtocol.ICMP && isIcmpError(error.type) && isErrorMessage(ip)
  why?.('ERR2', quotesError || ip.fragmentOffset > 0, { protocol: ip.protocol, offset: ip.fragmentOffset })
  if (quotesError || ip.fragmentOffset > 0) return

  const route = routeOutput(stack, { dst: ip.src, source: about.to === 'this host' ? ip.dst : undefined })
  why?.('ERR3', !isRefusal(route), { dst: formatIpv4(ip.src) })
  if (isRefusal(route)) return
  const allowed = icmpAllowed(stack, route.dev, ip.src, error)
  why?.('ERR4', allowed, {
    to: formatIpv4(ip.src),
    icmp_ratelimit: plainNumber(stack.inet, 'net.ipv4.icmp_ratelimit'),
  })
  if (allowed) emitError(stack, about, error, route)
}

/** An error about an error is never sent; a type that is not known counts as one. */
function isErrorMessage({ payload }: Ipv4Packet): boolean {
  const type = payload[0]
  return type !== undefined && (type > 18 || isIcmpError(type))
}

function emitError(stack: StackEnvironment, about: Offender, error: IcmpError, route: RouteResult): void {
  const room = Math.min(mtuOf(route), LONGEST) - 28
  const icmp = emitIcmp({ rest: 0, ...error, data: about.ip.bytes.subarray(0, room) })
  const bytes = emitIpv4(
    {
      tos: (about.ip.tos & TOS_BITS) | PRECEDENCE,
      id: nextIdentification(stack.inet),
      dontFragment: false,
      moreFragments: false,
      fragmentOffset: 0,
      ttl: plainNumber(stack.inet, 'net.ipv4.ip_default_ttl'),
      protocol: IpProtocol.ICMP,
      src: route.source,
      dst: route.dst,
      options: about.ip.options.subarray(0, 0),
    },
    icmp,
  )
  const copy = stack.born(route.dev, about.copy, 'ERR4', `an ICMP error for ${formatIpv4(route.dst)}`)
  outputIp(stack, { bytes, copy }, route)
}

/** arp_error_report, ipv4_link_failure: the next hop does not answer. */
export function reportUnreachable(stack: StackEnvironment, dev: Device, packet: WaitingPacket): void {
  const ip = readPacket(packet.bytes)
  const about: Offender = { ip, copy: packet.copy, dev, type: 'host', to: 'another host' }
  sendIcmpError(stack, about, { type: IcmpType.unreachable, code: Unreachable.host })
}
