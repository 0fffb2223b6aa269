import { expect, test } from 'vitest'
import { labScript } from '../../src/fuzz/lab-script.ts'
import { kernelRefusal } from './kernel-here.ts'

const WORLDS = 300
const SEED = Date.now() % 0x7fff_ffff

const why = kernelRefusal === undefined ? '' : ` (skipped: ${kernelRefusal})`

test.skipIf(kernelRefusal !== undefined)(
  `${WORLDS} worlds from seed ${SEED} are the same in the model and on this kernel${why}`,
  async () => {
    const { runCampaign } = await import('../../src/fuzz/campaign.ts')
    const limits = { seed: SEED, worlds: WORLDS, until: Number.POSITIVE_INFINITY, differences: 1, threads: 1 }
    const { worlds, differences } = await runCampaign(limits)
    const labs = differences.map(({ seed, path, run }) => labScript(run, `seed ${seed}, path ${path}`))
    expect(labs.join('\n')).toBe('')
    expect(worlds).toBe(WORLDS)
  },
  300_000,
)
