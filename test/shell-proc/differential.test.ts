import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inModel, normalise, onKernel, whyNoKernel } from './side-by-side.ts'

const noKernel = whyNoKernel()

/** The same script, to the real tools on this kernel and to ours in a world of its own. */
for (const area of ['shell-bridge', 'shell-proc']) {
  const folder = new URL(`../${area}/transcripts/`, import.meta.url)
  describe(`${area} says what the real tools say${noKernel ? ` (skipped: ${noKernel})` : ''}`, () => {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.sh')))
      it.skipIf(noKernel)(file.replace('.sh', ''), async () => {
        const transcript = readFileSync(new URL(file, folder), 'utf8')
        expect(normalise(await inModel(transcript))).toBe(normalise(onKernel(transcript)))
      })
  })
}
