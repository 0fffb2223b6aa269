import { describe, expect, it } from 'vitest'
import { model, newBench, type Outcome, SETUP } from './bench.ts'
import { LABS } from './labs.ts'
import { kernel, recorded } from './real.ts'

/** spare1 stays down: a device to be refused. Without carrier spare0 still resolves, and nobody answers there. */
const script = (lab: string) => `${SETUP}\nexec 2>&1\n${lab}\n`

/** What a kernel may choose freely: time, how long something took, identifiers, and the order of nothing else. */
function normalised(text: string): string {
  return text
    .replace(/^\d\d:\d\d:\d\d\.\d{6}/gm, 'TIME')
    .replace(/\[\d+\.\d{6}\]/g, '[TIME]')
    .replace(/time=\d+(\.\d+)? ms/g, 'time=T ms')
    .replace(/time \d+ms/g, 'time Tms')
    .replace(/= [\d./]+ ms/g, '= T ms')
    .replace(/ewma [\d./]+ ms/g, 'ewma T ms')
    .replace(/ \d+\.\d{3}ms/g, ' Tms')
    .replace(/\bid \d+/g, 'id N')
    .replace(/ident=\d+/g, 'ident=N')
    .replace(/\(\d+ packets per second\)/g, '(N packets per second)')
}

describe('tools in the model print what they print on the kernel', () => {
  const real = recorded('labs', () => {
    const found: Record<string, Outcome> = {}
    for (const [name, lab] of Object.entries(LABS))
      found[name] = kernel(`mount -t tmpfs none /root; cd /root\n${script(lab)}`)
    return found
  })
  it.each(Object.entries(LABS))('%s', async (name, lab) => {
    const outcome = await model(newBench(), script(lab))
    expect(normalised(outcome.stdout)).toBe(normalised(real[name]!.stdout))
  })
})
