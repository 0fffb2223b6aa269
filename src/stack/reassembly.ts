import { IcmpType, TimeExceeded } from '../frame/icmp.ts'
import { emitIpv4, type Ipv4Packet, readPacket } from '../frame/ipv4.ts'
import type { StackEnvironment } from './environment.ts'
import { sendIcmpError } from './icmp-error.ts'
import type { FragmentPart, FragmentQueue } from './inet.ts'
import type { Received } from './ip-receive.ts'
import { plainNumber } from './settings.ts'
import { wheelTime } from './timer-wheel.ts'

/** ip_defrag: the whole datagram, once its last missing piece is there. */
export function defragment(
  stack: StackEnvironment,
  { ip, dev, type, copy }: Received,
): Ipv4Packet | undefined {
  const queue = queueFor(stack, ip, dev.netns)
  const part: FragmentPart = {
    offset: ip.fragmentOffset,
    last: !ip.moreFragments,
    packet: ip.bytes,
    dev,
    host: type === 'host',
    copy,
  }
  if (queue.parts.some((other) => other.offset === part.offset)) {
    stack.fate(dev, copy, 'IP12', 'dropped', 'this fragment is there already')
    return undefined
  }
  queue.parts.push(part)
  queue.parts.sort((a, b) => a.offset - b.offset)
  const complete = isComplete(queue)
  stack.why(dev, copy)?.('IP14', complete, { fragments: queue.parts.length })
  if (!complete) {
    stack.fate(dev, copy, 'IP14', 'queued', 'waits for the other fragments')
    return undefined
  }
  for (const other of queue.parts)
    if (other.copy !== copy)
      stack.fate(other.dev, other.copy, 'IP14', 'consumed', 'put together with the others')
  forget(stack, queue)
  return join(queue)
}

function queueFor(stack: StackEnvironment, ip: Ipv4Packet, netns: number): FragmentQueue {
  const { reassembly } = stack.inet
  const key = `${ip.src} ${ip.dst} ${ip.protocol} ${ip.id}`
  const known = reassembly.find((queue) => queue.key === key)
  if (known !== undefined) return known
  const made: FragmentQueue = { key, id: (reassembly.at(-1)?.id ?? 0) + 1, parts: [] }
  reassembly.push(made)
  const patience = plainNumber(stack.inet, 'net.ipv4.ipfrag_time') * 1_000_000_000
  stack.setTimer(wheelTime(stack.now, stack.now + patience), { kind: 'reassembly', netns, id: made.id })
  return made
}

function isComplete({ parts }: FragmentQueue): boolean {
  let end = 0
  for (const { offset, packet } of parts) {
    if (offset !== end) return false
    end += readPacket(packet).payload.length
  }
  return parts.at(-1)?.last === true
}

function join({ parts }: FragmentQueue): Ipv4Packet {
  const first = readPacket(parts[0]!.packet)
  const payloads = parts.map(({ packet }) => readPacket(packet).payload)
  const payload = new Uint8Array(payloads.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of payloads) {
    payload.set(piece, at)
    at += piece.length
  }
  return readPacket(emitIpv4({ ...first, moreFragments: false, fragmentOffset: 0 }, payload))
}

function forget({ inet }: StackEnvironment, queue: FragmentQueue): void {
  inet.reassembly.splice(inet.reassembly.indexOf(queue), 1)
}

/** ip_expire: the sender is told, if the first fragment is there to be quoted. */
export function reassemblyTimer(stack: StackEnvironment, id: number): void {
  const queue = stack.inet.reassembly.find((candidate) => candidate.id === id)
  if (queue === undefined) return
  forget(stack, queue)
  for (const { dev, copy } of queue.parts)
    stack.fate(dev, copy, 'IP14', 'dropped', 'other fragments did not come')
  const first = queue.parts[0]
  if (first === undefined || first.offset !== 0) return
  const { dev, copy, packet, host } = first
  const about = {
    ip: readPacket(packet),
    dev,
    copy,
    type: host ? 'host' : 'broadcast',
    to: 'this host',
  } as const
  sendIcmpError(stack, about, { type: IcmpType.timeExceeded, code: TimeExceeded.reassembly })
}
