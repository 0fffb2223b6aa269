import { describe, expect, it } from 'vitest'
import { model, newBench, SETUP } from './bench.ts'
import { LABS } from './labs.ts'
import { kernels, RECORDING, store, stored } from './real.ts'

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
    .replace(/line \d+: kill: \(\d+\)/g, 'line N: kill: (P)')
    .replace(/\bid \d+/g, 'id N')
    .replace(/ident=\d+/g, 'ident=N')
    .replace(/\(\d+ packets per second\)/g, '(N packets per second)')
}

const SCRIPTS = Object.fromEntries(Object.entries(LABS).map(([name, lab]) => [name, script(lab)]))

describe('tools in the model print what they print on the kernel', async () => {
  if (RECORDING) store('labs', await kernels(SCRIPTS))
  const real = stored<Record<string, string>>('labs')
  it.each(Object.entries(SCRIPTS))('%s', async (name, source) => {
    const { stdout } = await model(newBench(), source)
    expect(normalised(stdout)).toBe(normalised(real[name]!))
  })
})
