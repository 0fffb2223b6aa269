import { describe, expect, test } from 'vitest'
import { MACVLAN_MODES } from '../../src/device/macvlan-device.ts'
import { BenchWorld } from './bench-world.ts'

// What a real kernel 6.18 was measured to do with one parent on a switch port.
const SHARED = ['private', 'vepa', 'bridge'] as const

describe('unicast between siblings', () => {
  for (const from of SHARED)
    for (const to of SHARED)
      for (const hairpin of [false, true]) {
        const local = from === 'bridge' && to === 'bridge'
        const heard = local || hairpin
        test(`[TX4] ${from} to ${to}, hairpin ${hairpin ? 'on' : 'off'}: ${heard ? 'delivered' : 'lost'}`, () => {
          const bench = new BenchWorld({ m0: from, m1: to }, { hairpin })
          bench.send('m0 > m1')
          expect(bench.heardBy('m1')).toEqual(heard ? ['m1'] : [])
          expect(bench.heardBy('p1')).toEqual(local ? [] : ['p1'])
        })
      }
})

describe('child and parent', () => {
  for (const mode of SHARED)
    test(`[RX8] ${mode}: silent without hairpin, delivered both ways with it`, () => {
      const off = new BenchWorld({ m0: mode })
      off.send('m0 > eth0')
      expect(off.heardBy('eth0')).toEqual([])
      off.send('eth0 > m0')
      expect(off.heardBy('m0')).toEqual([])
      const on = new BenchWorld({ m0: mode }, { hairpin: true })
      expect(on.send('m0 > eth0')).toContain('eth0 host')
      expect(on.send('eth0 > m0')).toContain('m0 host')
    })
})

describe('broadcast', () => {
  const everyone = { pr: 'private', ve: 'vepa', v2: 'vepa', br: 'bridge', b2: 'bridge' } as const
  const hear = (from: string, hairpin: boolean) => {
    const bench = new BenchWorld(everyone, { hairpin })
    bench.send(`${from} > all`)
    return bench.heardBy('eth0', 'pr', 've', 'v2', 'br', 'b2', 'out')
  }
  test('[RX4] private: the outside only; reflected, back to the sender alone', () => {
    expect(hear('pr', false)).toEqual(['out'])
    expect(hear('pr', true)).toEqual(['eth0', 'pr', 'out'])
  })
  test('[MC2] vepa: the outside only; reflected, to parent, vepa and bridge siblings', () => {
    expect(hear('ve', false)).toEqual(['out'])
    expect(hear('ve', true)).toEqual(['eth0', 'v2', 'br', 'b2', 'out'])
  })
  test('[TX2] bridge: siblings and the outside; reflected, also to parent and vepa siblings', () => {
    expect(hear('br', false)).toEqual(['b2', 'out'])
    expect(hear('br', true)).toEqual(['eth0', 've', 'v2', 'b2', 'out'])
  })
  test('[MC2] a bridge sibling of a reflected bridge frame gets one copy, not two', () => {
    const bench = new BenchWorld(everyone, { hairpin: true })
    expect(bench.send('br > all').filter((seen) => seen === 'b2 broadcast')).toHaveLength(1)
  })
  test('[MC1] the parent: the outside only; reflected, to every child and the parent itself', () => {
    expect(hear('eth0', false)).toEqual(['out'])
    expect(hear('eth0', true)).toEqual(['eth0', 'pr', 've', 'v2', 'br', 'b2', 'out'])
  })
  test('[MC1] from outside: the parent and every child', () => {
    expect(hear('out', false)).toEqual(['eth0', 'pr', 've', 'v2', 'br', 'b2'])
  })
})

test('[RX7] passthru takes every unicast frame, the parent keeps none', () => {
  const bench = new BenchWorld({ m0: 'passthru' })
  for (const to of ['eth0', 'nobody']) expect(bench.send(`out > ${to}`)).toContain('m0 host')
})

test('every mode exists in the model', () => {
  expect(MACVLAN_MODES).toEqual(['private', 'vepa', 'bridge', 'passthru', 'source'])
})
