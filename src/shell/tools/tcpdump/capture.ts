import type { Device } from '../../../device/device.ts'
import { dropTag } from '../../../frame/vlan-tag.ts'
import type { CapturedFrame, PacketSocket } from '../../../world/sockets.ts'
import type { Netns, World } from '../../../world/world.ts'
import { type Process, Signal, type SignalName, type Wait } from '../../process.ts'
import { MILLISECOND, SECOND } from '../../system/clock.ts'
import { complain } from './complain.ts'
import { cook } from './cook.ts'
import type { Condition } from './filter/condition.ts'
import { matches } from './filter/evaluate.ts'
import type { Options } from './options.ts'
import type { Sink } from './sink.ts'

/** Signals that end a capture in good order. */
export const ENDING: readonly SignalName[] = ['INT', 'TERM', 'HUP']

/**
 * How long the kernel fills a block before it shows it to libpcap (TPACKET_V3, tp_retire_blk_tov). What is in a
 * block when tcpdump is stopped is counted as received and never seen: real labs lose their last packets this way.
 */
const BLOCK_TIME = SECOND
/** With -l, or to a terminal. */
const LINE_BLOCK_TIME = 100 * MILLISECOND

/** A running capture. */
interface Capture {
  readonly world: World
  readonly process: Process
  readonly options: Options
  /** undefined: `any`. */
  readonly dev: Device | undefined
  readonly socket: PacketSocket
  readonly netns: Netns
  readonly filter: Condition
  readonly sink: Sink
  readonly opened: number
  captured: number
  received: number
  /** When the first block was shown: libpcap filters it again, without what only the kernel knows. */
  firstShown: number | undefined
  /** What `-v -w` last reported, and when it will next. */
  reported: number
  reportAt: number
}

export function* run(capture: Capture): Generator<Wait, number, void> {
  const { process, sink } = capture
  try {
    const gone = yield* loop(capture)
    sink.close()
    if (gone) complain(process, 'pcap_loop: The interface disappeared')
    statistics(capture)
    return gone ? 1 : 0
  } catch (error) {
    if (!(error instanceof Signal)) throw error
    if (error.signal === 'PIPE') return complain(process, 'Unable to write output: Broken pipe')
    if (!ENDING.includes(error.signal)) throw error
    takeShown(capture)
    sink.close()
    // The line being printed may not have been finished, tcpdump thinks (info).
    if (sink.prints) process.stdout.write('\n')
    statistics(capture)
    return 0
  }
}

/** Until enough packets have come; true if the device went away before. */
function* loop(capture: Capture): Generator<Wait, boolean, void> {
  const { queue } = capture.socket
  for (;;) {
    yield* waitFor(capture, { ready: () => queue.length > 0 || isGone(capture) })
    if (isGone(capture)) return true
    yield* waitFor(capture, { until: shownAt(capture, queue[0]!.time) })
    if (takeShown(capture)) return false
  }
}

/** Takes what the kernel shows by now; true if that was enough. */
function takeShown(capture: Capture): boolean {
  const { queue } = capture.socket
  while (queue[0] && shownAt(capture, queue[0].time) <= capture.process.system.now()) {
    take(capture, queue.shift()!)
    if (capture.captured === capture.options.count) return true
  }
  return false
}

/** When the kernel shows a packet: as the block is over that it is put into, or at once. */
function shownAt({ options, process, opened }: Capture, time: number): number {
  if (options.immediate) return time
  const blockTime = options.lineBuffered || process.stdout.terminal ? LINE_BLOCK_TIME : BLOCK_TIME
  return opened + (Math.floor((time - opened) / blockTime) + 1) * blockTime
}

/** Waits, and meanwhile tells how many packets were written, if that was asked for. */
function* waitFor(capture: Capture, wait: Wait): Generator<Wait, void, void> {
  const { process, options, sink } = capture
  const tells = options.writeTo !== undefined && options.verbose > 0 && !sink.prints
  const over = () => wait.ready?.() || (wait.until !== undefined && process.system.now() >= wait.until)
  while (!over()) {
    if (!tells) {
      yield wait
      continue
    }
    yield { ...wait, until: Math.min(capture.reportAt, wait.until ?? Infinity) }
    if (process.system.now() < capture.reportAt) continue
    if (capture.reported !== capture.captured) process.stderr.write(`Got ${capture.captured}\r`)
    capture.reported = capture.captured
    capture.reportAt += SECOND
  }
}

function isGone({ dev, netns }: Capture): boolean {
  return dev !== undefined && netns.devices.get(dev.ifindex) !== dev
}

function take(capture: Capture, arrival: CapturedFrame): void {
  const { time, dev } = arrival
  const subject = subjectOf(capture, arrival)
  const { kernel, ...known } = subject
  if (!matches(capture.filter, subject)) return
  capture.received++
  capture.firstShown ??= shownAt(capture, time)
  const again = capture.firstShown === shownAt(capture, time)
  if (again && !matches(capture.filter, known)) return
  const { direction, snapLength } = capture.options
  // On the loopback device everything is seen twice: going out and coming in.
  if (kernel.outgoing && (direction === 'in' || dev.driver.kind === 'loopback')) return
  if (!kernel.outgoing && direction === 'out') return
  capture.captured++
  const bytes = shownBytes(capture, arrival)
  capture.sink.take({
    time: { seconds: Math.floor(time / SECOND), nanoseconds: time % SECOND },
    bytes: bytes.subarray(0, snapLength),
    length: bytes.length,
  })
}

/** What the filter is asked about: it is the kernel that asks. */
function subjectOf(capture: Capture, arrival: CapturedFrame) {
  const { dev, type, frame } = arrival
  const kernel = { outgoing: type === 'outgoing', ifindex: dev.ifindex }
  if (!capture.dev) {
    const bytes = shownBytes(capture, arrival)
    return { bytes, length: bytes.length, kernel }
  }
  const { tag } = frame
  return { bytes: tag === undefined ? frame.bytes : dropTag(frame).bytes, length: frame.length, tag, kernel }
}

/** What is shown: libpcap has put the tag in again. */
function shownBytes({ dev: one }: Capture, { dev, type, frame }: CapturedFrame): Uint8Array {
  return one ? frame.bytes : cook(dev, type, frame)
}

/** pcap_stats: what waits unread has been received as well. */
function statistics(capture: Capture): void {
  const { socket, filter, process } = capture
  const unread = socket.queue.filter((arrival) => matches(filter, subjectOf(capture, arrival)))
  const packets = (count: number) => `${count} packet${count === 1 ? '' : 's'}`
  process.stderr.write(`${packets(capture.captured)} captured\n`)
  process.stderr.write(`${packets(capture.received + unread.length)} received by filter\n`)
  process.stderr.write('0 packets dropped by kernel\n')
}
