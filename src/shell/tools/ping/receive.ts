import type { IcmpArrival } from '../../../world/sockets.ts'
import { SECOND } from '../../system/clock.ts'
import { icmpWords } from './icmp-words.ts'
import { TIMEVAL } from './send.ts'
import { acknowledge, addressText, type Session, timestamp } from './session.ts'

const REDIRECT = 5
type Reply = Extract<IcmpArrival, { readonly kind: 'reply' }>
type ErrorArrival = Extract<IcmpArrival, { readonly kind: 'error' }>

export function receive(session: Session, arrival: Reply | ErrorArrival): void {
  if (arrival.kind === 'reply') reply(session, arrival)
  else if (arrival.icmpType === REDIRECT) redirect(session, arrival)
  else failure(session, arrival)
}

/** ping4_parse_reply. */
function reply(session: Session, arrival: Reply): void {
  const { target } = session
  const fromText = addressText(session, arrival.from)
  gatherReply(session, { ...arrival, fromText, stranger: !target.group && arrival.from !== target.address })
}

interface AnyReply {
  readonly time: number
  readonly icmp: Uint8Array
  readonly ttl: number
  readonly fromText: string
  /** Somebody else answers than was asked. */
  readonly stranger: boolean
}

/** gather_statistics. */
export function gatherReply(session: Session, arrival: AnyReply): void {
  const { options, stdout, target } = session
  const { icmp } = arrival
  const view = new DataView(icmp.buffer, icmp.byteOffset, icmp.length)
  const sequence = view.getUint16(6)
  acknowledge(session, sequence)
  const timed = options.size >= TIMEVAL && icmp.length >= 8 + TIMEVAL
  const trip = timed ? roundTrip(session, view, arrival.time) : undefined
  const duplicate = session.answered.has(sequence)
  session.answered.add(sequence)
  if (duplicate) session.repeated++
  else session.received++
  session.confirm = true
  if (!options.quiet && options.flood) stdout.write('\b \b')
  else if (!options.quiet) {
    const identifier = options.verbose ? ` ident=${session.socket.id}` : ''
    const from = arrival.fromText
    const place = `icmp_seq=${sequence}${identifier} ttl=${arrival.ttl}`
    const repeat = duplicate && (!target.group || options.verbose) ? ' (DUP!)' : ''
    const stranger = arrival.stranger ? ' (DIFFERENT ADDRESS!)' : ''
    const end = icmp.length < options.size + 8 ? ' (truncated)' : `${timeText(trip)}${repeat}${stranger}`
    stdout.write(`${timestamp(session)}${icmp.length} bytes from ${from}: ${place}${end}`)
    stdout.write(`${options.audible ? '\x07' : ''}\n`)
  }
  stdout.flush()
}

function roundTrip(session: Session, view: DataView, arrived: number): number {
  const sent = Number(view.getBigUint64(8, true)) * SECOND + Number(view.getBigUint64(16, true)) * 1000
  const trip = Math.max(0, Math.floor(arrived / 1000) - sent / 1000)
  const { times } = session
  times.sum += trip
  times.squares += trip * trip
  times.min = Math.min(times.min, trip)
  times.max = Math.max(times.max, trip)
  times.average = times.average === 0 ? trip * 8 : times.average + trip - Math.trunc(times.average / 8)
  if (session.options.adaptive) session.interval = adaptedInterval(session)
  return trip
}

/** update_interval: as long as a reply takes. */
function adaptedInterval({ times, interval }: Session): number {
  const estimate = times.average === 0 ? interval * 1000 : Math.trunc(times.average / 8)
  return Math.trunc((estimate + 500) / 1000)
}

/** Three digits that count: 0.042, 1.23, 12.3, 123 ms. */
function timeText(trip: number | undefined): string {
  if (trip === undefined) return ''
  if (trip >= 100_000 - 50) return ` time=${Math.trunc((trip + 500) / 1000)} ms`
  if (trip >= 10_000 - 5) return ` time=${fixed(trip + 50, 1)} ms`
  if (trip >= 1000) return ` time=${fixed(trip + 5, 2)} ms`
  return ` time=${fixed(trip, 3)} ms`
}

/** Microseconds as milliseconds, cut after some digits. */
function fixed(microseconds: number, digits: number): string {
  const fraction = String(microseconds % 1000).padStart(3, '0')
  return `${Math.trunc(microseconds / 1000)}.${fraction.slice(0, digits)}`
}

/** ping4_receive_error_msg. */
function failure(session: Session, arrival: ErrorArrival): void {
  const { options, stdout } = session
  acknowledge(session, arrival.sequence)
  session.errors++
  if (options.quiet) return
  if (options.flood) stdout.write('\bE')
  else stdout.write(`${timestamp(session)}From ${addressText(session, arrival.from)} ${wordsOf(arrival)}\n`)
  stdout.flush()
}

/** A router knows a shorter way: no error. */
function redirect(session: Session, arrival: ErrorArrival): void {
  const { options, stdout } = session
  if (options.quiet || options.flood) return
  stdout.write(`${timestamp(session)}From ${addressText(session, arrival.from)}: ${wordsOf(arrival)}\n`)
}

function wordsOf({ sequence, icmpType, code, info }: ErrorArrival): string {
  return `icmp_seq=${sequence} ${icmpWords(icmpType, code, info)}`
}
