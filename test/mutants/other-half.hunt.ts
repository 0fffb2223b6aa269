import { expect, test } from 'vitest'
import { half, survivorsOf, WRITES } from './hunting.ts'

test.skipIf(WRITES)('every change of a condition is caught: the other half', async () => {
  expect(await survivorsOf(half(1)), 'caught by nobody, and without a reason').toEqual([])
})
