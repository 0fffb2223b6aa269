import { mkdirSync, writeFileSync } from 'node:fs'
import { release } from 'node:os'
import { describe, expect, test } from 'vitest'
import { kernelRefusal } from '../harness/kernel-here.ts'
import { scenarios } from './sequences.ts'
import { runKernel, runModel } from './steps.ts'

if (kernelRefusal) console.warn(`the stack is not compared with a kernel: ${kernelRefusal}`)

const folder = new URL('recorded/', import.meta.url)

describe.skipIf(kernelRefusal !== undefined)('the stack does what the kernel of this machine does', () => {
  test.concurrent.each(Object.entries(scenarios))('%s', async (name, steps) => {
    const kernel = await runKernel(steps)
    if (process.env['RECORD']) record(name, kernel)
    expect(runModel(steps)).toEqual(kernel)
  })
})

/** `RECORD=1 npx vitest run test/stack/kernel.test.ts` renews the recordings. */
function record(name: string, outcome: unknown): void {
  mkdirSync(folder, { recursive: true })
  const file = new URL(`${name.replace(/[^a-z0-9]+/gi, '-')}.json`, folder)
  writeFileSync(file, `${JSON.stringify({ name, kernel: release(), outcome }, null, 1)}\n`)
}
