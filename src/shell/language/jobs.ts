import type { Child } from '../process.ts'

/** A background command: a pipeline's processes, and how it was written. */
export interface Job {
  readonly number: number
  readonly processes: readonly Child[]
  /** Each command of it, as written. */
  readonly texts: readonly string[]
  readonly text: string
  /** The shell has told about its end. */
  reported: boolean
}

export function isRunning(job: Job): boolean {
  return job.processes.some((child) => child.status() === undefined)
}

export function jobStatus(job: Job): number {
  return job.processes.at(-1)!.status() ?? 0
}

export class JobTable {
  #jobs: Job[] = []
  #inherited: readonly Job[] = []
  /** Statuses of processes that are no job any more; `wait PID` still gives them. */
  readonly #remembered = new Map<number, Child>()

  add(processes: readonly Child[], texts: readonly string[]): Job {
    const number = (this.listed().at(-1)?.number ?? 0) + 1
    const job = { number, processes, texts, text: texts.join(' | '), reported: false }
    this.#jobs.push(job)
    for (const child of processes) this.#remembered.set(child.pid, child)
    return job
  }

  /** Jobs of the shell that this one is a copy of can be listed and signalled here, but not waited for. */
  inherit(parent: JobTable): void {
    this.#inherited = parent.listed()
  }

  listed(): readonly Job[] {
    return [...this.#inherited, ...this.#jobs]
  }

  all(): readonly Job[] {
    return this.#jobs
  }

  remove(job: Job): void {
    this.#jobs = this.#jobs.filter((other) => other !== job)
  }

  process(pid: number): Child | undefined {
    return this.#remembered.get(pid)
  }

  byPid(pid: number): Job | undefined {
    return this.#jobs.find((job) => job.processes.some((child) => child.pid === pid))
  }

  /** %1, %+, %%, %-, %name, %?text. */
  find(spec: string, jobs: readonly Job[] = this.#jobs): Job | undefined {
    const name = spec.slice(1)
    if (name === '' || name === '%' || name === '+') return jobs.at(-1)
    if (name === '-') return jobs.at(-2) ?? jobs.at(-1)
    if (/^\d+$/.test(name)) return jobs.find((job) => job.number === Number(name))
    if (name[0] === '?') return jobs.find((job) => job.text.includes(name.slice(1)))
    return jobs.find((job) => job.text.startsWith(name))
  }

  /** Drops jobs that have ended, without a word, as a script does. */
  forgetEnded(): void {
    this.#jobs = this.#jobs.filter(isRunning)
  }

  clear(): void {
    this.#jobs = []
  }
}
