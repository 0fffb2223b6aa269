import type { Device, DevicePlace } from '../device/device.ts'
import type { Fact, Why } from '../device/why.ts'
import type { Frame } from '../frame/frame.ts'
import type { PacketType } from './packet-type.ts'
import { OUTCOMES, type Outcome, type Trace, type TraceRecord } from './trace.ts'
import type { World } from './world.ts'

/** Some 60 bytes a record, so 60 MB when full. */
export const DEFAULT_TRACE_CAPACITY = 1_000_000

const TYPES: readonly PacketType[] = ['host', 'broadcast', 'multicast', 'otherhost', 'outgoing', 'loopback']
const SEEN = 0
const DECISION_NO = TYPES.length
const DECISION_YES = DECISION_NO + 1
const FATE = DECISION_YES + 1

export function newTrace(capacity = DEFAULT_TRACE_CAPACITY, decisions = true): Trace {
  const arrays = { times: [], copies: [], places: [], codes: [], subjects: [], firsts: [], seconds: [] }
  return { capacity, decisions, total: 0, lastCopy: 0, ...arrays }
}

/** Forgets its records; what is recorded from here on takes their room. */
export function restartTrace(trace: Trace): void {
  trace.total = 0
  trace.lastCopy = 0
}

/** The records from oldest to newest, or those from the sequence number `from` on. */
export function* traceRecords(trace: Trace, from = 0): Generator<TraceRecord> {
  for (let sequence = Math.max(from, trace.total - trace.capacity); sequence < trace.total; sequence++)
    yield recordAt(trace, sequence)
}

function recordAt(trace: Trace, sequence: number): TraceRecord {
  const at = sequence % trace.capacity
  const code = trace.codes[at]!
  const base = { sequence, time: trace.times[at]!, copy: trace.copies[at]!, place: trace.places[at]! }
  const subject = trace.subjects[at]!
  const first = trace.firsts[at]
  const second = trace.seconds[at]
  if (code < DECISION_NO) return { kind: 'seen', ...base, type: TYPES[code - SEEN]!, frame: subject as Frame }
  const rule = subject as string
  if (code < FATE) {
    const facts = second !== undefined ? [first, second] : first !== undefined ? [first] : []
    return { kind: 'decision', ...base, rule, held: code === DECISION_YES, facts: facts as [Fact?, Fact?] }
  }
  return {
    kind: 'fate',
    ...base,
    rule,
    outcome: OUTCOMES[code - FATE]!,
    reason: first as string,
    parent: second as number,
  }
}

/** What a reader must be told when the ring has overwritten its beginning; undefined if it has not. */
export function traceLoss({ total, capacity }: Trace): string | undefined {
  if (total <= capacity) return undefined
  return `the trace holds the newest ${capacity} records; ${total - capacity} older ones are gone`
}

function append(
  world: World,
  trace: Trace,
  place: DevicePlace,
  copy: number,
  code: number,
  subject: Frame | string,
  first: Fact | undefined,
  second: Fact | undefined,
): void {
  const at = trace.total++ % trace.capacity
  trace.times[at] = world.now
  trace.copies[at] = copy
  trace.places[at] = place
  trace.codes[at] = code
  trace.subjects[at] = subject
  trace.firsts[at] = first
  trace.seconds[at] = second
}

/** The number of a new copy; 0 when nothing is recorded. */
export function newCopy(world: World): number {
  return world.trace === undefined ? 0 : ++world.trace.lastCopy
}

export function traceSeen(world: World, dev: Device, frame: Frame, type: PacketType, copy: number): void {
  if (world.trace === undefined) return
  append(world, world.trace, dev.place, copy, SEEN + TYPES.indexOf(type), frame, undefined, undefined)
}

export function traceFate(
  world: World,
  dev: Device,
  copy: number,
  rule: string,
  outcome: Outcome,
  reason: string,
  parent = 0,
): void {
  if (world.trace === undefined) return
  append(world, world.trace, dev.place, copy, FATE + OUTCOMES.indexOf(outcome), rule, reason, parent)
}

/** Records a copy that the kernel clones from `parent`; its number. */
export function traceClone(world: World, to: Device, parent: number, rule: string): number {
  if (world.trace === undefined) return 0
  const clone = newCopy(world)
  traceFate(world, to, clone, rule, 'cloned', to.name, parent)
  return clone
}

/**
 * The listener to hand to a rule about this copy; undefined when nothing is recorded. There is one for each world,
 * and it speaks of the copy that was named last: ask it at once.
 */
export function whyOf(world: World, dev: Device, copy: number): Why | undefined {
  const { trace } = world
  if (trace === undefined || !trace.decisions) return undefined
  current.world = world
  current.trace = trace
  current.place = dev.place
  current.copy = copy
  return listen
}

const current = {
  world: undefined as World | undefined,
  trace: undefined as Trace | undefined,
  place: undefined as DevicePlace | undefined,
  copy: 0,
}

const listen: Why = (rule, held, first, second) => {
  const { world, trace, place, copy } = current
  append(world!, trace!, place!, copy, held ? DECISION_YES : DECISION_NO, rule, first, second)
}
