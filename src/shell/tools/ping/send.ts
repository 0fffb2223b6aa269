import { refuse } from '../../../device/errno.ts'
import { lookupRoute, sendEcho } from '../../../world/inet.ts'
import { lookupRoute6, sendEcho6 } from '../../../world/inet6.ts'
import { SECOND } from '../../system/clock.ts'
import {
  atLeastMinimum,
  complain,
  inFlight,
  MIN_INTERVAL,
  milliseconds,
  now,
  type Session,
  timestamp,
} from './session.ts'
import type { Address6 } from './target6.ts'

const ICMP_HEADER = 8
/** struct timeval at the beginning of the data, if it fits. */
export const TIMEVAL = 16
const MAX_PACKET = 65535

/** pinger: sends the next request if it is due. Returns the milliseconds until the one after it. */
export function pinger(session: Session): number {
  const { options } = session
  const done =
    options.count !== undefined && session.transmitted >= options.count && options.deadline === undefined
  if (session.exiting || done) return 1000
  const early = tooEarly(session)
  if (early !== undefined) return early
  if (options.outstanding && session.transmitted > 0 && !session.answered.has(session.transmitted & 0xffff)) {
    session.stdout.write(`${timestamp(session)}no answer yet for icmp_seq=${session.transmitted % 65536}\n`)
    session.stdout.flush()
  }
  return send(session)
}

/** Tokens come with time and pay for requests: no more than the interval and the preload allow. */
function tooEarly(session: Session): number | undefined {
  const { interval } = session
  const { preload } = session.options
  const time = now(session)
  if (session.sentAt === undefined) {
    session.tokens = interval * (preload - 1)
    session.sentAt = time
    return undefined
  }
  const passed = milliseconds(time - session.sentAt)
  // An unlimited flood without replies is held to a hundred a second.
  if (interval === 0 && passed < MIN_INTERVAL && inFlight(session) >= preload) return MIN_INTERVAL - passed
  const tokens = Math.min(passed + session.tokens, interval * preload)
  if (tokens < interval) return interval - tokens
  session.sentAt = time
  session.tokens = tokens - interval
  return undefined
}

function send(session: Session): number {
  const { options, interval } = session
  const refusal = transmit(session)
  session.transmitted++
  if (((session.transmitted - session.acknowledged) & 0xffff) > 0x7fff)
    session.acknowledged = session.transmitted + 1
  if (!refusal) {
    if (!options.quiet && options.flood) dot(session, '.')
    return interval - session.tokens
  }
  session.tokens = 0
  if (refusal === 'too long') localError(session)
  return atLeastMinimum(interval)
}

/**
 * Refused requests count as sent, and ping 20221126 says nothing of them: it looks into the error queue first, and
 * what it finds there (nothing) replaces the errno. Only a packet that the path does not carry is in that queue.
 */
function transmit(session: Session): 'too long' | 'refused' | undefined {
  const { world, options, target, socket } = session
  const sequence = (session.transmitted + 1) & 0xffff
  session.answered.delete(sequence)
  const whole = options.size + ICMP_HEADER
  const result =
    whole > MAX_PACKET
      ? refuse('EINVAL')
      : target.address6 !== undefined
        ? transmit6(session, target.address6, sequence)
        : sendEcho(world, target.netns, {
            ...{ dst: target.address, id: socket.id, sequence, payload: payload(session) },
            ...{ ttl: options.ttl, source: target.sendsFrom, dev: target.boundTo.dev },
            ...{ broadcast: options.broadcast, dontRoute: options.dontRoute, tos: options.tos },
            ...{ pathMtu: options.pathMtu ?? (target.group ? 'do' : undefined), confirm: session.confirm },
          })
  session.confirm = false
  if (!('errno' in result)) return undefined
  return result.errno === 'EMSGSIZE' ? 'too long' : 'refused'
}

function transmit6(session: Session, to: Address6, sequence: number) {
  const { world, options, target, socket, confirm } = session
  const { oif } = to
  if (oif !== undefined && 'errno' in oif) return oif
  return sendEcho6(world, target.netns, {
    ...{ dst: to.address, id: socket.id, sequence, payload: payload(session) },
    ...{ hopLimit: options.ttl, source: to.sendsFrom, dev: oif },
    ...{ trafficClass: options.tos, confirm },
  })
}

function localError(session: Session): void {
  if (session.options.quiet) return
  session.errors++
  if (session.options.flood) dot(session, 'E')
  else if (session.target.address6 !== undefined)
    complain(session, `local error: message too long, mtu: ${pathMtu6(session, session.target.address6)}`)
  else complain(session, `local error: message too long, mtu=${pathMtu(session)}`)
}

function pathMtu({ world, target }: Session): number {
  const route = lookupRoute(world, target.netns, { dst: target.address, oif: target.boundTo.dev })
  return 'errno' in route ? 0 : (route.mtu ?? route.dev.mtu)
}

function pathMtu6({ world, target }: Session, { address, oif }: Address6): number {
  if (oif !== undefined && 'errno' in oif) return 0
  const route = lookupRoute6(world, target.netns, { dst: address, oif })
  return 'errno' in route ? 0 : (route.route.mtu ?? route.dev.mtu)
}

function dot(session: Session, text: string): void {
  session.stdout.write(text)
  session.stdout.flush()
}

/** The time of sending, and behind it the pattern or the bytes 16, 17, 18, … */
function payload(session: Session): Uint8Array {
  const { size, pattern } = session.options
  const bytes = filling(size, pattern)
  if (size < TIMEVAL) return bytes
  const view = new DataView(bytes.buffer)
  const time = now(session)
  view.setBigUint64(0, BigInt(Math.floor(time / SECOND)), true)
  view.setBigUint64(8, BigInt(Math.floor((time % SECOND) / 1000)), true)
  return bytes
}

function filling(size: number, pattern: string | undefined): Uint8Array<ArrayBuffer> {
  const repeated = patternBytes(pattern ?? '')
  if (repeated.length === 0)
    return Uint8Array.from({ length: size }, (_, i) => (pattern === undefined ? i : 0))
  return Uint8Array.from({ length: size }, (_, i) => repeated[i % repeated.length]!)
}

/** At most sixteen bytes of two digits each; the last may have one. */
export function patternBytes(pattern: string): readonly number[] {
  return (pattern.match(/..?/g) ?? []).slice(0, 16).map((pair) => Number.parseInt(pair, 16))
}
