import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Figure, seconds } from './measure.ts'

const CLI = 'dist/cli.js'
const LINKS = 1000
const RUNS = 5

/** Whole commands, from start to exit; the median of several runs. */
function wholeRun(args: readonly string[]): number {
  const times = Array.from({ length: RUNS }, () => seconds(() => void spawnSync('node', [CLI, ...args])))
  return times.toSorted((a, b) => a - b)[RUNS >> 1]!
}

export function startUp(kernel: boolean): Figure[] {
  const lab = 'test/scenarios/published-lab.sh'
  const ours = wholeRun(['run', lab])
  const figure: Figure = { name: 'published lab, whole process, simulator', unit: 's', value: ours }
  if (!kernel) return [figure]
  const real = wholeRun(['run', '--kernel', lab])
  const note = 'its pings wait in real time'
  return [figure, { name: 'published lab, whole process, kernel', unit: 's', value: real, note }]
}

export function thousandLinks(kernel: boolean): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'macvlan-lab-'))
  try {
    const line = (index: number) => `link add m${index} link eth0 type macvlan mode bridge`
    const lines = Array.from({ length: LINKS }, (_, index) => line(index))
    const script = join(folder, 'links.sh')
    writeFileSync(script, `${lines.map((one) => `ip ${one}`).join('\n')}\n`)
    const figure: Figure = {
      name: `${LINKS} ip link add, one script, simulator`,
      unit: 's',
      value: wholeRun(['run', script]),
    }
    if (!kernel) return [figure]
    const batch = join(folder, 'links.batch')
    writeFileSync(batch, `${lines.join('\n')}\n`)
    const setUp = 'ip link add eth0 type veth peer name far && ip link set eth0 up && time -p ip -batch'
    const said = spawnSync('unshare', ['-rn', 'bash', '-c', `${setUp} ${batch}`], { encoding: 'utf8' }).stderr
    const real = Number(/real ([\d.]+)/.exec(said)?.[1])
    return [figure, { name: `${LINKS} ip link add, kernel, ip -batch`, unit: 's', value: real }]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function kernelRates(program: string): Figure[] | undefined {
  try {
    const said = execFileSync('unshare', ['-rnm', 'node', program], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const { unicast, copies } = JSON.parse(said) as { unicast: number; copies: number }
    const note = 'bound by AF_PACKET transmission'
    return [
      { name: 'kernel: bridge siblings, unicast', unit: 'M frames/s', value: unicast, note },
      {
        name: 'kernel: broadcast to 31',
        unit: 'ns/copy',
        value: 1000 / copies,
        note: `${copies.toFixed(2)} M copies/s`,
      },
    ]
  } catch {
    return undefined
  }
}

const FUZZED = { worlds: 2000, threads: 4 }

/** The fuzzer, and how many worlds the kernel alone would have to give; undefined: not here. */
export function worldRates(program: string): Figure[] | undefined {
  const bare = spawnSync('node', [program], { encoding: 'utf8' })
  const { worlds, threads } = FUZZED
  const options = ['--runs', String(worlds), '--threads', String(threads), '--json']
  const fuzz = spawnSync('node', [CLI, 'fuzz', ...options], { encoding: 'utf8' })
  if (bare.status !== 0 || fuzz.status !== 0) return undefined
  const report = JSON.parse(fuzz.stdout) as { worlds: number; steps: number; seconds: number }
  const note = `${worlds} worlds, ${(report.steps / report.worlds).toFixed(1)} steps each`
  return [
    {
      name: 'kernel: worlds of three macvlans and ten frames, nothing compared',
      unit: 'worlds/s',
      value: Number(bare.stdout),
    },
    { name: 'fuzz: worlds, all compared', unit: 'worlds/s', value: report.worlds / report.seconds, note },
  ]
}
