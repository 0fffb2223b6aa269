import { test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { DEFAULT_LIMITS, LIMIT_STATUS } from '../../src/shell/system/limits.ts'
import { randomScript, randomText } from './random-script.ts'
import { bash, both, type Outcome, simulate } from './run.ts'

/** Runs can be made longer and different: SHELL_RUNS=5000 SHELL_SEED=1 vitest run test/shell/random.test.ts */
const runs = Number(process.env['SHELL_RUNS'] ?? 150)
const seed = Number(process.env['SHELL_SEED'] ?? 42)

/** bash counts the lines inside $(…) in a text of its own making, which the model does not reproduce. */
function withoutLines(outcome: Outcome): Outcome {
  return { ...outcome, stderr: outcome.stderr.replace(/line \d+:/g, 'line N:') }
}

describe.skipIf(!bash)(`random scripts${bash ? '' : ' (skipped: no bash 5.2 here)'}`, () => {
  test.prop([randomScript], { numRuns: runs, seed })(
    'print what bash prints',
    async (source) => {
      const { real, model } = await both(source)
      expect(withoutLines(model)).toEqual(withoutLines(real))
    },
    600_000,
  )
})

describe('random text', () => {
  test.prop([randomText], { numRuns: runs * 4, seed })(
    'neither breaks the shell nor hangs it',
    async (source) => {
      const { status } = await simulate(source, { limits: { ...DEFAULT_LIMITS, commands: 2000, time: 60e9 } })
      expect(status === LIMIT_STATUS || (status! >= 0 && status! <= 255)).toBe(true)
    },
    600_000,
  )
})
