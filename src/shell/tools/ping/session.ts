import { formatIpv4, type Ipv4 } from '../../../frame/ipv4-address.ts'
import type { IcmpSocket } from '../../../world/sockets.ts'
import type { World } from '../../../world/world.ts'
import type { Process } from '../../process.ts'
import { MILLISECOND, SECOND } from '../../system/clock.ts'
import { nameOf } from '../resolve.ts'
import type { Buffered } from '../standard-io.ts'
import type { Options } from './options.ts'
import type { Target } from './target.ts'

/** The state of a running ping (struct ping_rts). Times of replies in microseconds, of waiting in milliseconds. */
export interface Session {
  readonly world: World
  readonly process: Process
  readonly options: Options
  readonly target: Target
  readonly socket: IcmpSocket
  readonly stdout: Buffered
  readonly started: number
  /** When the last request was due (cur_time); undefined before the first. */
  sentAt: number | undefined
  interval: number
  tokens: number
  transmitted: number
  received: number
  repeated: number
  errors: number
  /** The newest sequence number that was answered in any way. */
  acknowledged: number
  /** The most that were under way at one time. */
  pipe: number
  readonly answered: Set<number>
  readonly times: Times
  exiting: boolean
  /** SIGALRM. */
  alarmAt: number | undefined
  /** __schedule_exit has been called. */
  waitTime: number
  /** A reply came since the last request: the next one confirms the neighbour (MSG_CONFIRM). */
  confirm: boolean
}

export interface Times {
  min: number
  max: number
  sum: number
  squares: number
  /** Eight times the moving average. */
  average: number
}

/** The shortest that ping waits between two requests when it waits at all (MININTERVAL). */
export const MIN_INTERVAL = 10
/** What a system call takes: without it a flood would never let time pass. */
export const CALL_COST = 10_000

export function now(session: Session): number {
  return session.process.system.now()
}

/** in_flight: requests without an answer. */
export function inFlight(session: Session): number {
  const difference = (session.transmitted - session.acknowledged) & 0xffff
  return difference <= 0x7fff ? difference : session.transmitted - session.received - session.errors
}

export function acknowledge(session: Session, sequence: number): void {
  const difference = (session.transmitted - sequence) & 0xffff
  if (difference > 0x7fff) return
  session.pipe = Math.max(session.pipe, difference + 1)
  const newer = ((sequence - session.acknowledged) << 16) >> 16 > 0
  const wrapped = ((session.transmitted - session.acknowledged) & 0xffff) > 0x7fff
  if (newer || wrapped) session.acknowledged = sequence
}

/** pr_addr. */
export function addressText(session: Session, address: Ipv4): string {
  const text = formatIpv4(address)
  const name = session.target.numeric ? undefined : nameOf(session.process, address)
  return name === undefined ? text : `${name} (${text})`
}

/** -D. */
export function timestamp(session: Session): string {
  if (!session.options.timestamps) return ''
  const time = now(session)
  const microseconds = Math.floor((time % SECOND) / 1000)
  return `[${Math.floor(time / SECOND)}.${String(microseconds).padStart(6, '0')}] `
}

/** error: what was printed before goes out before. */
export function complain(session: Session, words: string): void {
  session.stdout.flush()
  session.process.stderr.write(`${session.process.argv[0] ?? 'ping'}: ${words}\n`)
}

/** SCHINT. */
export function atLeastMinimum(milliseconds: number): number {
  return Math.max(milliseconds, MIN_INTERVAL)
}

export function milliseconds(nanoseconds: number): number {
  return Math.trunc(nanoseconds / MILLISECOND)
}
