import { ArpOperation, emitArp, parseArp } from '../../../frame/arp.ts'
import { buildFrame, EtherType, payloadOf } from '../../../frame/frame.ts'
import { formatIpv4 } from '../../../frame/ipv4-address.ts'
import { formatMac, type Mac } from '../../../frame/mac.ts'
import type { CapturedFrame, PacketSocket } from '../../../world/sockets.ts'
import { sendFrame } from '../../../world/sockets-open.ts'
import type { World } from '../../../world/world.ts'
import type { Process } from '../../process.ts'
import type { Buffered } from '../standard-io.ts'
import type { Options } from './options.ts'
import type { Target } from './target.ts'

/** A running arping (struct run_state). */
export interface Session {
  readonly world: World
  readonly process: Process
  readonly options: Options
  readonly target: Target
  readonly socket: PacketSocket
  readonly stdout: Buffered
  /** The address that it claims to have, as it was at the start. */
  readonly me: Mac
  /** Whom it asks: everyone, until someone has answered. */
  he: Mac
  unicasting: boolean
  lastSent: number
  sent: number
  sentToAll: number
  received: number
  receivedByAll: number
  requests: number
  /** What is added to the exit status. */
  failed: number
}

/** send_pack. */
export function sendProbe(session: Session): void {
  const { world, target, options, me, he } = session
  const arp = emitArp({
    operation: options.advertise ? ArpOperation.reply : ArpOperation.request,
    senderMac: me,
    senderIp: target.source,
    targetMac: options.advertise ? me : he,
    targetIp: target.address,
  })
  const now = session.process.system.now()
  if (sendFrame(world, target.dev, buildFrame(he, target.dev.mac, EtherType.ARP, arp).bytes)) return
  session.lastSent = now
  session.sent++
  if (!session.unicasting) session.sentToAll++
}

/** recv_pack: true if it was the last that was waited for. */
export function takeAnswer(session: Session, arrival: CapturedFrame): boolean {
  const { options } = session
  if (!['host', 'broadcast', 'multicast'].includes(arrival.type)) return false
  const arp = parseArp(payloadOf(arrival.frame))
  if (!arp || (arp.operation !== ArpOperation.request && arp.operation !== ArpOperation.reply)) return false
  if (!isAnswer(session, arp)) return false
  if (!options.quiet) {
    session.stdout.write(answerLine(session, arrival, arp))
    session.stdout.flush()
  }
  session.received++
  if (options.timeout > 0 && session.received === options.count) return true
  if (arrival.type !== 'host') session.receivedByAll++
  if (arp.operation === ArpOperation.request) session.requests++
  if (options.quitOnReply) return true
  if (!options.broadcastOnly) {
    session.he = arp.senderMac
    session.unicasting = true
  }
  return false
}

type Arp = NonNullable<ReturnType<typeof parseArp>>

function isAnswer({ options, target, me }: Session, arp: Arp): boolean {
  if (arp.senderIp !== target.address) return false
  if (!options.duplicates) return arp.targetIp === target.source && arp.targetMac === me
  if (arp.senderMac === me) return false
  return target.source === 0 || target.source === arp.targetIp
}

function answerLine({ target, me, lastSent }: Session, arrival: CapturedFrame, arp: Arp): string {
  const way = arrival.type === 'host' ? 'Unicast' : 'Broadcast'
  const kind = arp.operation === ArpOperation.reply ? 'reply' : 'request'
  const elsewhere = arp.targetIp === target.source ? '' : `for ${formatIpv4(arp.targetIp)} `
  const other = arp.targetMac === me ? '' : `${elsewhere === '' ? 'for ' : ''}[${upper(arp.targetMac)}]`
  const from = `${formatIpv4(arp.senderIp)} [${upper(arp.senderMac)}] `
  return `${way} ${kind} from ${from}${elsewhere}${other} ${elapsed(arrival.time - lastSent)}ms\n`
}

function upper(mac: Mac): string {
  return formatMac(mac).toUpperCase()
}

/** arping adds half a millisecond to the fraction, instead of rounding by it. */
function elapsed(nanoseconds: number): string {
  const microseconds = Math.trunc((nanoseconds + 500) / 1000)
  const whole = Math.trunc((microseconds + 500) / 1000)
  return `${whole}.${String(microseconds - whole * 1000 + 500).padStart(3, '0')}`
}

/** finish: the summary, and arping's status. */
export function finish(session: Session): number {
  const { options, received } = session
  if (!options.quiet) session.stdout.write(summary(session))
  session.stdout.flush()
  if (options.duplicates) return received > 0 ? 1 : 0
  if (options.unsolicited) return 0
  const { timeout, count = 0, quitOnReply } = options
  if (timeout > 0 && count > 0 && !quitOnReply) return session.sent <= received ? 0 : 1
  return received > 0 ? 0 : 1
}

function summary({ sent, sentToAll, received, receivedByAll, requests }: Session): string {
  const kinds = [
    ...(requests > 0 ? [`${requests} request(s)`] : []),
    ...(receivedByAll > 0 ? [`${receivedByAll} broadcast(s)`] : []),
  ]
  const detail = kinds.length > 0 ? ` (${kinds.join(', ')})` : ''
  return `Sent ${sent} probes (${sentToAll} broadcast(s))\nReceived ${received} response(s)${detail}\n`
}
