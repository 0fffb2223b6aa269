import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { scenarios } from './sequences.ts'
import { runModel } from './steps.ts'

const folder = new URL('recorded/', import.meta.url)
const recordings = readdirSync(folder).map(
  (file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { name: string; outcome: unknown },
)

test('every sequence has been recorded on a real kernel', () => {
  expect(recordings.map(({ name }) => name).sort()).toEqual(Object.keys(scenarios).sort())
})

test.each(recordings)('$name: as a real kernel did it', ({ name, outcome }) => {
  expect(runModel(scenarios[name]!)).toEqual(outcome)
})
