import type { Child, Wait } from '../../process.ts'
import { signalNumber } from '../../system/signals.ts'
import type { Invocation } from '../command.ts'
import { isRunning, type Job } from '../jobs.ts'
import { reportJobs } from '../report.ts'
import type { Shell } from '../shell.ts'
import { complain, readOptions } from './usage.ts'

/** wait: for all, for given processes or jobs, or with -n for whichever ends next. */
export function* wait(shell: Shell, { words }: Invocation): Generator<Wait, number, void> {
  const options = readOptions(shell, words, 'fnp:')
  if (typeof options === 'number') return options
  const { given, rest } = options
  if (given.has('n')) return yield* waitForNext(shell, rest, given.get('p'))
  if (rest.length === 0) return yield* waitForAll(shell)
  let status = 0
  for (const id of rest) status = yield* waitForOne(shell, id)
  reportJobs(shell)
  return status
}

/** Waits, unless a signal with a trap comes first: then 128 + its number. */
function* until(shell: Shell, ready: () => boolean): Generator<Wait, number | undefined, void> {
  if (!ready()) yield { ready: () => ready() || shell.traps.pending.length > 0 }
  const signal = ready() ? undefined : shell.traps.pending[0]
  return signal && 128 + signalNumber(signal)
}

function* waitForAll(shell: Shell): Generator<Wait, number, void> {
  const jobs = [...shell.jobs.all()]
  const interrupted = yield* until(shell, () => !jobs.some(isRunning))
  reportJobs(shell)
  if (interrupted !== undefined) return interrupted
  shell.jobs.forgetEnded()
  return 0
}

function* waitForOne(shell: Shell, id: string): Generator<Wait, number, void> {
  const child = find(shell, id)
  if (typeof child === 'number') return child
  const interrupted = yield* until(shell, () => child.status() !== undefined)
  if (interrupted !== undefined) return interrupted
  const job = shell.jobs.byPid(child.pid)
  reportJobs(shell)
  if (job && !isRunning(job)) shell.jobs.remove(job)
  return child.status()!
}

function find(shell: Shell, id: string): Child | number {
  if (id.startsWith('%')) {
    const job = shell.jobs.find(id)
    return job?.processes.at(-1) ?? complain(shell, 'wait', `${id}: no such job`, 127)
  }
  if (!/^\d+$/.test(id)) return complain(shell, 'wait', `\`${id}': not a pid or valid job spec`)
  const child = shell.jobs.process(Number(id))
  return child ?? complain(shell, 'wait', `pid ${id} is not a child of this shell`, 127)
}

function* waitForNext(
  shell: Shell,
  ids: readonly string[],
  name: string | undefined,
): Generator<Wait, number, void> {
  const wanted =
    ids.length === 0
      ? shell.jobs.all()
      : shell.jobs.all().filter((job) => ids.some((id) => isMeant(shell, job, id)))
  if (wanted.length === 0) return 127
  const interrupted = yield* until(shell, () => wanted.some((job) => !isRunning(job)))
  if (interrupted !== undefined) return interrupted
  const ended = wanted.find((job) => !isRunning(job))!
  reportJobs(shell)
  shell.jobs.remove(ended)
  const last = ended.processes.at(-1)!
  if (name) shell.variables.set(name, String(last.pid))
  return last.status()!
}

function isMeant(shell: Shell, job: Job, id: string): boolean {
  return id.startsWith('%')
    ? shell.jobs.find(id) === job
    : job.processes.some((child) => String(child.pid) === id)
}
