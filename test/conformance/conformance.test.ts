import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Conformance } from './data.ts'
import { recordedKernels, scenarioRecordings } from './measure.ts'
import { DATA, PAGE, pageOf, README, withBlock } from './pages.ts'
import { readCampaigns } from './read-campaigns.ts'
import { readCoverage, readScore } from './read-figures.ts'
import { unexplained } from './render.ts'

const found: Conformance = JSON.parse(readFileSync(DATA, 'utf8'))
const anew = 'run npm run conformance'

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

test('what differs is told', () => {
  const kernels = [{ ...found.kernels[0]!, unexplained: ['lab: stdout'] }]
  expect(unexplained({ ...found, kernels, campaigns: [] })).toEqual([`${kernels[0]!.kernel}: lab: stdout`])
  expect(pageOf({ ...found, kernels })).toContain('lab: stdout')
})
