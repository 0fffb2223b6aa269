import type { DevicePlace } from '../device/device.ts'
import { toHex } from '../frame/frame.ts'
import { type LabOptions, runLab } from '../shell/lab.ts'
import type { Trace, TraceRecord } from '../world/trace.ts'
import { traceRecords } from '../world/tracing.ts'
import type { World } from '../world/world.ts'
import type { Observation, ObservedFrame } from './observation.ts'

/** A lab in the simulator, observed as the kernel run observes it. */
export async function simulate(
  options: LabOptions,
): Promise<{ readonly observation: Observation; readonly world: World }> {
  const output = { stdout: '', stderr: '' }
  const { status, world, start } = await runLab({
    ...options,
    // The tracer of a kernel run is a packet socket in every namespace: some drop counters depend on it.
    world: { trace: true, tapped: true, ...options.world },
    onOutput(stream, bytes) {
      output[stream] += bytes
      options.onOutput?.(stream, bytes)
    },
  })
  return { observation: { ...output, status, trace: [...observedFrames(world, start)] }, world }
}

/** What packet sockets everywhere would have seen. */
export function* observedFrames(world: World, start: number): Generator<ObservedFrame> {
  if (world.trace === undefined) return
  const routed = routedCopies(world.trace)
  for (const record of traceRecords(world.trace))
    if (record.kind === 'seen')
      yield observe(record, start, record.type === 'outgoing' && routed.get(record.copy) === record.place)
}

/** Copies that an ipvlan has handed on without their header, by the place where it did. */
function routedCopies(trace: Trace): ReadonlyMap<number, DevicePlace> {
  const routed = new Map<number, DevicePlace>()
  for (const record of traceRecords(trace))
    if (record.kind === 'decision' && record.rule === 'IVT11') routed.set(record.copy, record.place)
  return routed
}

function observe(
  record: Extract<TraceRecord, { kind: 'seen' }>,
  start: number,
  overwritten: boolean,
): ObservedFrame {
  const { machine, netns, dev } = record.place
  return {
    time: record.time - start,
    machine,
    netns,
    dev,
    type: record.type,
    frame: toHex(record.frame.bytes),
    ...(overwritten && { overwritten }),
  }
}
