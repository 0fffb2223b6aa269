/**
 * `npm run kernels [--minutes M] [--worlds N] [--compare N] [--scenario FILE]... [VERSION...]` boots kernels of other
 * versions, as Debian packs them, in software emulation. There it records what `npm run record` records here, and
 * the labs of claims, and random worlds; and compares as many more with the model as wanted, which becomes a line of
 * test/kernel/campaigns.jsonl. What is not recorded yet comes first, and what was recorded when the minutes are over is
 * kept. A version that is nowhere to be had is passed over, loudly.
 */
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readLab } from '../../src/cli/labs.ts'
import { versionOf } from '../../src/device/kernel-version.ts'
import { isRecordingOf } from '../../src/harness/recording.ts'
import { scenarioFiles } from '../scenarios/scenario-files.ts'
import { Apt, type DebianKernel } from './debian.ts'
import { makeInitramfs } from './initramfs.ts'
import { boot, unpackDisk } from './qemu.ts'
import { CLAIMS, directoriesOf, RECORDED, recordedOf } from './recordings.ts'

const VERSIONS = ['5.10', '6.1', '6.12', '7']
const CACHE = 'node_modules/.cache/macvlan-lab/kernels'
const CAMPAIGNS = 'test/kernel/campaigns.jsonl'
/** The first world of the corpus: any number would do. */
const SEED = 20_261_123
/** And the first of those that are compared: far enough from it. */
const OTHER_SEED = 771_129_001

interface Wanted {
  readonly minutes: number
  /** To be recorded. */
  readonly worlds: number
  /** To be compared, no more. */
  readonly compare: number
  /** Those alone, and not all. */
  readonly scenarios: readonly string[]
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      minutes: { type: 'string', default: '60' },
      worlds: { type: 'string', default: '500' },
      compare: { type: 'string', default: '0' },
      scenario: { type: 'string', multiple: true },
    },
  })
  const [minutes, worlds, compare] = [values.minutes, values.worlds, values.compare].map(Number) as [
    number,
    number,
    number,
  ]
  const wanted = {
    minutes,
    worlds,
    compare,
    scenarios: values.scenario ?? [...scenarioFiles(), ...claimLabs()],
  }
  const apt = new Apt(CACHE)
  const outcomes: string[] = []
  for (const version of positionals.length > 0 ? positionals : VERSIONS) {
    const image = apt.newest(version)
    outcomes.push(
      image === undefined
        ? `SKIPPED ${version}: no suite has it any more`
        : await record(apt.fetch(image), wanted),
    )
  }
  for (const outcome of outcomes) say(outcome)
  if (outcomes.some((outcome) => !outcome.startsWith('recorded'))) process.exitCode = 1
}

async function record(kernel: DebianKernel, wanted: Wanted): Promise<string> {
  const started = performance.now()
  const version = versionOf(kernel.release)!
  const [guest, initramfs, disk, log] = ['guest', 'initramfs', 'disk', `${kernel.release}.log`].map((name) =>
    join(CACHE, name),
  ) as [string, string, string, string]
  makeInitramfs(
    kernel,
    { from: gatherLab(version), out: 'test', work: workOf(version, wanted) },
    guest,
    initramfs,
  )
  const ended = await boot({ image: kernel.image, initramfs, disk, log, minutes: wanted.minutes, say })
  unpackDisk(disk, guest)
  keep(guest)
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  const count = readdirSync(join(RECORDED, version)).length
  return `${ended ? 'recorded' : 'STOPPED'} ${kernel.release} after ${seconds} s: ${count} files`
}

/** What a guest has handed over: recordings stand where they stand here. */
function keep(guest: string): void {
  const campaign = join(guest, 'campaign.jsonl')
  if (existsSync(campaign)) {
    appendFileSync(CAMPAIGNS, readFileSync(campaign))
    rmSync(campaign)
  }
  cpSync(guest, 'test', { recursive: true })
  rmSync(guest, { recursive: true })
}

function claimLabs(): readonly string[] {
  return readdirSync(CLAIMS)
    .filter((file) => file.endsWith('.sh'))
    .map((file) => `${CLAIMS}/${file}`)
}

function workOf(version: string, { worlds, compare, scenarios }: Wanted): string {
  const order = scenarios.toSorted((a, b) => rank(version, a) - rank(version, b))
  const lines = [
    `node record/record.js --once ${order.join(' ')}`,
    worlds > 0 && `node record/record-worlds.js ${SEED} ${worlds} ${RECORDED}/${version}/fuzz.jsonl.gz`,
    // Its own clock counts instructions: only the host's ends it.
    compare > 0 &&
      `node record/cli.js fuzz --runs ${compare} --seed ${OTHER_SEED} --minutes 1000000 --threads 1 --json > campaign && mv campaign test/campaign.jsonl`,
  ]
  return lines.filter(Boolean).join('\n')
}

/** What is not recorded comes first; but before all others who looks at modules, for a kernel keeps what is loaded. */
function rank(version: string, scenario: string): number {
  if (/^lsmod/m.test(readFileSync(scenario, 'utf8'))) return -1
  return Number(isRecorded(version, scenario))
}

function isRecorded(version: string, scenario: string): boolean {
  const { script, topology } = readLab(scenario, undefined)
  const recorded = recordedOf(scenario, version)
  return recorded !== undefined && isRecordingOf(recorded, script.text, topology)
}

/** The programs, what they need, the scenarios, and the recordings so far: one that still holds is left as it is. */
function gatherLab(version: string): string {
  const lab = join(CACHE, 'lab')
  rmSync(lab, { recursive: true, force: true })
  cpSync(fileURLToPath(new URL('.', import.meta.url)), join(lab, 'record'), { recursive: true })
  for (const name of ['koffi', '@koromix', 'yaml', 'fast-check', 'pure-rand', 'xstate'])
    cpSync(join('node_modules', name), join(lab, 'node_modules', name), { recursive: true })
  cpSync('test/scenarios', join(lab, 'test/scenarios'), { recursive: true })
  for (const file of claimLabs()) cpSync(file, join(lab, file))
  for (const recorded of directoriesOf(version)) {
    mkdirSync(join(lab, recorded), { recursive: true })
    if (existsSync(recorded)) cpSync(recorded, join(lab, recorded), { recursive: true })
  }
  return lab
}

function say(line: string): void {
  console.log(line)
}

await main()
