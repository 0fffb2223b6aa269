import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { Lab } from '../../playground/lab/lab.ts'
import { fileOf, type LabState, linkOf, type Opened, openFile, openLink } from '../../playground/lab/link.ts'
import type { Entry } from '../../playground/lab/script.ts'
import { sceneOf } from '../../playground/picture/scene.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { buildWorld } from '../../src/world/build-world.ts'

const state = (entries: readonly Entry[]): LabState => ({
  ...{ name: 'lab', topology: defaultTopology, entries },
  offered: [{ place: 'host', text: 'ping -c 1 192.168.56.1' }],
})

const place = fc.constantFrom('host', 'host/ns1', 'sw', 'gw', 'gw/<img src=x onerror=alert(1)>')
const entry: fc.Arbitrary<Entry> = fc.record(
  { place, text: fc.string({ unit: 'grapheme' }), at: fc.maxSafeNat(), stopAt: fc.maxSafeNat() },
  { requiredKeys: ['place', 'text'] },
)
const branch = fc.record(
  { entries: fc.array(entry, { maxLength: 5 }), offered: fc.array(entry, { maxLength: 5 }), until: fc.nat() },
  { requiredKeys: ['entries', 'offered'] },
)
const labs: fc.Arbitrary<LabState> = fc
  .record(
    {
      at: fc.nat(),
      view: fc.record({ frame: fc.nat(), filter: fc.string(), place }, { requiredKeys: [] }),
      branches: fc.array(branch, { maxLength: 3 }),
    },
    { requiredKeys: [] },
  )
  .chain((rest) => branch.map((one) => ({ name: 'lab', topology: defaultTopology, ...one, ...rest })))

const isHonest = (opened: Opened | undefined) =>
  opened?.ok === true || (opened?.ok === false && /^(damaged|version)$/.test(opened.why))

/** What the page does with a lab that a link brings, before its reader does anything. */
async function lookAt({ topology }: LabState): Promise<Lab | undefined> {
  try {
    sceneOf(buildWorld(topology), topology.scriptMachine)
    return await Lab.boot(topology, { onOutput: () => {}, onPrompt: () => {}, onChange: () => {} })
  } catch {
    return undefined
  }
}

property.prop([labs])('a lab comes back out of its link as it went in', (lab) => {
  expect(openLink(linkOf(lab))).toEqual({ ok: true, state: lab })
})

describe('a link that was tampered with', () => {
  const link = linkOf(state([{ place: 'host', text: 'ip link' }]))

  property.prop([fc.array(fc.tuple(fc.nat(), fc.string({ maxLength: 3 })), { minLength: 1, maxLength: 5 })])(
    'opens whole or says that it is damaged, and never throws',
    (changes) => {
      let changed = link
      for (const [at, text] of changes) {
        const where = 5 + (at % (changed.length - 5))
        changed = changed.slice(0, where) + text + changed.slice(where + 1)
      }
      expect(isHonest(openLink(changed))).toBe(true)
    },
  )

  test('each of its beginnings is honest too', () => {
    for (let end = 5; end < link.length; end++) expect(isHonest(openLink(link.slice(0, end)))).toBe(true)
  })

  property.prop([fc.nat(), fc.jsonValue({ maxDepth: 2 })], { numRuns: 300 })(
    'inside: any value in any place is refused, or opens as a lab in which nothing has run',
    async (which, value) => {
      const data = JSON.parse(fileOf(state([{ place: 'host', text: 'ip link', at: 3 }])))
      const places = placesIn(data)
      const [holder, key] = places[which % places.length]!
      holder[key] = value
      const opened = openFile(JSON.stringify(data))
      expect(isHonest(opened)).toBe(true)
      const lab = opened.ok ? await lookAt(opened.state) : undefined
      expect(lab?.entries ?? []).toEqual([])
      expect(lab?.busy ?? false).toBe(false)
      lab?.close()
    },
  )
})

type Holder = Record<string, unknown>

function placesIn(data: unknown): [Holder, string][] {
  if (typeof data !== 'object' || data === null) return []
  const holder = data as Holder
  return Object.keys(holder).flatMap((key) => [[holder, key] as [Holder, string], ...placesIn(holder[key])])
}

property.prop([fc.json()])('any JSON is a lab or is refused', (json) => {
  expect(openFile(json)).toMatchObject({ ok: false })
})

test('an address without a lab is none', () => {
  expect(openLink('')).toBeUndefined()
  expect(openLink('#top')).toBeUndefined()
})

test('a lab of a later version says of which', () => {
  const file = fileOf(state([])).replace('"version":2', '"version":9')
  expect(openFile(file)).toEqual({ ok: false, why: 'version', version: 9 })
})

test('a lab of the first version opens', () => {
  const { offered: _, ...others } = state([{ place: 'host', text: 'ip link' }])
  const file = JSON.stringify({ version: 1, ...others, rest: ['ping -c 1 192.168.56.1'] })
  expect(openFile(file)).toEqual({ ok: true, state: state([{ place: 'host', text: 'ip link' }]) })
})

test('a terminal of a machine that does not exist is refused', () => {
  expect(openFile(fileOf(state([{ place: 'nowhere', text: 'ip link' }])))).toMatchObject({ ok: false })
})

test('a terminal of a namespace that does not exist says so, and takes nothing down', async () => {
  const lab = (await lookAt(state([])))!
  await lab.replay([
    { place: 'host/ns9', text: 'ip link' },
    { place: 'host', text: 'true' },
  ])
  expect(lab.entries).toHaveLength(2)
})
