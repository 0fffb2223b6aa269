import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Campaign, Conformance } from './data.ts'
import { recordedKernels, scenarioRecordings } from './measure.ts'
import { DATA, PAGE, pageOf, README, withBlock } from './pages.ts'
import { readCampaigns } from './read-campaigns.ts'
import { readCoverage, readScore } from './read-figures.ts'
import { unexplained } from './render.ts'

const found: Conformance = JSON.parse(readFileSync(DATA, 'utf8'))
const anew = 'run npm run conformance'
const CAMPAIGN: Campaign = {
  what: 'seed 7',
  kernel: '6.1.176, User Mode Linux',
  worlds: 1200,
  steps: 20,
  frames: 10,
  sightings: 40,
  seconds: 100,
  freedoms: {},
  differences: [],
}

test('nothing differs that is not explained', () => {
  expect(unexplained(found)).toEqual([])
})

test('the page and the README say what the data says', () => {
  expect(readFileSync(PAGE, 'utf8'), anew).toBe(pageOf(found))
  const readme = readFileSync(README, 'utf8')
  expect(readme, anew).toBe(withBlock(readme, found))
})

describe('the data follows from what is recorded', () => {
  test('mutants', () => {
    expect(found.mutants, anew).toEqual(readScore())
  })
  test('coverage of the kernel', () => {
    expect(found.coverage, anew).toEqual(readCoverage())
  })
  test('long runs', () => {
    expect(found.campaigns, anew).toEqual(readCampaigns())
  })
  test('kernels, and how many labs of each', () => {
    const counts = found.kernels.map(({ kernel, scenarios }) => [kernel, scenarios.recorded])
    expect(counts, anew).toEqual(recordedKernels().map((one) => [one, scenarioRecordings(one).length]))
  })
})

test('a campaign says what it was played on, and what came out differently', () => {
  const lines = ['m0 mtu: model 1, kernel 2']
  const campaign = { ...CAMPAIGN, differences: [{ seed: 7, path: '3', lines }] }
  const page = pageOf({ ...found, campaigns: [campaign] })
  expect(page).toContain('| 6.1.176, User Mode Linux | seed 7 | 1,200 | 20 | 10 | 40 | 1 | 12 |')
  expect(page).toContain(lines[0])
})

test('what differs is told', () => {
  const kernels = [{ ...found.kernels[0]!, unexplained: ['lab: stdout'] }]
  expect(unexplained({ ...found, kernels, campaigns: [] })).toEqual([`${kernels[0]!.kernel}: lab: stdout`])
  expect(pageOf({ ...found, kernels })).toContain('lab: stdout')
})

test('what a long run has found is told, and is unexplained until somebody says what it taught', () => {
  const difference = { seed: 7, path: '1:2', lines: ['eth0 mac'] }
  const run = { ...NO_RUN, differences: [difference] }
  expect(unexplained({ ...found, kernels: [], campaigns: [run] })).toHaveLength(1)
  const mended = { ...run, differences: [{ ...difference, mended: 'it is learned.' }] }
  expect(unexplained({ ...found, kernels: [], campaigns: [mended] })).toEqual([])
  expect(pageOf({ ...found, campaigns: [mended] })).toContain(
    'world 1:2 of seed 7 came out differently (eth0 mac): it',
  )
})

const NO_RUN = {
  ...{ what: 'seed 7', kernel: '6.18', seconds: 1, freedoms: {}, differences: [] },
  ...{ worlds: 1, steps: 1, frames: 1, sightings: 1 },
}
