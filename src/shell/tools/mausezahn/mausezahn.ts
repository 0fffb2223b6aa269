import { random } from '../../../world/random.ts'
import { sendRawIp } from '../../../world/raw-ip.ts'
import { sendFrame } from '../../../world/sockets-open.ts'
import type { World } from '../../../world/world.ts'
import { type Process, type Program, Signal, type Wait } from '../../process.ts'
import { encode } from '../../system/bytes.ts'
import { netnsAt } from '../place.ts'
import { arpFrame, type Batch, bpduFrame, rawFrame } from './ethernet.ts'
import { ipBatch } from './ip.ts'
import { type Ending, notModelled, parseOptions } from './options.ts'
import { prepare, type Session } from './session.ts'
import { icmp, plainPayload, udp } from './upper.ts'
import { TIMER, VERBOSE_GREETING } from './usage.ts'

const SIGINT = 2
/** What sending takes: time passes even when it is done without pause and end. */
const CALL_COST = 10_000

/** mausezahn of netsniff-ng 0.6.8, as far as it makes Ethernet, ARP, IPv4, ICMP, UDP and BPDU frames. */
export function mausezahnProgram(world: World): Program {
  const program: Program = function* (process) {
    const options = parseOptions(process.argv)
    if ('status' in options) return end(process, options)
    if (options.verbose > 0) process.stderr.write(VERBOSE_GREETING)
    const session = prepare(world, netnsAt(world, process.place), process, options)
    if ('status' in session) return end(process, session)
    const unknown = options.packetType !== undefined && !PACKETS[options.packetType]
    if (unknown && OTHERS.includes(options.packetType!))
      return end(process, notModelled(`-t ${options.packetType}`))
    if (unknown) process.stderr.write(' mz: you must specify a valid packet type!\n')
    if (options.verbose > 0) process.stderr.write(TIMER)
    return yield* send(session)
  }
  return Object.assign(program, { handles: ['INT'] as const })
}

function end(process: Process, { status, stdout, stderr }: Ending): number {
  process.stderr.write(encode(stderr ?? ''))
  process.stdout.write(encode(stdout ?? ''))
  return status
}

const PACKETS: Readonly<Record<string, (session: Session) => Batch>> = {
  arp: arpFrame,
  bpdu: bpduFrame,
  ip: (session) => ipBatch(session, plainPayload(session)),
  udp: (session) => ipBatch(session, udp(session)),
  icmp: (session) => ipBatch(session, icmp(session)),
}
const OTHERS: readonly string[] = ['icmp6', 'tcp', 'dns', 'cdp', 'syslog', 'igmp', 'lldp', 'rtp']
const WITH_IP: readonly string[] = ['ip', 'udp', 'icmp']

function* send(session: Session): Generator<Wait, number, void> {
  const { process, options } = session
  const { packetType = '' } = options
  if (options.tags !== undefined && !WITH_IP.includes(packetType)) return end(process, noTags(packetType))
  if (options.padding > 0 && options.padding < 15 && !PACKETS[packetType]) {
    process.stderr.write(' mz/send_eth: [Note] adjusted minimum frame size to 15 bytes.\n')
  }
  const batch = (PACKETS[packetType] ?? rawFrame)(session)
  announce(session, batch)
  try {
    yield* frames(session, batch)
  } catch (error) {
    if (!(error instanceof Signal) || error.signal !== 'INT') throw error
    if (!options.quiet) process.stderr.write('\nMausezahn cleans up...\n')
    return SIGINT
  }
  const sent = Math.abs(options.count * batch.variants)
  if (!options.quiet) process.stderr.write(`0.00 seconds (${sent * 10_000} packets per second)\n`)
  return 0
}

function noTags(packetType: string): Ending {
  if (packetType === 'arp' || packetType === 'bpdu') {
    return { status: 1, stderr: ` Note: ${packetType.toUpperCase()} mode does not support 802.1Q builder.\n` }
  }
  const how = ' If you want to create VLAN tags then you must do it by hand.\n'
  return { status: 1, stderr: ` Note: raw layer 2 mode does not support 802.1Q builder.\n${how}` }
}

/** complexity, and what send_eth says of frames without end. */
function announce({ process, options }: Session, batch: Batch): void {
  const { packetType = '', count, quiet, delay, payload } = options
  if (packetType === 'udp' && payload !== undefined) process.stdout.write(encode(`[${payload}]\n`))
  if (quiet) return
  if (WITH_IP.includes(packetType)) {
    const all = `Mausezahn will send ${count * batch.variants} frames... ${options.verbose > 0 ? '\n' : ''}`
    process.stderr.write(count === 0 ? 'Mausezahn will send frames infinitely...\n' : all)
  } else if (!PACKETS[packetType] && count === 0) {
    process.stderr.write(' mz: !!! Infinite mode! Will send frames until you stop Mausezahn!!!\n')
    if (delay === 0) process.stderr.write(' mz: !!! Will send at maximum frame rate without feedback!!!\n')
  }
}

function* frames(session: Session, batch: Batch): Generator<Wait, void, void> {
  const { world, process, options } = session
  const raw = !PACKETS[options.packetType ?? '']
  const fixed = raw && !options.sourceMac.startsWith('rand') && !options.destinationMac.startsWith('rand')
  const total = options.count === 0 ? Infinity : options.count * batch.variants
  let delay = options.delay
  for (let i = 0; i < total; i++) {
    const { bytes, verbose } = batch.next()
    if (options.verbose > 0 && (!fixed || i === 0)) process.stderr.write(verbose)
    if (raw && options.verbose === 2) return simulated(process)
    if (!(options.simulate && !raw)) transmit(session, batch, bytes)
    if (options.randomDelay && !raw) delay = Math.trunc((delay * random(world, 0x7fffffff)) / 0x7fffffff)
    if (delay > 0) yield { until: process.system.now() + delay * 1000 }
    else if (total === Infinity) yield { until: process.system.now() + CALL_COST }
    if (delay > 0 && options.verbose > 0 && fixed) process.stderr.write('.')
  }
  if (raw && options.verbose > 0) {
    process.stderr.write(`${delay > 0 ? '\n' : ''} mz: sent ${total} frames.\n`)
  }
}

function simulated(process: Process): void {
  process.stderr.write('\n*** NOTE: Simulation only! Nothing has been sent! ***\n')
}

/** What the kernel refuses is lost without a word. */
function transmit({ world, netns, dev }: Session, batch: Batch, bytes: Uint8Array): void {
  if (batch.layer === 'frame') sendFrame(world, dev, bytes)
  else sendRawIp(world, netns, bytes)
}
