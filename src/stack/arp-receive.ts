import type { Device } from '../device/device.ts'
import type { Why } from '../device/why.ts'
import { ArpOperation, type ArpPacket, parseArp } from '../frame/arp.ts'
import { type Frame, payloadOf } from '../frame/frame.ts'
import { ANY, formatIpv4, isLoopback, isMulticast } from '../frame/ipv4-address.ts'
import { ignores, isFiltered, proxies } from './arp-answer.ts'
import { learn } from './arp-learn.ts'
import { sendArpReply } from './arp-send.ts'
import type { ReceivedType, StackEnvironment } from './environment.ts'
import { addressType } from './fib-lookup.ts'
import type { InetDevice } from './inet.ts'
import { updateNeighbour } from './neighbour-update.ts'
import { createNeighbour, findNeighbour, neighbourTime } from './neighbours.ts'
import { routeInput } from './route-input.ts'
import { conf } from './settings.ts'

/** An ARP packet at the device where it came in. */
export interface ReceivedArp {
  readonly arp: ArpPacket
  readonly idev: InetDevice
  readonly type: ReceivedType
  readonly copy: number
  readonly frame: Frame
  readonly why: Why | undefined
  /** It has been through the proxy's delay (LOCALLY_ENQUEUED). */
  readonly delayed: boolean
}

/** arp_rcv. False if it is refused (NET_RX_DROP): what is not for this host is not. */
export function receiveArp(
  stack: StackEnvironment,
  dev: Device,
  frame: Frame,
  type: ReceivedType,
  copy: number,
  delayed = false,
): boolean {
  const why = stack.why(dev, copy)
  const ignored = type === 'otherhost' || type === 'loopback' || !dev.arp
  why?.('ARP1', ignored, { type, arp: dev.arp })
  if (ignored) {
    stack.fate(dev, copy, 'ARP1', 'dropped', dev.arp ? 'for another host' : 'ARP is off here')
    return true
  }
  const arp = parseArp(payloadOf(frame))
  const idev = stack.inet.devices.get(dev.id)
  const usable = arp !== undefined && idev !== undefined && (arp.operation === 1 || arp.operation === 2)
  why?.('ARP2', usable, { operation: arp?.operation ?? 0 })
  if (!usable) {
    stack.fate(dev, copy, 'ARP2', 'dropped', 'not an ARP request or reply for IPv4 over Ethernet')
    return false
  }
  return process(stack, { arp, idev, type, copy, frame, why, delayed })
}

/** arp_process. */
function process(stack: StackEnvironment, received: ReceivedArp): boolean {
  const { arp, idev, why } = received
  const { senderIp, targetIp } = arp
  const localnet = conf(stack.inet, idev, 'route_localnet') !== 0
  const odd = isMulticast(targetIp) || (isLoopback(targetIp) && !localnet)
  why?.('ARP3', odd, { target: formatIpv4(targetIp) })
  if (odd) return refused(stack, received, 'it asks for a group or loopback address')
  if (senderIp === targetIp && conf(stack.inet, idev, 'drop_gratuitous_arp') !== 0)
    return refused(stack, received, 'drop_gratuitous_arp')
  why?.('ARP4', senderIp === ANY, { sender: formatIpv4(senderIp) })
  if (senderIp === ANY) answerProbe(stack, received)
  else answerOrLearn(stack, received)
  return true
}

function refused(stack: StackEnvironment, received: ReceivedArp, reason: string): false {
  end(stack, received, 'ARP3', 'dropped', reason)
  return false
}

function answerOrLearn(stack: StackEnvironment, received: ReceivedArp): void {
  const { arp, idev, copy } = received
  const answered = arp.operation === ArpOperation.request && answer(stack, received)
  if (!answered) learn(stack, received)
  if (!answered && arp.operation === ArpOperation.request)
    stack.fate(idev.dev, copy, 'ARP12', 'delivered', 'a request that is not for this host')
}

function end(
  stack: StackEnvironment,
  { idev, copy }: ReceivedArp,
  rule: string,
  outcome: 'dropped' | 'delivered' | 'queued',
  reason: string,
): void {
  stack.fate(idev.dev, copy, rule, outcome, reason)
}

