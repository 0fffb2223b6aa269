import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { WorldOptions } from '../../src/world/new-world.ts'
import { inModel, normalise, onKernel, whyNoKernel } from './side-by-side.ts'

const noKernel = whyNoKernel()
const LONG = { timeout: 120_000 }
/** What the recordings were made with. */
const SOURCE = 'linux-6.18-iproute2-6.1'

/**
 * Each script of `transcripts/` against its recording of a real kernel with the real tools: ours everywhere, the real
 * ones where they are (there, `vitest -u` records anew).
 */
export function besideKernel(area: string, options: WorldOptions = {}): void {
  const folder = new URL(`../${area}/transcripts/`, import.meta.url)
  const recording = (name: string) => new URL(`../${area}/recorded/${SOURCE}/${name}.txt`, import.meta.url)
  const names = readdirSync(folder).filter((file) => file.endsWith('.sh'))
  const read = (file: string) => readFileSync(new URL(file, folder), 'utf8')

  describe(`${area}, on this kernel${noKernel ? ` (skipped: ${noKernel})` : ''}`, () => {
    for (const file of names)
      it.skipIf(noKernel)(file, LONG, async () => {
        const real = normalise(onKernel(read(file)))
        await expect(real).toMatchFileSnapshot(recording(file.replace('.sh', '')).pathname)
      })
  })

  describe(`${area}, in the model`, () => {
    for (const file of names)
      it(file, LONG, async () => {
        const model = normalise(await inModel(read(file), options))
        expect(model).toBe(readFileSync(recording(file.replace('.sh', '')), 'utf8'))
      })
  })
}
