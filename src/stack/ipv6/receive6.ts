import type { Device } from '../../device/device.ts'
import { type Frame, payloadOf } from '../../frame/frame.ts'
import { Icmpv6Type, Unreachable6 } from '../../frame/icmpv6.ts'
import { type Ipv6Packet, NextHeader, parseIpv6Packet } from '../../frame/ipv6.ts'
import { formatIpv6, type Ipv6, isLinkLocal6, isMulticast6, LOOPBACK6 } from '../../frame/ipv6-address.ts'
import type { ReceivedType, StackEnvironment } from '../environment.ts'
import { countInL3s, ownerInL3s } from '../l3s-receive.ts'
import { sendIcmpv6Error } from './error6.ts'
import { lookup6 } from './fib6.ts'
import { forward6 } from './forward6.ts'
import { receiveIcmpv6 } from './icmp6-receive.ts'
import type { Inet6Device, Route6 } from './inet6.ts'
import { refusalOf } from './route-output6.ts'
import { conf6 } from './settings6.ts'

/** A packet that has come in. */
export interface Received6 {
  readonly ip: Ipv6Packet
  readonly dev: Device
  readonly idev: Inet6Device
  /** The frame's relation to the device, by its Ethernet address. */
  readonly type: ReceivedType
  readonly copy: number
}

/** ipv6_rcv, up to where the packet goes; for a device where IPv6 is on. False if it is refused. */
export function receiveIp6(
  stack: StackEnvironment,
  dev: Device,
  frame: Frame,
  type: ReceivedType,
  copy: number,
): boolean {
  const why = stack.why(dev, copy)
  why?.('SIX1', type === 'otherhost', { type })
  if (type === 'otherhost') return drop(stack, dev, copy, 'SIX1', 'for another host')
  const idev = stack.inet6.devices.get(dev.id)
  if (idev === undefined) throw new Error(`${dev.name} receives IPv6 and has none`)
  const ip = parseIpv6Packet(payloadOf(frame))
  const fault = typeof ip === 'string' ? ip : impossible(ip, dev, type)
  why?.('SIX2', fault === undefined, { fault: fault ?? 'none' })
  if (fault !== undefined || typeof ip === 'string')
    return drop(stack, dev, copy, 'SIX2', fault ?? 'truncated')
  return take(stack, { ip, dev, idev, type, copy })
}

function drop(stack: StackEnvironment, dev: Device, copy: number, rule: string, reason: string): false {
  stack.fate(dev, copy, rule, 'dropped', reason)
  return false
}

/** The addresses that no packet on a link may have (RFC 4291). */
function impossible({ src, dst }: Ipv6Packet, dev: Device, type: ReceivedType): string | undefined {
  const outside = dev.driver.kind !== 'loopback' && type !== 'loopback'
  if (outside && (src === LOOPBACK6 || dst === LOOPBACK6)) return 'a loopback address from outside'
  return isMulticast6(src) ? 'from a group' : undefined
}

/** ip6_route_input: a group, an address of this host, or another host's. */
function take(stack: StackEnvironment, packet: Received6): boolean {
  const { ip, dev, idev, copy } = packet
  const why = stack.why(dev, copy)
  const group = isMulticast6(ip.dst)
  why?.('SIX3', group, { dst: formatIpv6(ip.dst) })
  if (group) {
    const joined = idev.groups.has(ip.dst)
    why?.('SIX4', joined, { group: formatIpv6(ip.dst) })
    if (joined) deliver(stack, packet)
    else drop(stack, dev, copy, 'SIX4', `not in the group ${formatIpv6(ip.dst)}`)
    return true
  }
  if (claimedByIpvlan(stack, packet)) return true
  const route = routeInput6(stack, ip.dst, dev)
  const own = route?.type === 'local' || route?.type === 'anycast'
  why?.('SIX5', own, { dst: formatIpv6(ip.dst) })
  if (own) {
    deliver(stack, packet)
    return true
  }
  const way = route !== undefined && refusalOf(route) === undefined
  why?.('SIX11', way, { dst: formatIpv6(ip.dst) })
  // ip6_pkt_discard refuses nothing.
  if (!way) {
    sendBack(stack, packet)
    return true
  }
  const forwards = conf6(idev, 'forwarding') !== 0
  why?.('SIX6', forwards, { forwarding: forwards })
  if (forwards) forward6(stack, packet, route)
  else drop(stack, dev, copy, 'SIX6', 'for another host, and this one does not forward')
  // ip6_forward refuses what came to a group, and all where it is off.
  return forwards && packet.type === 'host'
}

/** ip6_pkt_drop: its sender is told, whether this host forwards or not. */
function sendBack(stack: StackEnvironment, { ip, dev, type, copy }: Received6): void {
  stack.fate(dev, copy, 'SIX11', 'dropped', 'no route to its destination')
  const error = { type: Icmpv6Type.unreachable, code: Unreachable6.noRoute }
  if (type === 'host') sendIcmpv6Error(stack, { ip, copy, dev, toUs: false }, error)
}

/** ipvlan_l3_rcv and ipvlan_nf_input, for IPv6: true if an ipvlan of the device in l3s mode has taken it. */
function claimedByIpvlan(stack: StackEnvironment, packet: Received6): boolean {
  const { ip, dev, copy } = packet
  const to = ownerInL3s(stack, dev, copy, ip.dst, formatIpv6)
  if (to === undefined) return false
  const there = stack.stackOf(to)
  const idev = there.inet6.devices.get(to.id)
  const taken = idev !== undefined && routeInput6(there, ip.dst, to)?.type === 'local'
  stack.why(dev, copy)?.('IVS2', taken, { to: to.name, verdict: taken ? 'deliver' : 'no way' })
  if (!taken) return false
  countInL3s(stack, dev, copy, to, ip.bytes.length)
  deliver(there, { ...packet, dev: to, idev })
  return true
}

/**
 * ip6_route_input_lookup: a link-local address is that of the device alone; any other the host's, whatever device it came
 * in by, and of two ways that are equally good the one by that device is taken. What the host sends to itself has had its
 * way looked up already.
 */
function routeInput6({ inet6, now }: StackEnvironment, dst: Ipv6, dev: Device): Route6 | undefined {
  const iif = dev.driver.kind === 'loopback' ? undefined : { dev, strict: isLinkLocal6(dst) }
  return lookup6(inet6, dst, iif, now)
}

/** ip6_protocol_deliver_rcu. */
function deliver(stack: StackEnvironment, packet: Received6): void {
  const { ip, dev, copy } = packet
  const known = ip.nextHeader === NextHeader.ICMPv6
  stack.why(dev, copy)?.('SIX8', known, { next_header: ip.nextHeader })
  if (known) return receiveIcmpv6(stack, packet)
  stack.fate(dev, copy, 'SIX8', 'dropped', `protocol ${ip.nextHeader} is not modelled`)
  const about = { ip, copy, dev, toUs: true }
  if (ip.nextHeader === NextHeader.UDP && !isMulticast6(ip.dst))
    sendIcmpv6Error(stack, about, { type: Icmpv6Type.unreachable, code: Unreachable6.port })
}
