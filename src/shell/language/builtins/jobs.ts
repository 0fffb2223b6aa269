import { describeSignal } from '../../system/signals.ts'
import { isRunning, type Job, jobStatus } from '../jobs.ts'
import type { Shell } from '../shell.ts'
import type { Builtin } from './index.ts'
import { complain, readOptions } from './usage.ts'

const jobs: Builtin = (shell, { words }) => {
  const options = readOptions(shell, words, 'lnprs')
  if (typeof options === 'number') return options
  const { given, rest } = options
  let status = 0
  const listed: Job[] = []
  for (const spec of rest) {
    const job = shell.jobs.find(spec.startsWith('%') ? spec : `%${spec}`, shell.jobs.listed())
    if (job) listed.push(job)
    else status = complain(shell, 'jobs', `${spec}: no such job`)
  }
  for (const job of rest.length > 0 ? listed : shell.jobs.listed()) {
    if (given.has('r') && !isRunning(job)) continue
    if (given.has('p')) shell.write(1, `${job.processes[0]!.pid}\n`)
    else shell.write(1, `${describeJob(shell, job, given.has('l'))}\n`)
    if (!isRunning(job)) job.reported = true
  }
  shell.jobs
    .all()
    .filter((job) => !isRunning(job))
    .forEach((job) => {
      shell.jobs.remove(job)
    })
  return status
}

export function describeJob(shell: Shell, job: Job, pid: boolean): string {
  const all = shell.jobs.listed()
  const mark = job === all.at(-1) ? '+' : job === all.at(-2) ? '-' : ' '
  const number = pid ? ` ${job.processes.at(-1)!.pid}` : ''
  return `[${job.number}]${mark} ${number} ${state(job).padEnd(22)}  ${job.text}${isRunning(job) ? ' &' : ''}`
}

function state(job: Job): string {
  if (isRunning(job)) return 'Running'
  const signal = job.processes.at(-1)!.signal()
  if (signal) return describeSignal(signal)
  const status = jobStatus(job)
  return status === 0 ? 'Done' : `Exit ${status}`
}

const disown: Builtin = (shell, { words }) => {
  const specs = words.slice(1).filter((word) => !word.startsWith('-'))
  const all = words.some((word) => /^-[a-z]*[ar]/.test(word))
  if (specs.length === 0) {
    const chosen = all ? [...shell.jobs.all()] : shell.jobs.all().slice(-1)
    if (chosen.length === 0) return complain(shell, 'disown', 'current: no such job')
    for (const job of chosen) shell.jobs.remove(job)
    return 0
  }
  let status = 0
  for (const spec of specs) {
    const job = spec.startsWith('%') ? shell.jobs.find(spec) : shell.jobs.byPid(Number(spec))
    if (job) shell.jobs.remove(job)
    else status = complain(shell, 'disown', `${spec}: no such job`)
  }
  return status
}

const noJobControl: Builtin = (shell, { words }) => complain(shell, words[0]!, 'no job control')

export const jobControl: Readonly<Record<string, Builtin>> = {
  jobs,
  disown,
  fg: noJobControl,
  bg: noJobControl,
  suspend: noJobControl,
}
