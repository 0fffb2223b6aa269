import type { Device } from '../../device/device.ts'
import { echoRest, readEcho } from '../../frame/icmp.ts'
import { emitIcmpv6, type Icmpv6Message, Icmpv6Type, isIcmpv6Error, parseIcmpv6 } from '../../frame/icmpv6.ts'
import { emitIpv6, NextHeader, PLAIN_HEADER6, quotedPacket6 } from '../../frame/ipv6.ts'
import { formatIpv6, isMulticast6, LOOPBACK6 } from '../../frame/ipv6-address.ts'
import type { StackEnvironment } from '../environment.ts'
import { hopLimitOf } from './echo6.ts'
import { flowLabel } from './flow-label.ts'
import { receiveNd } from './nd-receive.ts'
import { output6 } from './output6.ts'
import type { Received6 } from './receive6.ts'
import { routeOutput6 } from './route-output6.ts'
import { plain6 } from './settings6.ts'

/** icmpv6_rcv. */
export function receiveIcmpv6(stack: StackEnvironment, packet: Received6): void {
  const { ip, dev, copy } = packet
  const why = stack.why(dev, copy)
  const message = parseIcmpv6(ip.payload, ip)
  const whole = typeof message !== 'string'
  why?.('ECHO1', whole, { fault: whole ? 'none' : message })
  if (!whole) return stack.fate(dev, copy, 'ECHO1', 'dropped', message)
  const { type } = message
  why?.('ECHO2', type === Icmpv6Type.echo, { type, code: message.code })
  if (type === Icmpv6Type.echo) return receiveEcho(stack, packet, message)
  if (type >= Icmpv6Type.routerSolicitation && type <= Icmpv6Type.redirect)
    return receiveNd(stack, packet, message)
  if (type === Icmpv6Type.echoReply) return receiveReply(stack, packet)
  if (isIcmpv6Error(type)) return receiveError(stack, packet, message)
  stack.fate(dev, copy, 'ECHO2', 'delivered', 'for those who watch over groups, and nobody does here')
}

/** icmpv6_echo_reply. */
function receiveEcho(stack: StackEnvironment, packet: Received6, message: Icmpv6Message): void {
  const { ip, dev, copy } = packet
  const { inet6 } = stack
  const group = isMulticast6(ip.dst)
  const mute =
    plain6(inet6, 'net.ipv6.icmp.echo_ignore_all') !== 0 ||
    (group && plain6(inet6, 'net.ipv6.icmp.echo_ignore_multicast') !== 0)
  stack.why(dev, copy)?.('ECHO3', mute, { echo_ignore_all: mute })
  if (mute) return stack.fate(dev, copy, 'ECHO3', 'dropped', 'echo_ignore_all, or echo_ignore_multicast')
  stack.fate(dev, copy, 'ECHO3', 'delivered', `an echo request from ${formatIpv6(ip.src)}`)
  const route = routeOutput6(stack, {
    dst: ip.src,
    source: group ? undefined : ip.dst,
    // Kernels that are older, and not kept up to date, send nothing to ::1 from another device's address.
    oif: ip.src === LOOPBACK6 ? dev : cameBy(stack, packet),
  })
  stack.why(dev, copy)?.('ECHO4', !('errno' in route), { to: formatIpv6(ip.src) })
  if ('errno' in route) return
  const ends = { src: route.source, dst: ip.src }
  const { id, sequence } = readEcho(ip.payload)
  const reply = { type: Icmpv6Type.echoReply, code: 0, rest: echoRest(id, sequence), data: message.data }
  const header = { ...PLAIN_HEADER6, trafficClass: ip.trafficClass, hopLimit: hopLimitOf(stack, route) }
  const bytes = emitIpv6(
    { ...header, flowLabel: flowLabel(stack.inet6, ends), ...ends },
    emitIcmpv6(reply, ends),
  )
  const born = stack.born(route.dev, copy, 'ECHO4', 'the echo reply')
  output6(stack, { bytes, copy: born }, { dev: route.dev, nexthop: route.gateway ?? ip.src }, false)
}

/** ip6_dst_idev: what this host sent to itself came by the device that the address is of. */
function cameBy({ inet6 }: StackEnvironment, { ip, dev }: Received6): Device {
  if (dev.driver.kind !== 'loopback') return dev
  return inet6.routes.find((route) => route.type === 'local' && route.dst === ip.dst)?.dev ?? dev
}

function receiveReply(stack: StackEnvironment, packet: Received6): void {
  const { ip, dev, copy } = packet
  stack.fate(dev, copy, 'ECHO2', 'delivered', 'an echo reply, to the programs that ping')
  const { id } = readEcho(ip.payload)
  stack.deliver({
    kind: 'reply6',
    from: ip.src,
    dev: cameBy(stack, packet),
    hopLimit: ip.hopLimit,
    icmp: ip.payload,
    to: ip.dst,
    id,
  })
}

/** icmpv6_notify: an error about something that this host sent. */
function receiveError(stack: StackEnvironment, packet: Received6, message: Icmpv6Message): void {
  const { ip, dev, copy } = packet
  stack.fate(dev, copy, 'ECHO2', 'delivered', 'an ICMPv6 error')
  const quoted = quotedPacket6(message.data)
  if (quoted?.nextHeader !== NextHeader.ICMPv6 || quoted.payload[0] !== Icmpv6Type.echo) return
  stack.deliver({
    kind: 'error6',
    from: ip.src,
    to: quoted.src,
    dev: cameBy(stack, packet),
    icmpType: message.type,
    code: message.code,
    info: message.rest,
    ...readEcho(quoted.payload),
  })
}
