import type { Child, SignalName } from '../process.ts'
import { describeSignal } from '../system/signals.ts'
import { isRunning } from './jobs.ts'
import type { Shell } from './shell.ts'

/** What a script says about commands that a signal ended. Interrupts and broken pipes go without a word. */

const SILENT: ReadonlySet<SignalName> = new Set(['INT', 'PIPE'])

/** The end of a command that the shell has waited for. `texts` are those of a pipeline's commands. */
export function reportEnd(shell: Shell, processes: readonly Child[], texts: readonly string[]): void {
  const signal = processes.at(-1)!.signal()
  if (!signal || SILENT.has(signal) || shell.quiet) return
  if (signal === 'TERM') shell.write(2, 'Terminated\n')
  else print(shell, processes, texts, shell.reportLine)
}

function print(shell: Shell, processes: readonly Child[], texts: readonly string[], line: number): void {
  for (const [i, child] of processes.entries()) {
    const head = i === 0 ? `${shell.name}: line ${line}: ` : '     '
    const state = describe(child).padEnd(23)
    shell.write(
      2,
      `${head}${String(child.pid).padStart(5)} ${state} ${i === 0 ? '' : '| '}${texts[i] ?? ''}\n`,
    )
  }
}

function describe(child: Child): string {
  const signal = child.signal()
  if (signal) return describeSignal(signal)
  return child.status() === 0 ? 'Done' : `Exit ${child.status()}`
}

/** Tells about background jobs that have ended since the last time. One that was terminated is not worth a word. */
export function reportJobs(shell: Shell): void {
  for (const job of shell.jobs.all()) {
    if (isRunning(job) || job.reported) continue
    job.reported = true
    const signal = job.processes.at(-1)!.signal()
    if (!signal || SILENT.has(signal) || signal === 'TERM' || shell.quiet || shell.started === 'is') continue
    print(shell, job.processes, job.texts, shell.line)
  }
}
