import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runScript, type ScriptOptions } from '../../src/shell/language/run-script.ts'
import type { Program, Wait } from '../../src/shell/process.ts'
import { idleClock } from '../../src/shell/system/clock.ts'

export interface Outcome {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export const HOST = { machine: 'host', netns: '' }

const ENV = { HOME: '/root', LC_ALL: 'C.UTF-8' }

/** Runs a script in the model. */
export async function simulate(source: string, options: Partial<ScriptOptions> = {}): Promise<Outcome> {
  let stdout = ''
  let stderr = ''
  const { status } = await runScript({
    ...{ source, name: 'script.sh', place: HOST, clock: idleClock(), env: ENV },
    onStdout: (bytes) => {
      stdout += bytes
    },
    onStderr: (bytes) => {
      stderr += bytes
    },
    ...options,
  })
  return { status, stdout, stderr }
}

/** The machine's bash, if it is the version that is modelled. */
export const bash = (() => {
  const { stdout } = spawnSync('bash', ['-c', 'echo $BASH_VERSION'], { encoding: 'utf8' })
  return stdout?.startsWith('5.2.') ? stdout.trim() : undefined
})()

/** Runs one script in both worlds, in a directory of the same name. */
export async function both(source: string): Promise<{ real: Outcome; model: Outcome }> {
  const parent = mkdtempSync(join(tmpdir(), 'shell-'))
  const cwd = join(parent, 'work')
  try {
    mkdirSync(cwd)
    writeFileSync(join(parent, 'script.sh'), source)
    const name = '../script.sh'
    const env = { ...ENV, PATH: process.env['PATH'] }
    const { status, stdout, stderr } = spawnSync('bash', [name], {
      cwd,
      env,
      input: '',
      encoding: 'latin1',
      timeout: 10_000,
    })
    const files = { [join(parent, 'script.sh')]: source }
    const model = await simulate(source, { name, cwd, files, stdin: '' })
    return { real: withoutPids({ status, stdout, stderr }), model: withoutPids(model) }
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}

/** Pids in the reports of killed commands are the machine's own. */
function withoutPids({ status, stdout, stderr }: Outcome): Outcome {
  const anonymous = /^(.*line \d+: | {5}) *\d+ (?=[A-Z][a-z ]+ )/gm
  return { status, stdout, stderr: stderr.replace(anonymous, '$1PID ') }
}

/** A program that writes a line a second until it is interrupted, as ping does. */
export const ticker: Program = Object.assign(
  function* (process: Parameters<Program>[0]): Generator<Wait, number, void> {
    const seconds = () => Math.round(process.system.now() / 1e9)
    try {
      for (;;) {
        process.stdout.write(`tick ${seconds()}\n`)
        yield { until: process.system.now() + 1e9 }
      }
    } catch {
      process.stdout.write(`stopped ${seconds()}\n`)
      return 0
    }
  },
  { handles: ['INT'] as const },
)
