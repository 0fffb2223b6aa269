import type { Device } from '../device/device.ts'
import {
  emitIcmp,
  type IcmpMessage,
  IcmpType,
  isIcmpError,
  parseIcmp,
  readEcho,
  Unreachable,
} from '../frame/icmp.ts'
import { emitIpv4, IPV4_HLEN, IpProtocol, type Ipv4Packet, readPacket } from '../frame/ipv4.ts'
import { ANY, formatIpv4, type Ipv4 } from '../frame/ipv4-address.ts'
import type { StackEnvironment } from './environment.ts'
import { addressType, fibLookup, isRefusal } from './fib-lookup.ts'
import { learnFrom } from './icmp-learn.ts'
import { icmpAllowed } from './icmp-rate.ts'
import type { LocalType } from './ip-deliver.ts'
import { nextIdentification, outputIp } from './ip-output.ts'
import type { Received } from './ip-receive.ts'
import { routeOutput } from './route-output.ts'
import { plainNumber } from './settings.ts'
import { selectSource, sourceOfRoute } from './source-address.ts'

/** icmp_rcv. */
export function receiveIcmp(stack: StackEnvironment, packet: Received, type: LocalType): void {
  const { ip, dev, copy } = packet
  const why = stack.why(dev, copy)
  const message = parseIcmp(ip.payload)
  const whole = typeof message !== 'string'
  why?.('ICMP1', whole, { fault: whole ? 'none' : message })
  if (!whole) return stack.fate(dev, copy, 'ICMP1', 'dropped', message)
  why?.('ICMP2', message.type === IcmpType.echo, { type: message.type, code: message.code })
  if (message.type === IcmpType.echo) return receiveEcho(stack, packet, message, type)
  why?.('ICMP5', isIcmpError(message.type), { type: message.type })
  if (isIcmpError(message.type)) return receiveError(stack, packet, message)
  if (message.type !== IcmpType.echoReply)
    return stack.fate(dev, copy, 'ICMP5', 'dropped', `ICMP type ${message.type} is for nobody here`)
  stack.fate(dev, copy, 'ICMP5', 'delivered', 'an echo reply, to the programs that ping')
  const { id } = readEcho(ip.payload)
  const by = cameBy(stack, packet)
  stack.deliver({ kind: 'reply', from: ip.src, dev: by, ttl: ip.ttl, icmp: ip.payload, to: ip.dst, id })
}

/** inet_iif: what this host sent to itself came by the device that the address is of. */
function cameBy({ inet }: StackEnvironment, { ip, dev }: Received): Device {
  if (dev.driver.kind !== 'loopback') return dev
  const route = fibLookup(inet, { dst: ip.dst })
  return isRefusal(route) ? dev : (route.dev ?? dev)
}

/** icmp_echo. */
function receiveEcho(stack: StackEnvironment, packet: Received, message: IcmpMessage, type: LocalType): void {
  const { inet } = stack
  const { ip, dev, copy } = packet
  const why = stack.why(dev, copy)
  const shy = type !== 'local' && plainNumber(inet, 'net.ipv4.icmp_echo_ignore_broadcasts') !== 0
  why?.('ICMP3', shy, { type, icmp_echo_ignore_broadcasts: shy })
  if (shy) return stack.fate(dev, copy, 'ICMP3', 'dropped', 'icmp_echo_ignore_broadcasts')
  const mute = plainNumber(inet, 'net.ipv4.icmp_echo_ignore_all') !== 0
  why?.('ICMP4', mute, { icmp_echo_ignore_all: mute })
  if (mute) return stack.fate(dev, copy, 'ICMP4', 'dropped', 'icmp_echo_ignore_all')
  stack.fate(dev, copy, 'ICMP4', 'delivered', `an echo request from ${formatIpv4(ip.src)}`)
  reply(stack, packet, { ...message, type: IcmpType.echoReply }, specificDestination(stack, packet, type))
}

/** fib_compute_spec_dst: a request to a group is answered from the address that its sender can reach. */
function specificDestination({ inet }: StackEnvironment, { ip, dev }: Received, type: LocalType): Ipv4 {
  if (type === 'local') return ip.dst
  const idev = inet.devices.get(dev.id)
  const back = ip.src === ANY ? undefined : fibLookup(inet, { dst: ip.src })
  if (back !== undefined && !isRefusal(back)) return sourceOfRoute(inet, back)
  return selectSource(inet, idev, ip.src, back === undefined ? 'link' : 'global')
}

/** icmp_reply. */
function reply(stack: StackEnvironment, { ip, dev, copy }: Received, message: IcmpMessage, src: Ipv4): void {
  const route = routeOutput(stack, { dst: ip.src, source: src })
  stack.why(dev, copy)?.('ICMP6', !isRefusal(route), { to: formatIpv4(ip.src), from: formatIpv4(src) })
  if (isRefusal(route) || !icmpAllowed(stack, route.dev, ip.src, message)) return
  const header = {
    tos: ip.tos,
    id: nextIdentification(stack.inet),
    dontFragment: false,
    moreFragments: false,
    fragmentOffset: 0,
    ttl: plainNumber(stack.inet, 'net.ipv4.ip_default_ttl'),
    protocol: IpProtocol.ICMP,
    src,
    dst: ip.src,
    options: ip.options.subarray(0, 0),
  }
  const bytes = emitIpv4(header, emitIcmp(message))
  outputIp(stack, { bytes, copy: stack.born(route.dev, copy, 'ICMP6', 'the echo reply') }, route)
}

/** icmp_unreach, icmp_redirect: an error about something that this host sent. */
function receiveError(stack: StackEnvironment, packet: Received, message: IcmpMessage): void {
  const { ip, dev, copy } = packet
  const quoted = quotedPacket(message.data)
  const usable = quoted !== undefined
  stack.why(dev, copy)?.('ICMP7', usable, { quoted: message.data.length })
  if (!usable) return stack.fate(dev, copy, 'ICMP7', 'dropped', 'too little of the packet is quoted')
  stack.fate(dev, copy, 'ICMP7', 'delivered', 'an ICMP error')
  // Nobody else would make use of it: without a socket the kernel learns nothing (raw_err).
  if (stack.hasIcmpSocket()) learnFrom(stack, packet, message, quoted)
  if (quoted.protocol !== IpProtocol.ICMP || quoted.payload[0] !== IcmpType.echo) return
  stack.deliver({
    kind: 'error',
    dev,
    from: ip.src,
    to: quoted.src,
    icmpType: message.type,
    code: message.code,
    info: infoOf(message),
    local: addressType(stack.inet, ip.src) === 'local',
    ...readEcho(quoted.payload),
  })
}

/** ping_err and raw_err need eight bytes behind the header. */
function quotedPacket(data: Uint8Array): Ipv4Packet | undefined {
  if (data.length < IPV4_HLEN) return undefined
  const packet = readPacket(data)
  return packet.headerLength >= IPV4_HLEN && packet.payload.length >= 8 ? packet : undefined
}

function infoOf({ type, code, rest }: IcmpMessage): number {
  if (type === IcmpType.redirect) return rest
  return type === IcmpType.unreachable && code === Unreachable.fragmentationNeeded ? rest & 0xffff : 0
}
