import { existsSync, readFileSync } from 'node:fs'
import { type Coverage, configurable, FRAME_PATH, sumOf, type Unreached } from '../kernel-coverage/report.ts'
import type { Score } from '../mutants/score.ts'
import type { CoverageFigures } from './data.ts'

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'))

export function readScore(): Score {
  return read('test/mutants/score.json')
}

const COUNTED = 'test/kernel-coverage/coverage.json'

export function readCoverage(): CoverageFigures | null {
  if (!existsSync(COUNTED)) return null
  const coverage: Coverage = read(COUNTED)
  const reasons: readonly Unreached[] = read('test/kernel-coverage/unreached.json')
  return {
    release: coverage.release,
    framePath: sumOf(coverage.functions.filter(({ name }) => FRAME_PATH.includes(name))),
    configurable: configurable(coverage, reasons),
  }
}
