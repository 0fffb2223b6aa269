import { BROADCAST } from '../../../frame/mac.ts'
import { closeSocket, openPacketSocket } from '../../../world/sockets-open.ts'
import type { Netns, World } from '../../../world/world.ts'
import { type Process, type Program, Signal, type SignalName, type Wait } from '../../process.ts'
import { encode } from '../../system/bytes.ts'
import { SECOND } from '../../system/clock.ts'
import { netnsAt } from '../place.ts'
import { buffered } from '../standard-io.ts'
import { type Ending, type Options, parseOptions } from './options.ts'
import { finish, type Session, sendProbe, takeAnswer } from './session.ts'
import { findTarget, greeting, type Target } from './target.ts'

const ETH_P_ARP = 0x0806
const ENDING: readonly SignalName[] = ['INT', 'QUIT', 'TERM']

/** arping of iputils 20221126. */
export function arpingProgram(world: World): Program {
  const program: Program = function* (process) {
    const options = parseOptions(process.argv)
    if ('status' in options) return end(process, options)
    const netns = netnsAt(world, process.place)
    const target = findTarget(world, netns, process, options)
    if ('status' in target) return end(process, target)
    const session = begin(world, process, options, target, netns)
    try {
      return yield* run(session)
    } finally {
      closeSocket(world, session.socket)
    }
  }
  return Object.assign(program, { handles: ENDING })
}

function end(process: Process, { status, stdout, stderr }: Ending): number {
  process.stdout.write(encode(stdout ?? ''))
  process.stderr.write(encode(stderr ?? ''))
  return status
}

function begin(world: World, process: Process, options: Options, target: Target, netns: Netns): Session {
  const stdout = buffered(process.stdout)
  if (!options.quiet) stdout.write(encode(greeting(target)))
  return {
    ...{ world, process, options, target, stdout },
    socket: openPacketSocket(world, { netns, dev: target.dev, etherType: ETH_P_ARP }),
    me: target.dev.mac,
    he: BROADCAST,
    ...{ unicasting: false, lastSent: 0, sent: 0, sentToAll: 0, received: 0, receivedByAll: 0, requests: 0 },
    failed: 0,
  }
}

function* run(session: Session): Generator<Wait, number, void> {
  const { options, target, process, stdout } = session
  if (options.source === undefined && target.source === 0 && !options.duplicates) {
    stdout.flush()
    process.stderr.write(`${process.argv[0] ?? 'arping'}: no source address in not-DAD mode\n`)
    return 2
  }
  try {
    yield* eventLoop(session)
  } catch (error) {
    if (!(error instanceof Signal) || !ENDING.includes(error.signal)) throw error
  }
  return finish(session) | session.failed
}

/** event_loop: timers go before answers, as poll lists them. */
function* eventLoop(session: Session): Generator<Wait, void, void> {
  const { options, process, socket, target } = session
  const start = process.system.now()
  const timeoutAt = options.timeout > 0 ? start + options.timeout * SECOND : Infinity
  let nextAt = options.interval > 0 ? start + options.interval * SECOND : Infinity
  let ticks = 1
  let { up } = target.dev
  sendProbe(session)
  for (;;) {
    yield {
      ready: () => socket.queue.length > 0 || target.dev.up !== up,
      ...(Math.min(nextAt, timeoutAt) < Infinity ? { until: Math.min(nextAt, timeoutAt) } : {}),
    }
    const now = process.system.now()
    if (now >= nextAt) {
      if (options.count !== undefined && options.count < ++ticks) return
      sendProbe(session)
      nextAt += options.interval * SECOND
    }
    if (now >= timeoutAt) return
    if (up && !target.dev.up) networkDown(session)
    up = target.dev.up
    if (socket.queue[0] && takeAnswer(session, socket.queue.shift()!)) return
  }
}

/** The socket tells it once. arping goes on, but will not end well. */
function networkDown(session: Session): void {
  session.stdout.flush()
  session.process.stderr.write(`${session.process.argv[0] ?? 'arping'}: recvfrom: Network is down\n`)
  session.failed = 2
}
