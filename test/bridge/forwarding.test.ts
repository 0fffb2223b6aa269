import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inModel, normalise, onKernel, whyNoKernel } from '../shell-proc/side-by-side.ts'

const folder = new URL('./transcripts/', import.meta.url)
const noKernel = whyNoKernel()

/**
 * The same frames, sent through a bridge of this kernel and through ours: counters of every device, and the table.
 * mausezahn's own packet socket sees every device, so that no frame counts as dropped for want of a protocol.
 */
describe(`the bridge forwards as the kernel does${noKernel ? ` (skipped: ${noKernel})` : ''}`, () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.sh')))
    it.skipIf(noKernel)(file.replace('.sh', ''), { timeout: 120_000 }, async () => {
      const transcript = readFileSync(new URL(file, folder), 'utf8')
      expect(normalise(await inModel(transcript, { tapped: true }))).toBe(normalise(onKernel(transcript)))
    })
})
