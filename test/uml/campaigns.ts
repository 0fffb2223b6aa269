/**
 * `npm run campaigns -- [--worlds N] [--seed S] [--minutes M] [--keep | --record] [VERSION...]` compares random worlds with the model on
 * kernels of other versions: `macvlan-lab fuzz` in User Mode Linux, which is nearly as fast as the kernel of this machine.
 * The figures of each kernel are printed, and with `--keep` become a line of test/kernel/campaigns.jsonl. Ctrl-C ends a
 * campaign as soon as the worlds under way are played. Labs of differences are in the directory that is told. With
 * `--record`, what the kernel did is written down among the recordings, as `npm run kernels` does more slowly.
 */
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { versionOf } from '../../src/device/kernel-version.ts'
import type { Campaign } from '../conformance/data.ts'
import { RECORDED } from '../kernel/recordings.ts'
import { boot } from './boot.ts'
import { builtUml, type Uml } from './build.ts'
import { sumOfParts } from './parts.ts'

const VERSIONS = ['5.10', '6.1', '6.12', '7']
const CACHE = 'node_modules/.cache/macvlan-lab/uml'
const RECORDING = 'recorded.jsonl.gz'
const CAMPAIGNS = 'test/kernel/campaigns.jsonl'
/** For those that the time that was asked for ends, to play to the end what is under way. */
const GRACE_MINUTES = 5

interface Wanted {
  readonly worlds: number
  readonly seed: number
  readonly minutes: number
  readonly keep: boolean
  readonly record: boolean
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      worlds: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(Date.now() % 0x7fff_ffff) },
      minutes: { type: 'string', default: '60' },
      keep: { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
    },
  })
  const [worlds, seed, minutes] = [values.worlds, values.seed, values.minutes].map(Number) as [
    number,
    number,
    number,
  ]
  const interrupted = new AbortController()
  process.once('SIGINT', () => interrupted.abort())
  process.once('SIGTERM', () => interrupted.abort())
  for (const version of positionals.length > 0 ? positionals : VERSIONS) {
    if (interrupted.signal.aborted) break
    const uml = builtUml({ version, cache: CACHE, name: `linux-${version}` })
    if (uml === undefined) fail(`SKIPPED ${version}: no suite has its sources any more`)
    else await play(version, uml, { ...values, worlds, seed, minutes }, interrupted.signal)
  }
}

async function play(version: string, uml: Uml, wanted: Wanted, interrupted: AbortSignal): Promise<void> {
  const out = resolve(CACHE, `campaign-${version}`)
  rmSync(out, { recursive: true, force: true })
  const stop = () => writeFileSync(join(out, 'stop'), '')
  const timer = setTimeout(stop, wanted.minutes * 60_000)
  interrupted.addEventListener('abort', stop)
  const started = performance.now()
  await boot(uml, { work: workOf(wanted), out, minutes: wanted.minutes + GRACE_MINUTES, leaps: true })
  const seconds = Math.round((performance.now() - started) / 1000)
  interrupted.removeEventListener('abort', stop)
  clearTimeout(timer)
  const parts = readParts(join(out, 'figures'))
  if (parts.length === 0) return fail(`${version}: no world was played to its end`)
  if (wanted.record) keepRecording(parts[0]!, out)
  tell({ ...sumOfParts(parts), seconds }, wanted, out)
}

function keepRecording({ kernel }: Campaign, out: string): void {
  const directory = join(RECORDED, versionOf(kernel)!)
  mkdirSync(directory, { recursive: true })
  copyFileSync(join(out, RECORDING), join(directory, 'fuzz.jsonl.gz'))
}

/** In parts: so that it can be ended between them, and what breaks a kernel costs no more than one. */
function workOf({ worlds, seed, record }: Wanted): string {
  const fuzz = fileURLToPath(new URL('parts.sh', import.meta.url))
  const cli = fileURLToPath(new URL('cli.js', import.meta.url))
  if (record)
    return `cd /tmp/out && node '${cli}' fuzz --json --runs ${worlds} --seed ${seed} --threads 2 --record ${RECORDING} >figures 2>labs\n`
  return `cd /tmp/out && bash '${fuzz}' '${cli}' ${seed} ${worlds}\n`
}

function readParts(file: string): readonly Campaign[] {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line))
}

function tell(sum: Campaign, { worlds, keep }: Wanted, out: string): void {
  const line = JSON.stringify(sum)
  console.log(line)
  if (keep) appendFileSync(CAMPAIGNS, `${line}\n`)
  if (sum.differences.length > 0) fail(`${sum.kernel}: ${sum.differences.length} different, labs in ${out}`)
  else if (sum.worlds < worlds) fail(`${sum.kernel}: ended after ${sum.worlds} of ${worlds} worlds`)
}

function fail(message: string): void {
  console.log(message)
  process.exitCode = 1
}

await main()
