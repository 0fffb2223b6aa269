/**
 * `npm run kernel-coverage [SCENARIO...]` builds a kernel that counts which lines of its macvlan.c run, plays the corpus in it, and
 * writes docs/kernel-coverage.md. Fails where a line is not reached and test/kernel-coverage/unreached.json gives no reason.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { scenarioFiles } from '../scenarios/scenario-files.ts'
import { readCounters } from './gcov.ts'
import { type Coverage, disagreements, renderCoverage, type Unreached } from './report.ts'
import { countingKernel, playCorpus } from './uml.ts'

const CACHE = 'node_modules/.cache/macvlan-lab/coverage'
const DATA = 'test/kernel-coverage/coverage.json'
const REASONS = 'test/kernel-coverage/unreached.json'
const PAGE = 'docs/kernel-coverage.md'
/** Of the small worlds, those with the most macvlans: they come last. */
const CORPUS = { random: 1500, small: 20 }
const MINUTES = 60

async function main(given: readonly string[]): Promise<void> {
  const kernel = countingKernel(CACHE)
  const out = resolve(CACHE, 'out')
  const programs = fileURLToPath(new URL('.', import.meta.url))
  const labs = given.length > 0 ? given : scenarioFiles()
  await playCorpus(kernel, { programs, out, minutes: MINUTES, labs, ...CORPUS })
  const coverage: Coverage = {
    release: readFileSync(join(out, 'release'), 'utf8').trim(),
    corpus: { scenarios: labs.length, ...CORPUS },
    functions: readCounters(kernel.tree, join(out, 'macvlan.gcda')),
  }
  writeFileSync(DATA, `${JSON.stringify(coverage, undefined, 1)}\n`)
  const reasons: readonly Unreached[] = JSON.parse(readFileSync(REASONS, 'utf8'))
  writeFileSync(PAGE, renderCoverage(coverage, reasons))
  const wrong = disagreements(coverage, reasons)
  for (const line of wrong) console.log(line)
  if (wrong.length > 0) process.exitCode = 1
}

await main(process.argv.slice(2))
