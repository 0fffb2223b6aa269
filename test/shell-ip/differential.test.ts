import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { differences, type Step, steps } from './compare.ts'
import { runOnKernel, whyNoKernel } from './kernel.ts'
import { newBench } from './model.ts'

const folders = [
  { folder: new URL('./transcripts/', import.meta.url), ipv6: false },
  { folder: new URL('./transcripts-ipv6/', import.meta.url), ipv6: true },
]
const noKernel = whyNoKernel()

/** The same commands, to the real `ip` on this kernel and to ours in a world of its own. */
describe(`ip says what the real one says${noKernel ? ` (skipped: ${noKernel})` : ''}`, () => {
  for (const { folder, ipv6 } of folders)
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt')))
      it.skipIf(noKernel)(`${file.replace('.txt', '')}${ipv6 ? ', IPv6 on' : ''}`, () => {
        const list = steps(readFileSync(new URL(file, folder), 'utf8'))
        expect(compared(list, ipv6).join('\n\n')).toBe('')
      })
})

function compared(list: readonly Step[], ipv6: boolean): string[] {
  const bench = newBench(ipv6)
  return differences(
    list,
    runOnKernel(list, ipv6),
    list.map((step) => bench.run(step)),
  )
}
