import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { MACVLAN_MODES } from '../../src/device/macvlan-device.ts'
import { isRuleId } from '../../src/device/rule.ts'
import { journeysOf } from '../../src/explain/journeys.ts'
import { ruleOf } from '../../src/explain/rule-book.ts'
import { tellJourney } from '../../src/explain/story.ts'
import type { Decision, TraceRecord } from '../../src/world/trace.ts'
import { newTrace, traceLoss, traceRecords } from '../../src/world/tracing.ts'
import { BenchWorld, type Children } from '../rules/bench-world.ts'

const child = fc.record({
  mode: fc.constantFrom(...MACVLAN_MODES.filter((mode) => mode !== 'passthru')),
  down: fc.boolean(),
})
const children = fc.oneof(
  fc.record({ m0: child, m1: child, m2: child }) as fc.Arbitrary<Children>,
  fc.record({
    m0: fc.record({ mode: fc.constant('passthru' as const), down: fc.boolean() }),
  }) as fc.Arbitrary<Children>,
)
const station = fc.constantFrom('m0', 'eth0', 'out')
const target = fc.constantFrom('m0', 'm1', 'eth0', 'out', 'all', 'group', 'nobody')
const sending = fc.tuple(station, station, target).map(([from, as, to]) => `${from} as ${as} > ${to}`)

/** The trace of some sendings in some world; a sender that is down sends nothing. */
function traceOf(layout: Children, hairpin: boolean, sendings: readonly string[]): TraceRecord[] {
  const bench = new BenchWorld(layout, { hairpin })
  const up = sendings
    .map((what) => ('m1' in layout ? what : what.replace('m1', 'm0')))
    .filter((what) => bench.dev(what.split(' ')[0]!).up)
  return up.flatMap((what) => {
    bench.send(what)
    return bench.records()
  })
}

const ENDS = new Set(['delivered', 'consumed', 'dropped'])

describe('a frame never disappears without a line that says why', () => {
  test.prop([children, fc.boolean(), sending])('every copy comes to an end', (layout, hairpin, what) => {
    const last = new Map<number, string>()
    for (const record of traceOf(layout, hairpin, [what]))
      if (record.kind === 'fate') last.set(record.copy, record.outcome)
    for (const [copy, outcome] of last)
      expect.soft(ENDS.has(outcome), `copy ${copy} ended ${outcome}`).toBe(true)
  })

  test.prop([children, fc.boolean(), sending])(
    'every copy that is seen has a fate',
    (layout, hairpin, what) => {
      const records = traceOf(layout, hairpin, [what])
      const fated = new Set(records.filter(({ kind }) => kind === 'fate').map(({ copy }) => copy))
      for (const { kind, copy } of records) if (kind === 'seen') expect(fated.has(copy)).toBe(true)
    },
  )
})

/** Rules asked once for each receiver, or of another copy, may be absent after the one that leads to them. */
const MAY_BE_ABSENT = new Set(['MC1', 'MC4', 'DEV4', 'DEV5', 'DEV6', 'DEV7'])

describe('every trace is a path in the decision graph', () => {
  test.prop([children, fc.boolean(), sending])(
    'each answer leads to the next question',
    (layout, hairpin, what) => {
      const byPlace = new Map<string, Decision[]>()
      for (const record of traceOf(layout, hairpin, [what])) {
        const key = `${record.copy} ${record.place.device}`
        if (record.kind === 'decision') byPlace.set(key, [...(byPlace.get(key) ?? []), record])
      }
      for (const path of byPlace.values())
        for (const [at, step] of path.entries()) checkStep(step, path[at + 1])
    },
  )
})

function checkStep({ rule, held }: Decision, next: Decision | undefined): void {
  if (!/^(TX|RX|SRC|MC)/.test(rule)) return
  const { yes, no } = ruleOf(rule)
  const leadsTo = held ? yes : no
  if (!isRuleId(leadsTo)) return
  if (next === undefined) expect(MAY_BE_ABSENT, `after ${rule}`).toContain(leadsTo)
  else if (!MAY_BE_ABSENT.has(leadsTo)) expect(next.rule, `after ${rule} ${held}`).toBe(leadsTo)
}

test('every rule of macvlan answers yes and no in some world', () => {
  const answers = new Set<string>()
  const worlds = fc.sample(fc.tuple(children, fc.boolean(), fc.array(sending, { maxLength: 6 })), {
    numRuns: 400,
    seed: 7,
  })
  for (const [layout, hairpin, sendings] of worlds)
    for (const record of traceOf(layout, hairpin, sendings))
      if (record.kind === 'decision') answers.add(`${record.rule} ${record.held}`)
  const asked = [
    'TX1',
    'TX2',
    'TX3',
    'TX4',
    'RX2',
    'RX3',
    'RX4',
    'RX7',
    'RX8',
    'RX9',
    'RX10',
    'MC1',
    'MC2',
    'MC4',
    'MC5',
  ]
  expect(
    asked.flatMap((rule) => [`${rule} true`, `${rule} false`]).filter((edge) => !answers.has(edge)),
  ).toEqual([])
})

describe('the ring', () => {
  test('keeps the newest records, in order, and says how many are gone', () => {
    const bench = new BenchWorld({ m0: 'bridge', m1: 'bridge' })
    bench.send('m0 > all') // the switch learns
    bench.send('m0 > all')
    const all = bench.records().length
    const small = newTrace(10)
    bench.world.trace = small
    for (let times = 0; times < 3; times++) bench.sendAgain('m0 > all')
    const kept = [...traceRecords(small)].map(({ sequence }) => sequence)
    expect(kept).toEqual(Array.from({ length: 10 }, (_, index) => 3 * all - 10 + index))
    expect(traceLoss(small)).toBe(
      `the trace holds the newest 10 records; ${3 * all - 10} older ones are gone`,
    )
  })
})

test('a story names each rule, its kernel function and the values that decided', () => {
  const bench = new BenchWorld({ m0: 'bridge', m1: 'bridge' })
  bench.send('m0 > m1')
  const [journey] = journeysOf(bench.records())
  const story = tellJourney(journey!)
  expect(story).toContain('TX1   macvlan_queue_xmit: Is the sender in bridge mode? Yes (mode bridge)')
  expect(story).toContain('RX8   macvlan_hash_lookup')
  expect(story).toContain('found m1')
})
