import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Uml } from './build.ts'

export interface Boot {
  /** A bash script. What it writes to /tmp/out is in the directory `out` here. */
  readonly work: string
  readonly out: string
  readonly minutes: number
  /**
   * Where everybody sleeps, its clock is set to when the first will wake: whatever it waits for costs nothing. Its times
   * are not ours then.
   */
  readonly leaps?: boolean
}

const INIT = fileURLToPath(new URL('init.sh', import.meta.url))
const ROOT = ['root=/dev/root', 'rootfstype=hostfs', 'rootflags=/', 'ro']
/** The faster way to run a program under User Mode Linux, where the kernel has it (6.16). */
const SECCOMP = 'seccomp=auto'
const CONSOLE = ['quiet', 'con=null', 'con0=null,fd:1']

/** Boots it on this machine's own files, read only, in the directory where we are; ends when it has ended. */
export async function boot({ program }: Uml, { work, out, minutes, leaps = false }: Boot): Promise<void> {
  mkdirSync(out, { recursive: true })
  writeFileSync(join(out, 'work'), work)
  const variables = ['init=/bin/bash', `OUT=${out}`, `PLACE=${process.cwd()}`]
  const clock = leaps ? ['time-travel'] : []
  const words = ['mem=2G', SECCOMP, ...clock, ...ROOT, ...CONSOLE, ...variables, '--', INIT]
  // A group of its own: Ctrl-C is for us.
  const kernel = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...words], {
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  })
  const timer = setTimeout(() => end(kernel), minutes * 60_000)
  const kill = () => end(kernel)
  process.once('exit', kill)
  await new Promise((resolve) => kernel.once('close', resolve))
  process.off('exit', kill)
  clearTimeout(timer)
}

/** Its processes are processes here, and all of its group. */
function end({ pid }: ChildProcess): void {
  process.kill(-pid!, 'SIGKILL')
}
