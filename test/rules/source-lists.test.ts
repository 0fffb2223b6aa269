import { expect, test } from 'vitest'
import { journeysOf } from '../../src/explain/journeys.ts'
import { tellJourney } from '../../src/explain/story.ts'
import type { Mac } from '../../src/frame/mac.ts'
import type { SourceChange } from '../../src/world/link-requests.ts'
import { changeLink } from '../../src/world/links.ts'
import { BenchWorld } from './bench-world.ts'

const OUT = 0x0200000000ee as Mac
const OTHER = 0x0200000000ed as Mac

function change(bench: BenchWorld, dev: string, sources: SourceChange): unknown {
  return changeLink(bench.world, bench.dev(dev), { type: { kind: 'macvlan', options: { sources } } })
}

function sourcesOf(bench: BenchWorld, name: string): readonly Mac[] {
  const { driver } = bench.dev(name)
  return driver.kind === 'macvlan' ? driver.sources : []
}

const add = (address: Mac): SourceChange => ({ how: 'add', address })
const del = (address: Mac): SourceChange => ({ how: 'del', address })

test('[SRC1] an address listed twice is listed once (macvlan_hash_add_source)', () => {
  const bench = new BenchWorld({ m0: 'source' })
  bench.must(change(bench, 'm0', add(OUT)))
  bench.must(change(bench, 'm0', add(OUT)))
  expect(sourcesOf(bench, 'm0')).toEqual([OUT])
  expect(bench.send('out > eth0').filter((seen) => seen === 'm0 host')).toHaveLength(1)
})

test('[SRC1] an address that is not listed is removed without a word, and nothing else is', () => {
  const bench = new BenchWorld({ m0: 'source' })
  bench.must(change(bench, 'm0', add(OUT)))
  bench.must(change(bench, 'm0', del(OTHER)))
  expect(sourcesOf(bench, 'm0')).toEqual([OUT])
})

test('[SRC1] what one macvlan no longer lists, the other still hears, until it too lets go', () => {
  const bench = new BenchWorld({ m0: 'source', m1: 'source' })
  for (const dev of ['m0', 'm1']) bench.must(change(bench, dev, add(OUT)))
  bench.must(change(bench, 'm0', del(OUT)))
  bench.send('out > eth0')
  expect(bench.heardBy('m0', 'm1')).toEqual(['m1'])
  bench.must(change(bench, 'm1', del(OUT)))
  bench.send('out > eth0')
  expect(bench.heardBy('m0', 'm1')).toEqual([])
  expect(bench.decisions()).toContain('SRC1 no')
})

test('[SRC1, SRC2, SRC3] the story tells who listens, who is up, and who keeps the frame for itself', () => {
  const source = (nodst: boolean, down: boolean) =>
    ({ mode: 'source', sources: add(OUT), flags: { nopromisc: false, nodst }, down }) as const
  const bench = new BenchWorld({ m0: source(true, true), m1: source(false, false) })
  bench.send('out > eth0')
  expect(bench.decisions()).toEqual(expect.arrayContaining(['SRC1 yes', 'SRC2 yes', 'SRC3 yes']))
  const told = journeysOf(bench.records()).map(tellJourney).join('')
  expect(told).toMatch(/SRC1 .* Yes \(.*listening m1 m0\)/)
  expect(told).toMatch(/SRC2 .* Yes \(up m1\)/)
  expect(told).toMatch(/SRC3 .* Yes \(nodst m0\)/)
  bench.send('out as p2 > eth0')
  expect(journeysOf(bench.records()).map(tellJourney).join('')).toMatch(/SRC1 .* No \(.*listening none\)/)
})

test('[SRC1] a listed sender is heard in a world that keeps no trace as well', () => {
  const bench = new BenchWorld({ m0: 'source' })
  bench.must(change(bench, 'm0', add(OUT)))
  bench.world.trace = undefined
  bench.must(bench.transmit('out > eth0'))
  expect(bench.dev('m0').counters.rxPackets).toBe(1)
})
