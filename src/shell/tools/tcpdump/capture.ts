import type { Device } from '../../../device/device.ts'
import type { CapturedFrame, PacketSocket } from '../../../world/sockets.ts'
import { closeSocket, openPacketSocket } from '../../../world/sockets-open.ts'
import type { Netns, World } from '../../../world/world.ts'
import { FileFailure, type Process, Signal, type SignalName, type Wait } from '../../process.ts'
import { MILLISECOND, SECOND } from '../../system/clock.ts'
import { netnsAt } from '../place.ts'
import { complain, fileProblem } from './complain.ts'
import { cook } from './cook.ts'
import { defaultDevice } from './devices.ts'
import type { Condition } from './filter/condition.ts'
import { matches } from './filter/evaluate.ts'
import { filterOf } from './filter-of.ts'
import type { Options } from './options.ts'
import { openSink, type Sink } from './sink.ts'

/** Signals that end a capture in good order. */
export const ENDING: readonly SignalName[] = ['INT', 'TERM', 'HUP']

/**
 * How long the kernel fills a block before it shows it to libpcap (TPACKET_V3, tp_retire_blk_tov). What is in a
 * block when tcpdump is stopped is counted as received and never seen: real labs lose their last packets this way.
 */
const BLOCK_TIME = 100 * MILLISECOND

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
  /** What `-v -w` last reported, and when it will next. */
  reported: number
  reportAt: number
}

export function* capture(world: World, process: Process, options: Options): Generator<Wait, number, void> {
  const netns = netnsAt(world, process.place)
  const name = options.device ?? defaultDevice(netns)
  const dev = name === 'any' ? undefined : netns.byName.get(name)
  if (name !== 'any' && !dev)
    return complain(process, `${name}: No such device exists\n(No such device exists)`)
  if (dev && !dev.up) return complain(process, `${name}: That device is not up`)
  if (options.listLinkTypes) return listLinkTypes(process, name, dev)
  const socket = openPacketSocket(world, {
    netns,
    dev,
    promiscuous: dev !== undefined && options.promiscuous,
  })
  try {
    return yield* start(world, process, options, { netns, dev, socket, name })
  } finally {
    closeSocket(world, socket)
  }
}

interface Opened {
  readonly netns: Netns
  readonly dev: Device | undefined
  readonly socket: PacketSocket
  readonly name: string
}

function* start(
  world: World,
  process: Process,
  options: Options,
  { netns, dev, socket, name }: Opened,
): Generator<Wait, number, void> {
  const link = dev ? 'ethernet' : 'cooked'
  const type = dev ? 'EN10MB' : 'LINUX_SLL2'
  if (options.linkType !== undefined && options.linkType !== type) {
    return complain(process, `invalid data link type ${options.linkType}`)
  }
  if (!dev || options.linkType !== undefined) complain(process, `data link type ${type}`)
  const filter = filterOf(process, options, { link, savefile: false, netmask: netmaskOf(netns, dev) })
  if (typeof filter === 'string') return complain(process, filter)
  const nameOf = (ifindex: number) => netns.devices.get(ifindex)?.name
  const sink = open()
  if (typeof sink === 'string') return complain(process, sink)
  greet(process, options, name, dev ? `${type} (Ethernet)` : `${type} (Linux cooked v2)`)
  const now = process.system.now()
  const progress = { captured: 0, received: 0, reported: -1, reportAt: now + SECOND }
  return yield* run({ world, process, options, dev, socket, netns, filter, sink, opened: now, ...progress })

  function open(): Sink | string {
    try {
      return openSink({ process, options, link, snapLength: options.snapLength, nameOf })
    } catch (error) {
      if (!(error instanceof FileFailure)) throw error
      return `${options.writeTo}: ${fileProblem(error)}`
    }
  }
}

function greet(process: Process, options: Options, name: string, type: string): void {
  const quiet = options.verbose > 0 || (options.writeTo !== undefined && !options.print)
  const before = quiet
    ? 'tcpdump: '
    : 'tcpdump: verbose output suppressed, use -v[v]... for full protocol decode\n'
  process.stderr.write(
    `${before}listening on ${name}, link-type ${type}, snapshot length ${options.snapLength} bytes\n`,
  )
}

function* run(capture: Capture): Generator<Wait, number, void> {
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
    sink.close()
    // The line being printed may not have been finished, tcpdump thinks (info).
    if (sink.prints) process.stdout.write('\n')
    statistics(capture)
    return 0
  }
}

/** Until enough packets have come; true if the device went away before. */
function* loop(capture: Capture): Generator<Wait, boolean, void> {
  const { socket, options } = capture
  for (;;) {
    yield* waitFor(capture, { ready: () => socket.queue.length > 0 || isGone(capture) })
    if (isGone(capture)) return true
    const block = nextBlock(capture)
    if (!options.immediate) yield* waitFor(capture, { until: block })
    while (socket.queue[0] && (options.immediate || socket.queue[0].time < block)) {
      take(capture, socket.queue.shift()!)
      if (capture.captured === options.count) return false
    }
  }
}

/** When the kernel will have shown what it has by now. */
function nextBlock({ process, opened }: Capture): number {
  const passed = process.system.now() - opened
  return opened + (Math.floor(passed / BLOCK_TIME) + 1) * BLOCK_TIME
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

function take(capture: Capture, { time, dev, type, frame }: CapturedFrame): void {
  const bytes = capture.dev ? frame.bytes : cook(dev, type, frame)
  const outgoing = type === 'outgoing'
  if (!matches(capture.filter, { bytes, length: bytes.length, outgoing, ifindex: dev.ifindex })) return
  capture.received++
  const { direction, snapLength } = capture.options
  // On the loopback device everything is seen twice: going out and coming in.
  if (outgoing && (direction === 'in' || dev.driver.kind === 'loopback')) return
  if (!outgoing && direction === 'out') return
  capture.captured++
  capture.sink.take({
    time: { seconds: Math.floor(time / SECOND), nanoseconds: time % SECOND },
    bytes: bytes.subarray(0, snapLength),
    length: bytes.length,
  })
}

/** pcap_stats: what waits unread has been received as well. */
function statistics(capture: Capture): void {
  const { socket, filter, process } = capture
  const unread = socket.queue.filter(({ dev, type, frame }) => {
    const bytes = capture.dev ? frame.bytes : cook(dev, type, frame)
    return matches(filter, {
      bytes,
      length: bytes.length,
      outgoing: type === 'outgoing',
      ifindex: dev.ifindex,
    })
  })
  const packets = (count: number) => `${count} packet${count === 1 ? '' : 's'}`
  process.stderr.write(`${packets(capture.captured)} captured\n`)
  process.stderr.write(`${packets(capture.received + unread.length)} received by filter\n`)
  process.stderr.write('0 packets dropped by kernel\n')
}

/** pcap_lookupnet: of the device's first address. */
function netmaskOf(netns: Netns, dev: Device | undefined): number {
  const prefix = dev && netns.inet.devices.get(dev.id)?.addresses[0]?.prefix
  return prefix === undefined || prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0
}

function listLinkTypes(process: Process, name: string, dev: Device | undefined): number {
  const types = dev
    ? [
        'EN10MB (Ethernet)',
        ...(dev.driver.kind === 'loopback' ? [] : ['DOCSIS (DOCSIS) (printing not supported)']),
      ]
    : ['LINUX_SLL (Linux cooked v1)', 'LINUX_SLL2 (Linux cooked v2)']
  process.stderr.write(`Data link types for ${name} (use option -y to set):\n`)
  for (const type of types) process.stderr.write(`  ${type}\n`)
  return 0
}
