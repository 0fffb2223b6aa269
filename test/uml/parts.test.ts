import { expect, test } from 'vitest'
import { sumOfParts } from './parts.ts'

const part = {
  what: 'seed 7',
  kernel: '6.1.176',
  seconds: 1.25,
  worlds: 1000,
  steps: 10,
  frames: 5,
  sightings: 20,
  freedoms: { order: 3 },
  differences: [],
}

test('a campaign in parts has the seed of its first, and says that it was no machine of its own', () => {
  const { what, kernel } = sumOfParts([part, { ...part, what: 'seed 12' }])
  expect([what, kernel]).toEqual(['seed 7', '6.1.176, User Mode Linux'])
})

test('figures add up, freedoms by their name', () => {
  const sum = sumOfParts([part, { ...part, worlds: 200, freedoms: { order: 1, late: 2 } }])
  expect(sum).toMatchObject({ worlds: 1200, steps: 20, frames: 10, sightings: 40, seconds: 3 })
  expect(sum.freedoms).toEqual({ order: 4, late: 2 })
})

test('every difference is kept', () => {
  const wrong = { seed: 9, path: '3', lines: ['x'] }
  expect(sumOfParts([part, { ...part, differences: [wrong] }]).differences).toEqual([wrong])
})
