import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { differences, type Step, steps } from './compare.ts'
import { runOnKernel, whyNoKernel } from './kernel.ts'
import { newBench } from './model.ts'

const folder = new URL('./transcripts/', import.meta.url)
const noKernel = whyNoKernel()

/** The same commands, to the real `ip` on this kernel and to ours in a world of its own. */
describe(`ip says what the real one says${noKernel ? ` (skipped: ${noKernel})` : ''}`, () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt')))
    it.skipIf(noKernel)(file.replace('.txt', ''), () => {
      expect(compared(steps(readFileSync(new URL(file, folder), 'utf8'))).join('\n\n')).toBe('')
    })
})

function compared(list: readonly Step[]): string[] {
  const bench = newBench()
  return differences(
    list,
    runOnKernel(list),
    list.map((step) => bench.run(step)),
  )
}
