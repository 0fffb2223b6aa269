import { describe, expect, test } from 'vitest'
import { blocksOf } from '../../playground/lab/blocks.ts'
import { flightBetween, type Outcome } from '../../playground/whatif/outcome.ts'
import { runTrial } from '../../playground/whatif/run-trial.ts'
import { tableOf } from '../../playground/whatif/table.ts'
import { type Trial, trialOf, variantsFor, withMode } from '../../playground/whatif/variants.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { flightsOf, SIBLINGS } from './siblings.ts'

const own: Trial = {
  topology: defaultTopology,
  entries: blocksOf(SIBLINGS).map((text) => ({ place: 'host', text })),
}
const hosts = new Set(['host'])

describe('a script is changed as by hand', () => {
  test.each([
    ['ip link add m0 link eth0 type macvlan mode bridge', 'ip link add m0 link eth0 type macvlan mode vepa'],
    ['ip l a link e name m type macvlan mode $mode; x', 'ip l a link e name m type macvlan mode vepa; x'],
    ['ip link add m type macvlan mode ${names[n]%2}', 'ip link add m type macvlan mode vepa'],
    ['ip link set m0 type macvlan mode private', 'ip link set m0 type macvlan mode vepa'],
    ['ip link add m0 link eth0 type macvlan', 'ip link add m0 link eth0 type macvlan mode vepa'],
    [
      'ip link add m type macvlan bcqueuelen 9 mode bridge',
      'ip link add m type macvlan bcqueuelen 9 mode vepa',
    ],
    ['ip link set m0 type macvlan macaddr add 02::1', 'ip link set m0 type macvlan macaddr add 02::1'],
    ['echo "in mode bridge"', 'echo "in mode bridge"'],
    ['ip link add l0 type ipvlan mode l2', 'ip link add l0 type ipvlan mode l2'],
  ])('%s', (before, after) => {
    expect(withMode(before, 'vepa')).toBe(after)
  })

  test('the switch reflects where the macvlans are, in the file and in the script', () => {
    const entries = [{ place: 'host', text: 'on sw bridge link set dev p1 hairpin on' }]
    const trial = trialOf({ ...own, entries }, { mode: 'vepa', hairpin: false }, hosts)
    expect(trial.entries[0]?.text).toBe('on sw bridge link set dev p1 hairpin off')
    const { topology } = trialOf(own, { mode: 'vepa', hairpin: true }, hosts)
    expect(topology.machines.find(({ name }) => name === 'sw')).toMatchObject({ hairpin: ['p1'] })
  })

  test('without a switch there is nothing to reflect', () => {
    const machines = defaultTopology.machines.filter(({ kind }) => kind === 'linux')
    expect(variantsFor({ ...defaultTopology, machines }).map(({ hairpin }) => hairpin)).toEqual(
      Array.from({ length: 5 }, () => undefined),
    )
    expect(variantsFor(defaultTopology)).toHaveLength(10)
  })
})

describe('two siblings in every mode', async () => {
  const mine = await runTrial(own)
  const variants = variantsFor(defaultTopology)
  const outcomes: Outcome[] = []
  for (const variant of variants) outcomes.push(await runTrial(trialOf(own, variant, hosts)))
  const at = (mode: string, hairpin: boolean) =>
    variants.findIndex((one) => one.mode === mode && one.hairpin === hairpin)
  const { rows } = tableOf(mine, outcomes)
  const row = (from: string, to: string) => rows.find((one) => one.from === from && one.to === to)!

  test('only bridge siblings, and vepa behind a mirror, are answered', () => {
    expect(variants.filter((_, i) => outcomes[i]!.replies > 0)).toEqual([
      { mode: 'vepa', hairpin: true },
      { mode: 'bridge', hairpin: false },
      { mode: 'bridge', hairpin: true },
    ])
  })

  test('the question goes from ns1 to ns2, in the reader’s own run', () => {
    expect(row('ns1 mac1', 'ns2 mac2').own).toEqual({
      counts: [
        ['ARP ?', 1],
        ['ping', 1],
      ],
      differs: false,
    })
  })

  test('the same run again differs nowhere, another does where it does', () => {
    const cells = row('ns1 mac1', 'ns2 mac2').cells
    expect(cells[at('bridge', false)]).toMatchObject({ differs: false })
    expect(cells[at('private', false)]).toEqual({ counts: [], differs: true })
  })

  test('a parent has room for one passthru child: the other is refused, and that is told', () => {
    expect(outcomes[at('passthru', false)]!.complaints[0]).toContain('RTNETLINK answers')
    expect(mine.complaints).toEqual([])
  })

  test('what has not been run is not there yet', () => {
    expect(tableOf(mine, [undefined]).rows[0]!.cells).toEqual([undefined])
  })
})

test('a cell leads to the frame that it is about', async () => {
  const flights = await flightsOf(SIBLINGS)
  expect(flightBetween(flights, 'ns2 mac2', 'ns1 mac1')).toBe(flights[1])
  expect(flightBetween(flights, 'ns1 mac1', 'nowhere')).toBe(flights[0])
  expect(flightBetween(flights, 'nobody', 'ns1 mac1')).toBeUndefined()
})
