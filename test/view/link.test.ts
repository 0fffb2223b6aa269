import { fc, test as property } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { fileOf, type LabState, linkOf, openFile, openLink } from '../../playground/lab/link.ts'
import { defaultTopology } from '../../src/topology/topology.ts'

const state = (entries: LabState['entries']): LabState => ({
  ...{ name: 'lab', topology: defaultTopology, entries, rest: ['ping -c 1 192.168.56.1'] },
})

property.prop([
  fc.array(fc.record({ place: fc.string(), text: fc.string({ unit: 'grapheme' }) }), { maxLength: 20 }),
])('a lab comes back out of its link as it went in', (entries) => {
  expect(openLink(linkOf(state(entries)))).toMatchObject({ ok: true, state: state(entries) })
})

property.prop([fc.nat(400), fc.string({ minLength: 1, maxLength: 1 })])(
  'a link with a character changed opens whole or says that it is damaged, and never throws',
  (at, character) => {
    const link = linkOf(state([{ place: 'host', text: 'ip link' }]))
    const place = 5 + (at % (link.length - 5))
    const opened = openLink(link.slice(0, place) + character + link.slice(place + 1))
    expect(opened?.ok === true || (opened?.ok === false && /damaged|version/.test(opened.why))).toBe(true)
  },
)

property.prop([fc.json()])('any JSON is a lab or is refused', (json) => {
  expect(openFile(json)).toMatchObject({ ok: false })
})

test('an address without a lab is none', () => {
  expect(openLink('')).toBeUndefined()
  expect(openLink('#top')).toBeUndefined()
})

test('a lab of another version says of which', () => {
  const file = fileOf(state([])).replace('"version":1', '"version":9')
  expect(openFile(file)).toEqual({ ok: false, why: 'version', version: 9 })
})
