import type { Frame } from '../frame/frame.ts'
import type { TraceRecord } from '../world/trace.ts'

/** Everything that happened to one frame and to the copies that were made of it, in order. */
export interface Journey {
  readonly number: number
  /** The frame as it was first seen; undefined if it died before any device saw it. */
  readonly frame: Frame | undefined
  readonly start: number
  readonly records: readonly TraceRecord[]
}

/** Groups a trace by the frames that were sent: clones belong to what they were cloned from. */
export function journeysOf(records: Iterable<TraceRecord>): Journey[] {
  const roots = new Map<number, number>()
  const groups = new Map<number, TraceRecord[]>()
  for (const record of records) {
    if (record.kind === 'fate' && record.parent !== 0)
      roots.set(record.copy, roots.get(record.parent) ?? record.parent)
    const root = roots.get(record.copy) ?? record.copy
    const group = groups.get(root)
    if (group) group.push(record)
    else groups.set(root, [record])
  }
  return [...groups.values()].map((group, index) => ({
    number: index + 1,
    frame: firstFrame(group),
    start: group[0]!.time,
    records: group,
  }))
}

function firstFrame(records: readonly TraceRecord[]): Frame | undefined {
  for (const record of records) if (record.kind === 'seen') return record.frame
  return undefined
}
