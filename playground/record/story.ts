import type { DevicePlace } from '../../src/device/device.ts'
import type { Rule } from '../../src/device/rule.ts'
import { isRuleId } from '../../src/device/rule.ts'
import { valuesOf } from '../../src/device/rule-values.ts'
import { ruleOf } from '../../src/explain/rule-book.ts'
import type { PacketType } from '../../src/world/packet-type.ts'
import type { Fate, Outcome, TraceRecord } from '../../src/world/trace.ts'
import type { Flight } from './flights.ts'

/** A frame's story as the reader goes through it: a chapter for each stay at a device. */
export interface Chapter {
  readonly place: DevicePlace
  readonly steps: readonly Step[]
}

export type Step =
  /** What the frame is, in its sender's words. */
  | { readonly kind: 'begun'; readonly sequence: number; readonly what: string }
  | { readonly kind: 'seen'; readonly sequence: number; readonly type: PacketType; readonly copy: number }
  | DecisionStep
  | {
      readonly kind: 'fate'
      readonly sequence: number
      readonly outcome: Outcome
      readonly reason: string
      readonly rule: string
      readonly copy: number
    }

export interface DecisionStep {
  readonly kind: 'decision'
  readonly sequence: number
  readonly rule: Rule
  readonly held: boolean
  readonly values: readonly (readonly [string, string])[]
  /** What the answer led to, and what the other answer would have: a rule's ID or a sentence. */
  readonly led: string
  readonly otherwise: string
}

export function storyOf(flight: Flight): Chapter[] {
  const chapters: { place: DevicePlace; steps: Step[] }[] = []
  let here = -1
  for (const record of flight.records) {
    if (record.place.device !== here) chapters.push({ place: record.place, steps: [] })
    here = record.place.device
    chapters.at(-1)!.steps.push(isBeginning(flight, record) ? begun(record) : stepOf(record))
  }
  return chapters
}

/** The sender of an answer speaks of it as of a copy of what it answers. */
function isBeginning({ records, purpose }: Flight, record: TraceRecord): record is Fate {
  return record === records[0] && record.kind === 'fate' && record.reason === purpose
}

function begun({ sequence, reason }: Fate): Step {
  return { kind: 'begun', sequence, what: reason }
}

function stepOf(record: TraceRecord): Step {
  const { sequence, copy } = record
  switch (record.kind) {
    case 'seen':
      return { kind: 'seen', sequence, type: record.type, copy }
    case 'fate':
      return {
        kind: 'fate',
        sequence,
        copy,
        outcome: record.outcome,
        reason: record.reason,
        rule: record.rule,
      }
    case 'decision': {
      const rule = ruleOf(record.rule)
      const { held } = record
      const [led, otherwise] = held ? [rule.yes, rule.no] : [rule.no, rule.yes]
      const values = Object.entries(valuesOf(rule, record.facts)).map(
        ([name, value]) => [name, String(value)] as const,
      )
      return { kind: 'decision', sequence, rule, held, values, led, otherwise }
    }
  }
}

/** An answer after which nothing more is asked. */
export function isEnd(target: string): boolean {
  return !isRuleId(target)
}
