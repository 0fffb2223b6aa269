import type { Child } from '../process.ts'
import { describeSignal } from '../system/signals.ts'
import { isRunning } from './jobs.ts'
import type { Shell } from './shell.ts'

/** A script says when a signal ended a command, unless it was an interrupt or a broken pipe. */
export function reportEnd(shell: Shell, child: Child, text: string): void {
  const signal = child.signal()
  if (!signal || signal === 'INT' || signal === 'PIPE') return
  shell.complain(`${String(child.pid).padStart(5)} ${describeSignal(signal).padEnd(23)} ${text}`)
}

/** Tells about background jobs that have ended since the last time, and forgets them. */
export function reportJobs(shell: Shell): void {
  for (const job of shell.jobs.all()) {
    if (isRunning(job) || job.reported) continue
    job.reported = true
    const last = job.processes.at(-1)!
    if (shell.started !== 'is') reportEnd(shell, last, job.text)
  }
}
