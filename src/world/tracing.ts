import type { Device } from '../device/device.ts'
import type { Why } from '../device/why.ts'
import type { Frame } from '../frame/frame.ts'
import type { PacketType } from './packet-type.ts'
import type { Fate, Trace, TraceRecord } from './trace.ts'
import type { World } from './world.ts'

/** About 100 bytes a record: the default keeps some 100 MB at most. */
export const DEFAULT_TRACE_CAPACITY = 1_000_000

export function newTrace(capacity = DEFAULT_TRACE_CAPACITY): Trace {
  return { capacity, records: [], start: 0, lost: 0, lastCopy: 0 }
}

/** The records from oldest to newest. */
export function* traceRecords(trace: Trace): Generator<TraceRecord> {
  for (let index = 0; index < trace.records.length; index++)
    yield trace.records[(trace.start + index) % trace.records.length]!
}

/** What a reader must be told when the ring has overwritten its beginning; undefined if it has not. */
export function traceLoss(trace: Trace): string | undefined {
  if (trace.lost === 0) return undefined
  return `the trace holds the newest ${trace.capacity} records; ${trace.lost} older ones are gone`
}

function append(trace: Trace, record: TraceRecord): void {
  if (trace.records.length < trace.capacity) {
    trace.records.push(record)
    return
  }
  trace.records[trace.start] = record
  trace.start = (trace.start + 1) % trace.capacity
  trace.lost++
}

/** The number of a new copy; 0 when nothing is recorded. */
export function newCopy(world: World): number {
  return world.trace === undefined ? 0 : ++world.trace.lastCopy
}

export function traceSeen(world: World, dev: Device, frame: Frame, type: PacketType, copy: number): void {
  const trace = world.trace
  if (trace === undefined) return
  append(trace, { kind: 'seen', ...place(world, trace, dev), copy, type, frame })
}

export function traceFate(
  world: World,
  dev: Device,
  copy: number,
  fate: Pick<Fate, 'rule' | 'outcome' | 'reason'> & { readonly parent?: number },
): void {
  const trace = world.trace
  if (trace === undefined) return
  append(trace, { kind: 'fate', ...place(world, trace, dev), copy, parent: 0, ...fate })
}

/** The listener to hand to a rule about this copy; undefined when nothing is recorded. */
export function whyOf(world: World, dev: Device, copy: number): Why | undefined {
  const trace = world.trace
  if (trace === undefined) return undefined
  return (rule, held, values) =>
    append(trace, { kind: 'decision', ...place(world, trace, dev), copy, rule, held, values })
}

/** Records a copy that the kernel clones from `parent`; its number. */
export function traceClone(world: World, to: Device, parent: number, rule: string): number {
  const clone = newCopy(world)
  traceFate(world, to, clone, { rule, outcome: 'cloned', reason: `a copy for ${to.name}`, parent })
  return clone
}

function place(world: World, trace: Trace, dev: Device) {
  const netns = world.namespaces.get(dev.netns)
  return {
    sequence: trace.lost + trace.records.length,
    time: world.now,
    machine: netns?.machine ?? '',
    netns: netns?.name ?? '',
    dev: dev.name,
    device: dev.id,
  }
}
