import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { IPVLAN_FLAGS, IPVLAN_MODES } from '../../src/device/ipvlan-device.ts'
import { isRuleId } from '../../src/device/rule.ts'
import { ruleOf } from '../../src/explain/rule-book.ts'
import type { Decision, TraceRecord } from '../../src/world/trace.ts'
import { IpvlanBench } from '../rules/ipvlan-bench.ts'

const port = fc.record({ mode: fc.constantFrom(...IPVLAN_MODES), flag: fc.constantFrom(...IPVLAN_FLAGS) })
const station = fc.constantFrom('i1', 'i2', 'eth0', 'out')
const target = fc.constantFrom('i1', 'i2', 'eth0', 'out', 'all', 'group', 'nobody')
const last = fc.constantFrom(1, 2, 10, 100, 77, 255)
const sending = fc.record({
  protocol: fc.constantFrom('ip', 'arp'),
  from: station,
  as: station,
  source: last,
  to: target,
  target: last,
})
type Port = typeof port extends fc.Arbitrary<infer T> ? T : never
type Sending = typeof sending extends fc.Arbitrary<infer T> ? T : never

function traceOf(options: Port, hairpin: boolean, what: Sending): TraceRecord[] {
  const bench = new IpvlanBench(options, { hairpin })
  const { protocol, from, as, source, to, target } = what
  if (protocol === 'ip') bench.sendIp(from, source, to, target, as)
  else bench.sendArp(from, source, to, target, as)
  return bench.records()
}

const worlds = [port, fc.boolean(), sending] as const
const ENDS = new Set(['delivered', 'consumed', 'dropped'])

describe('among ipvlans, a frame never disappears without a line that says why', () => {
  test.prop([...worlds])('every copy that is seen has a fate', (options, hairpin, what) => {
    const records = traceOf(options, hairpin, what)
    const fated = new Set(records.filter(({ kind }) => kind === 'fate').map(({ copy }) => copy))
    for (const { kind, copy } of records) if (kind === 'seen') expect(fated.has(copy)).toBe(true)
  })

  test.prop([...worlds])('every copy comes to an end, or waits for ARP', (options, hairpin, what) => {
    const fates = new Map<number, string>()
    for (const record of traceOf(options, hairpin, what))
      if (record.kind === 'fate') fates.set(record.copy, `${record.outcome} ${record.rule}`)
    for (const [copy, fate] of fates)
      expect(ENDS.has(fate.split(' ')[0]!) || fate === 'queued NUD4', `copy ${copy}: ${fate}`).toBe(true)
  })
})

/** Asked once for each receiver, of another copy, or on the way back into the stack. */
const MAY_BE_ABSENT = new Set(['IVQ1', 'IVQ3', 'IVT11'])

test.prop([...worlds])('each answer leads to the next question', (options, hairpin, what) => {
  const byPlace = new Map<string, Decision[]>()
  for (const record of traceOf(options, hairpin, what)) {
    const key = `${record.copy} ${record.place.device}`
    if (record.kind === 'decision') byPlace.set(key, [...(byPlace.get(key) ?? []), record])
  }
  for (const path of byPlace.values()) for (const [at, step] of path.entries()) checkStep(step, path[at + 1])
})

function checkStep({ rule, held }: Decision, next: Decision | undefined): void {
  if (!rule.startsWith('IV')) return
  const { yes, no } = ruleOf(rule)
  const leadsTo = held ? yes : no
  if (!isRuleId(leadsTo) || MAY_BE_ABSENT.has(leadsTo)) return
  expect(next?.rule, `after ${rule} ${held}`).toBe(leadsTo)
}

test('every rule of ipvlan answers yes and no in some world, but for those that count', () => {
  const answers = new Set<string>()
  for (const [options, hairpin, what] of fc.sample(fc.tuple(...worlds), { numRuns: 1500, seed: 7 }))
    for (const record of traceOf(options, hairpin, what))
      if (record.kind === 'decision' && record.rule.startsWith('IV'))
        answers.add(`${record.rule} ${record.held}`)
  const asked = ['IVT1', 'IVT2', 'IVT3', 'IVT4', 'IVT5', 'IVT6', 'IVT7', 'IVT8', 'IVT9', 'IVT10', 'IVT11']
  const received = ['IVR1', 'IVR2', 'IVR4', 'IVR5', 'IVR6', 'IVR7', 'IVQ3', 'IVQ4', 'IVS1', 'IVS2']
  const edges = [...asked, ...received].flatMap((rule) => [`${rule} true`, `${rule} false`])
  expect(edges.filter((edge) => !answers.has(edge))).toEqual([])
})
