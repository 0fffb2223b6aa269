/**
 * `npm run kernels [--minutes M] [--worlds N] [VERSION...]` boots kernels of other versions, as Debian packs them, in
 * software emulation, and records there what `npm run record` records here, and random worlds, in
 * test/kernel/recorded/VERSION/. What is not recorded yet comes first, and what was recorded when the minutes are over
 * is kept. A version that is nowhere to be had is passed over, loudly.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { readLab } from '../../src/cli/labs.ts'
import { versionOf } from '../../src/device/kernel-version.ts'
import { isRecordingOf, readRecording, recordingPath } from '../../src/harness/recording.ts'
import { scenarioFiles } from '../scenarios/scenario-files.ts'
import { Apt, type DebianKernel } from './debian.ts'
import { makeInitramfs } from './initramfs.ts'
import { boot, unpackDisk } from './qemu.ts'

const VERSIONS = ['5.10', '6.1', '6.12', '7']
const CACHE = 'node_modules/.cache/macvlan-lab/kernels'
const RECORDED = 'test/kernel/recorded'
/** The first world of the corpus: any number would do. */
const SEED = 20_261_123

interface Wanted {
  readonly minutes: number
  readonly worlds: number
  /** Those alone, and not all. */
  readonly scenarios: readonly string[]
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      minutes: { type: 'string', default: '60' },
      worlds: { type: 'string', default: '500' },
      scenario: { type: 'string', multiple: true },
    },
  })
  const scenarios = values.scenario ?? scenarioFiles()
  const wanted = { minutes: Number(values.minutes), worlds: Number(values.worlds), scenarios }
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
  const out = join(RECORDED, version)
  makeInitramfs(kernel, { from: gatherLab(version), out, work: workOf(version, wanted) }, guest, initramfs)
  const ended = await boot({ image: kernel.image, initramfs, disk, log, minutes: wanted.minutes, say })
  unpackDisk(disk, guest)
  cpSync(guest, out, { recursive: true })
  rmSync(guest, { recursive: true })
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  const count = readdirSync(out).length
  return `${ended ? 'recorded' : 'STOPPED'} ${kernel.release} after ${seconds} s: ${count} files`
}

function workOf(version: string, { worlds, scenarios }: Wanted): string {
  const order = [...scenarios].sort((a, b) => Number(isRecorded(version, a)) - Number(isRecorded(version, b)))
  const corpus = `node record/record-worlds.js ${SEED} ${worlds} out/fuzz.jsonl.gz\n`
  return `node record/record.js --once ${order.join(' ')}\n${worlds > 0 ? corpus : ''}`
}

function isRecorded(version: string, scenario: string): boolean {
  const path = recordingPath(RECORDED, version, scenario)
  const file = [path, `${path}.gz`].find((one) => existsSync(one))
  const { script, topology } = readLab(scenario, undefined)
  return file !== undefined && isRecordingOf(readRecording(file), script.text, topology)
}

/** The programs, what they need, the scenarios, and the recordings so far: one that still holds is left as it is. */
function gatherLab(version: string): string {
  const lab = join(CACHE, 'lab')
  rmSync(lab, { recursive: true, force: true })
  cpSync(fileURLToPath(new URL('.', import.meta.url)), join(lab, 'record'), { recursive: true })
  for (const name of ['koffi', '@koromix', 'yaml', 'fast-check', 'pure-rand', 'xstate'])
    cpSync(join('node_modules', name), join(lab, 'node_modules', name), { recursive: true })
  cpSync('test/scenarios', join(lab, 'test/scenarios'), { recursive: true })
  mkdirSync(join(lab, RECORDED, version), { recursive: true })
  mkdirSync(join(RECORDED, version), { recursive: true })
  cpSync(join(RECORDED, version), join(lab, RECORDED, version), { recursive: true })
  return lab
}

function say(line: string): void {
  console.log(line)
}

await main()
