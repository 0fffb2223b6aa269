import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  type Coverage,
  configurable,
  disagreements,
  FRAME_PATH,
  renderCoverage,
  type Unreached,
} from './report.ts'

const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
const coverage: Coverage = read('coverage.json')
const reasons: readonly Unreached[] = read('unreached.json')

test('docs/kernel-coverage.md says what was counted', async () => {
  await expect(renderCoverage(coverage, reasons)).toMatchFileSnapshot('../../docs/kernel-coverage.md')
})

test('every line that is not reached has a reason, and every reason its line', () => {
  expect(disagreements(coverage, reasons)).toEqual([])
})

test('a reason that is gone stale, and a line that nobody speaks for, are told', () => {
  const one = { name: 'f', lines: 2, reached: 1, branches: 0, taken: 0, unreached: [7] }
  const counted = { ...coverage, functions: [one] }
  expect(disagreements(counted, [])).toEqual(['f, line 7: not reached, and nobody says why'])
  expect(disagreements(counted, [{ function: 'f', lines: [7, 8], what: '', kind: 'race' }])).toEqual([
    'f, line 8: it is reached, but a reason says why not',
  ])
})

test('of the way of a frame nothing is left out that configuration can reach', () => {
  const left = reasons.filter((one) => FRAME_PATH.includes(one.function) && one.kind === 'corpus')
  expect(left).toEqual([])
})

test('nine tenths of what configuration can reach is reached', () => {
  const { reached, lines } = configurable(coverage, reasons)
  expect(reached / lines).toBeGreaterThanOrEqual(0.9)
})
