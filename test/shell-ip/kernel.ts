import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Outcome, Step } from './compare.ts'

/** Why the real `ip` cannot be asked; undefined if it can. */
export function whyNoKernel(): string | undefined {
  if (process.platform !== 'linux') return 'this is not Linux'
  try {
    execFileSync('unshare', [...UNSHARE, 'ip', 'link', 'add', 'x', 'type', 'veth'], { stdio: 'pipe' })
    const version = execFileSync('ip', ['-V'], { encoding: 'utf8' })
    return version.includes('iproute2-6.1')
      ? undefined
      : `${version.trim()} is not the iproute2 that is modelled`
  } catch (failure) {
    return `no namespaces, or no ip: ${String(failure)}`
  }
}

const UNSHARE = process.getuid?.() === 0 ? ['-nm'] : ['-rnm']

/** Addresses are good at once: how long a trial takes is for chance to say. */
export const UNTRIED = 'net.ipv6.conf.default.accept_dad'

/** Timers that are due at once go off at the next tick of the clock, some milliseconds later: they have gone off then. */
const SETTLE = ['exec 9<> <(:)', 'settle() { read -rt 0.01 -u 9 || true; }']

/** Runs the commands in a namespace of their own, with private named namespaces, and with IPv6 or without. */
export function runOnKernel(steps: readonly Step[], ipv6 = false): Outcome[] {
  const folder = mkdtempSync(join(tmpdir(), 'shell-ip-'))
  try {
    mkdirSync(join(folder, 'out'))
    writeFileSync(join(folder, 'script'), script(steps, folder, ipv6))
    execFileSync('unshare', [...UNSHARE, 'bash', join(folder, 'script')], { stdio: 'pipe', timeout: 120_000 })
    return steps.map((_, at) => readOutcome(join(folder, 'out', String(at))))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function script(steps: readonly Step[], folder: string, ipv6: boolean): string {
  const off = ipv6 ? 0 : 1
  const lines = steps.map((step, at) => {
    const file = join(folder, 'out', String(at))
    const input = step.stdin === undefined ? '/dev/null' : `${file}.in`
    if (step.stdin !== undefined) writeFileSync(input, step.stdin)
    return `${step.argv.map(quote).join(' ')} <${input} >${file}.out 2>${file}.err; echo $? >${file}.status; settle`
  })
  return [
    'mount -t tmpfs none /run',
    'mount -t sysfs none /sys',
    `sysctl -qw net.ipv6.conf.all.disable_ipv6=${off} net.ipv6.conf.default.disable_ipv6=${off}`,
    ...(ipv6 ? [`sysctl -qw ${UNTRIED}=0`] : []),
    ...SETTLE,
    ...lines,
    '',
  ].join('\n')
}

function quote(word: string): string {
  return `'${word.replace(/'/g, `'\\''`)}'`
}

function readOutcome(file: string): Outcome {
  const read = (suffix: string) => readFileSync(`${file}.${suffix}`, 'utf8')
  return { stdout: read('out'), stderr: read('err'), status: Number(read('status')) }
}
