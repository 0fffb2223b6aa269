import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Step } from '../../../src/fuzz/step.ts'
import { kernelHere } from '../kernel-here.ts'

/** Labs that the fuzzer has saved, as it saved them: each came out differently once. */
const DIRECTORY = new URL('./found/', import.meta.url)

const labs = readdirSync(DIRECTORY).filter((name) => name.endsWith('.sh'))

test.each(labs)('%s comes out the same in the model and on this kernel', async (name) => {
  const [, steps] = /^# steps: (.*)$/m.exec(readFileSync(new URL(name, DIRECTORY), 'utf8')) ?? []
  const history: readonly Step[] = JSON.parse(steps!)
  if (kernelHere !== undefined) expect(await kernelHere.differencesOf(history)).toEqual([])
})

test('every lab that was saved is played', () => {
  expect(readdirSync(DIRECTORY).filter((name) => !name.endsWith('.sh') && name !== 'README.md')).toEqual([])
})
