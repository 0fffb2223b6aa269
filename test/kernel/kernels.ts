/**
 * `npm run kernels [VERSION...]` boots kernels of other versions, as Debian packs them, in software emulation, and
 * records there what `npm run record` records here: test/kernel/recorded/VERSION/. A version that is nowhere to be
 * had is passed over, loudly.
 */
import { cpSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { versionOf } from '../../src/device/kernel-version.ts'
import { Apt, type DebianKernel } from './debian.ts'
import { makeInitramfs } from './initramfs.ts'
import { boot, unpackDisk } from './qemu.ts'

const VERSIONS = ['5.10', '6.1', '6.12', '7']
const CACHE = 'node_modules/.cache/macvlan-lab/kernels'
const RECORDED = 'test/kernel/recorded'
const MINUTES = 60
const [SEED, WORLDS] = [20_261_123, 600]
const work = (version: string) => `node record/record.js --once
node record/record-worlds.js ${SEED} ${WORLDS} test/kernel/recorded/${version}/fuzz.jsonl.gz
cp -r test/kernel/recorded out/
`

async function main(versions: readonly string[]): Promise<void> {
  const apt = new Apt(CACHE)
  const outcomes: string[] = []
  for (const version of versions) {
    const image = apt.newest(version)
    if (image === undefined) outcomes.push(`SKIPPED ${version}: no suite has it any more`)
    else outcomes.push(await record(apt.fetch(image)))
  }
  for (const outcome of outcomes) say(outcome)
  if (outcomes.some((outcome) => !outcome.startsWith('recorded'))) process.exitCode = 1
}

async function record(kernel: DebianKernel): Promise<string> {
  const started = performance.now()
  const place = join(CACHE, 'guest')
  const [initramfs, disk, log] = ['initramfs', 'disk', `${kernel.release}.log`].map((name) =>
    join(CACHE, name),
  )
  const lab = { from: gatherLab(), work: work(versionOf(kernel.release)!) }
  makeInitramfs(kernel, lab, place, initramfs!)
  rmSync(place, { recursive: true })
  const ended = await boot({
    image: kernel.image,
    initramfs: initramfs!,
    disk: disk!,
    log: log!,
    minutes: MINUTES,
    say,
  })
  if (!ended) return `FAILED ${kernel.release}: it did not end by itself, see ${log}`
  unpackDisk(disk!, place)
  cpSync(join(place, 'recorded'), RECORDED, { recursive: true })
  rmSync(place, { recursive: true })
  return `recorded ${kernel.release} in ${((performance.now() - started) / 1000).toFixed(0)} s`
}

/** The programs, what they need, the scenarios, and the recordings so far: one that still holds is left as it is. */
function gatherLab(): string {
  const lab = join(CACHE, 'lab')
  rmSync(lab, { recursive: true, force: true })
  mkdirSync(lab, { recursive: true })
  cpSync(fileURLToPath(new URL('.', import.meta.url)), join(lab, 'record'), { recursive: true })
  for (const name of ['koffi', '@koromix', 'yaml', 'fast-check', 'pure-rand', 'xstate'])
    cpSync(join('node_modules', name), join(lab, 'node_modules', name), { recursive: true })
  for (const path of ['test/scenarios', RECORDED]) cpSync(path, join(lab, path), { recursive: true })
  return lab
}

function say(line: string): void {
  console.log(line)
}

const given = process.argv.slice(2)
await main(given.length > 0 ? given : VERSIONS)
