import type { Device } from '../device/device.ts'
import type { Errno } from '../device/errno.ts'
import { type Frame, payloadOf } from '../frame/frame.ts'
import { IcmpType, Unreachable } from '../frame/icmp.ts'
import { type Ipv4Packet, isFragment, parseIpv4Packet } from '../frame/ipv4.ts'
import type { ReceivedType, StackEnvironment } from './environment.ts'
import { addressType } from './fib-lookup.ts'
import { sendIcmpError } from './icmp-error.ts'
import { deliverProtocol } from './ip-deliver.ts'
import { forward } from './ip-forward.ts'
import { claimForIpvlan, handOver } from './l3s-receive.ts'
import { defragment } from './reassembly.ts'
import { type InputVerdict, routeInput } from './route-input.ts'

/** A packet that has come in. */
export interface Received {
  readonly ip: Ipv4Packet
  readonly dev: Device
  /** The frame's relation to the device, by its Ethernet address. */
  readonly type: ReceivedType
  readonly copy: number
}

/** ip_rcv. False if it is refused (NET_RX_DROP): what is routed to an error, or to a protocol that drops it, is not. */
export function receiveIp(
  stack: StackEnvironment,
  dev: Device,
  frame: Frame,
  type: ReceivedType,
  copy: number,
): boolean {
  const why = stack.why(dev, copy)
  why?.('IP1', type === 'otherhost', { type })
  if (type === 'otherhost') return drop(stack, dev, copy, 'IP1', 'for another host')
  const ip = parseIpv4Packet(payloadOf(frame))
  why?.('IP2', typeof ip !== 'string', { fault: typeof ip === 'string' ? ip : 'none' })
  if (typeof ip === 'string') return drop(stack, dev, copy, 'IP2', ip)
  return take(stack, { ip, dev, type, copy })
}

function drop(stack: StackEnvironment, dev: Device, copy: number, rule: string, reason: string): false {
  stack.fate(dev, copy, rule, 'dropped', reason)
  return false
}

function take(stack: StackEnvironment, packet: Received): boolean {
  const { dev, copy } = packet
  const claim = claimForIpvlan(stack, packet)
  if (claim !== undefined) return deliverLocal(stack, packet, (whole) => handOver(stack, whole, claim))
  const verdict = inputVerdict(stack, packet)
  switch (verdict.kind) {
    case 'drop':
      stack.fate(dev, copy, verdict.rule, 'dropped', verdict.reason)
      // Who does not forward has a way for what is for others: into ip_error, which takes all and says nothing.
      return verdict.rule === 'IP10'
    case 'unreachable':
      return noRoute(stack, packet, verdict.refusal.errno)
    case 'forward':
      return forward(stack, packet, verdict)
    case 'deliver':
      return deliverLocal(stack, packet, (whole) => deliverProtocol(stack, whole, verdict.type))
  }
}

function inputVerdict(stack: StackEnvironment, { ip, dev, type, copy }: Received): InputVerdict {
  const { inet } = stack
  const idev = inet.devices.get(dev.id)
  const why = stack.why(dev, copy)
  const alreadyRouted = dev.driver.kind === 'loopback' || type === 'loopback'
  why?.('IP3', alreadyRouted, { dev: dev.name, type })
  if (alreadyRouted) return { kind: 'deliver', type: groupOf(addressType(inet, ip.dst)) }
  if (idev === undefined) return { kind: 'drop', rule: 'IP3', reason: 'IPv4 is off on this device' }
  return routeInput({ inet, idev, src: ip.src, dst: ip.dst, why })
}

function groupOf(type: string): 'local' | 'broadcast' | 'multicast' {
  return type === 'broadcast' || type === 'multicast' ? type : 'local'
}

/** ip_error. */
function noRoute(stack: StackEnvironment, packet: Received, errno: Errno): true {
  stack.fate(packet.dev, packet.copy, 'IP11', 'dropped', 'no route to its destination')
  const code = UNREACHABLE_CODE[errno]
  if (code !== undefined)
    sendIcmpError(stack, { ...packet, to: 'another host' }, { type: IcmpType.unreachable, code })
  return true
}

const UNREACHABLE_CODE: Partial<Record<Errno, number>> = {
  EHOSTUNREACH: Unreachable.host,
  ENETUNREACH: Unreachable.net,
  EACCES: Unreachable.filtered,
}

/** ip_local_deliver. */
function deliverLocal(stack: StackEnvironment, packet: Received, deliver: (whole: Received) => void): true {
  const { ip, dev, copy } = packet
  stack.why(dev, copy)?.('IP12', isFragment(ip), { offset: ip.fragmentOffset, more: ip.moreFragments })
  const whole = isFragment(ip) ? defragment(stack, packet) : ip
  if (whole !== undefined) deliver({ ...packet, ip: whole })
  return true
}