/** A host that wants to take an address asks whether somebody has it, without giving one of its own. */
function answerProbe(stack: StackEnvironment, received: ReceivedArp): void {
  const { arp, idev, copy, why } = received
  const own =
    arp.operation === ArpOperation.request &&
    addressType(stack.inet, arp.targetIp) === 'local' &&
    !ignores(stack.inet, idev, arp)
  why?.('ARP5', own, { target: formatIpv4(arp.targetIp) })
  end(stack, received, 'ARP5', own ? 'delivered' : 'dropped', 'a probe for a duplicate address')
  if (own) sendArpReply(stack, idev.dev, arp.targetIp, { mac: arp.senderMac, ip: arp.senderIp }, copy)
}

/** The request's way through the routing table says who should answer; false: it may still teach something. */
function answer(stack: StackEnvironment, received: ReceivedArp): boolean {
  const { arp, idev, why } = received
  const { inet } = stack
  const verdict = routeInput({
    inet,
    idev,
    src: arp.senderIp,
    dst: arp.targetIp,
    why: undefined,
    forArp: true,
  })
  const routed = verdict.kind === 'deliver' || verdict.kind === 'forward'
  why?.('ARP6', routed, {
    sender: formatIpv4(arp.senderIp),
    target: formatIpv4(arp.targetIp),
    verdict: verdict.kind === 'drop' ? verdict.reason : verdict.kind,
  })
  if (!routed) return false
  const own = verdict.kind === 'deliver' && verdict.type === 'local'
  why?.('ARP7', own, { target: formatIpv4(arp.targetIp) })
  if (own) return answerForMyself(stack, received)
  const proxy = verdict.kind === 'forward' && proxies(inet, idev, verdict.dev)
  why?.('ARP10', proxy, { dev: idev.dev.name })
  if (proxy) answerForOther(stack, received)
  return proxy
}

function answerForMyself(stack: StackEnvironment, received: ReceivedArp): true {
  const { arp, idev, copy, why } = received
  const ignored = ignores(stack.inet, idev, arp)
  why?.('ARP8', ignored, { arp_ignore: conf(stack.inet, idev, 'arp_ignore') })
  if (ignored) {
    end(stack, received, 'ARP8', 'dropped', 'arp_ignore')
    return true
  }
  const filtered = isFiltered(stack, idev, arp)
  why?.('ARP9', filtered, { arp_filter: conf(stack.inet, idev, 'arp_filter') })
  end(
    stack,
    received,
    'ARP9',
    filtered ? 'dropped' : 'delivered',
    filtered ? 'arp_filter' : 'a request for this host',
  )
  if (filtered) return true
  heardFrom(stack, received)
  sendArpReply(stack, idev.dev, arp.targetIp, { mac: arp.senderMac, ip: arp.senderIp }, copy)
  return true
}

/** neigh_event_ns: who asks will be answered next, so it is known from now on. */
function heardFrom(stack: StackEnvironment, { arp, idev, copy }: ReceivedArp): void {
  const neighbour =
    findNeighbour(stack.inet, idev.dev, arp.senderIp) ?? createNeighbour(stack, idev, arp.senderIp)
  const update = { mac: arp.senderMac, state: 'stale', override: true, admin: false, copy } as const
  updateNeighbour(stack, neighbour, update)
}

/** A proxy answers late, so that the real host is heard first. */
function answerForOther(stack: StackEnvironment, received: ReceivedArp): void {
  const { arp, idev, type, copy, frame, why, delayed } = received
  heardFrom(stack, received)
  const delay = neighbourTime(stack.inet, idev, 'proxy_delay')
  const now = delayed || type === 'host' || delay === 0
  why?.('ARP11', now, { type, proxy_delay: delay / 1e9 })
  end(stack, received, 'ARP11', now ? 'delivered' : 'queued', 'a request that this host answers as a proxy')
  if (now) return sendArpReply(stack, idev.dev, arp.targetIp, { mac: arp.senderMac, ip: arp.senderIp }, copy)
  const { id, netns } = idev.dev
  stack.setTimer(stack.now + stack.random(delay), { kind: 'proxy', netns, device: id, frame, copy })
}
