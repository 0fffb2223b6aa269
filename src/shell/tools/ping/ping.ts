import { parseIpv4 } from '../../../frame/ipv4-address.ts'
import { wheelTime } from '../../../stack/timer-wheel.ts'
import { random } from '../../../world/random.ts'
import type { IcmpArrival } from '../../../world/sockets.ts'
import { closeSocket, openIcmpSocket } from '../../../world/sockets-open.ts'
import type { World } from '../../../world/world.ts'
import { type Process, type Program, Signal, type Wait } from '../../process.ts'
import { encode } from '../../system/bytes.ts'
import { MILLISECOND, SECOND } from '../../system/clock.ts'
import { netnsAt } from '../place.ts'
import { buffered } from '../standard-io.ts'
import { type Ending, type Options, parseOptions } from './options.ts'
import { receive } from './receive.ts'
import { receive6 } from './receive6.ts'
import { patternBytes, pinger } from './send.ts'
import { atLeastMinimum, CALL_COST, inFlight, MIN_INTERVAL, now, type Session } from './session.ts'
import { finish, snapshot } from './statistics.ts'
import { findTarget, greeting, type Target } from './target.ts'

/** ping of iputils 20221126, run by root (a raw socket). */
export function pingProgram(world: World): Program {
  const program: Program = function* (process) {
    const options = parseOptions(process.argv, parseIpv4)
    if ('status' in options) return end(process, options)
    const target = findTarget(world, netnsAt(world, process.place), process, options)
    if ('status' in target) return end(process, target)
    process.stderr.write(encode(target.warnings))
    const socket = openIcmpSocket(world, {
      netns: target.netns,
      id: options.identifier ?? random(world, 0x10000),
      ...target.boundTo,
    })
    const session = begin(world, process, options, target, socket)
    try {
      return yield* mainLoop(session)
    } finally {
      closeSocket(world, socket)
    }
  }
  return Object.assign(program, { handles: ['INT', 'QUIT', 'ALRM'] as const })
}

function end(process: Process, { status, stdout, stderr }: Ending): number {
  process.stdout.write(encode(stdout ?? ''))
  process.stderr.write(encode(stderr ?? ''))
  return status
}

function begin(
  world: World,
  process: Process,
  options: Options,
  target: Target,
  socket: Session['socket'],
): Session {
  const stdout = buffered(process.stdout)
  if (options.pattern !== undefined && !options.quiet)
    stdout.write(`PATTERN: 0x${patternText(options.pattern)}\n`)
  stdout.write(encode(greeting(target, options)))
  const started = process.system.now()
  return {
    ...{ world, process, options, target, socket, stdout, started },
    ...{ sentAt: undefined, tokens: 0, transmitted: 0, received: 0, repeated: 0, errors: 0 },
    ...{ acknowledged: 0, pipe: 0, answered: new Set(), exiting: false, waitTime: 0, confirm: false },
    interval: options.interval ?? (options.flood ? 0 : 1000),
    times: { min: Number.MAX_SAFE_INTEGER, max: 0, sum: 0, squares: 0, average: 0 },
    alarmAt: options.deadline === undefined ? undefined : started + options.deadline * SECOND,
  }
}

function patternText(pattern: string): string {
  return patternBytes(pattern)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

/** main_loop. */
function* mainLoop(session: Session): Generator<Wait, number, void> {
  const { options } = session
  while (!isOver(session)) {
    let next: number
    for (;;) {
      next = scheduleExit(session, pinger(session))
      if (next > 0) break
      yield* pause(session, CALL_COST)
      if (session.exiting) break
    }
    if (!options.adaptive && next >= atLeastMinimum(session.interval)) {
      yield* receiveUntil(
        session,
        wheelTime(now(session), now(session) + atLeastMinimum(session.interval) * MILLISECOND),
      )
    } else yield* receiveUntil(session, now(session) + shortWait(session, next) * MILLISECOND)
  }
  return finish(session)
}

function isOver({ exiting, options, received, errors }: Session): boolean {
  if (exiting || (options.deadline !== undefined && errors > 0)) return true
  return options.count !== undefined && received + errors >= options.count
}

/** Where the real ping spins because nothing is expected, time has to pass here. */
function shortWait(session: Session, next: number): number {
  return next <= MIN_INTERVAL && inFlight(session) > 0 ? MIN_INTERVAL : next
}

/** Microseconds; no answer of a real machine comes sooner, and some come sooner here. */
const SHORTEST_LINGER = 50

/** schedule_exit: once all is sent, how much longer to wait. */
function scheduleExit(session: Session, next: number): number {
  const { options, transmitted } = session
  const sent = options.count !== undefined && transmitted >= options.count && options.deadline === undefined
  if (!sent || session.waitTime > 0) return next
  const { received, times, interval } = session
  const microseconds =
    received > 0 ? Math.max(2 * times.max, interval * 1000, SHORTEST_LINGER) : options.linger * 1000
  session.waitTime = microseconds
  if (microseconds > 0) session.alarmAt = now(session) + microseconds * 1000
  return Math.max(next, Math.trunc(microseconds / 1000))
}

/**
 * recvmsg until nothing is left or a request is due. A request that is due goes first, as it does on a machine where
 * the timer of ping runs out a moment before those of the neighbour table.
 */
function* receiveUntil(session: Session, until: number): Generator<Wait, void, void> {
  const { socket } = session
  const over = () => session.exiting || now(session) >= until
  if (!(yield* wait(session, () => socket.queue.length > 0, until)) && over()) return
  while (socket.queue.length > 0) {
    take(session, socket.queue.shift()!)
    if (inFlight(session) === 0) return
  }
}

function take(session: Session, arrival: IcmpArrival): void {
  if (arrival.kind === 'reply6' || arrival.kind === 'error6') receive6(session, arrival)
  else receive(session, arrival)
}

/** Waits for `ready`, for a time, or for the alarm; true if something is ready before the time is over. */
function* wait(session: Session, ready: () => boolean, until: number): Generator<Wait, boolean, void> {
  while (!session.exiting && now(session) < until) {
    if (ready()) return true
    yield* interruptible(session, { ready, until: Math.min(until, session.alarmAt ?? Infinity) })
  }
  return false
}

function* pause(session: Session, nanoseconds: number): Generator<Wait, void, void> {
  yield* interruptible(session, { until: Math.min(now(session) + nanoseconds, session.alarmAt ?? Infinity) })
}

/** A wait that signals end: INT and ALRM are ping's end, QUIT makes it tell how it stands. */
function* interruptible(session: Session, each: Wait): Generator<Wait, void, void> {
  try {
    yield each
  } catch (error) {
    if (!(error instanceof Signal)) throw error
    if (error.signal === 'QUIT') snapshot(session)
    else if (error.signal === 'INT' || error.signal === 'ALRM') session.exiting = true
    else throw error
  }
  if (session.alarmAt !== undefined && now(session) >= session.alarmAt) session.exiting = true
}
