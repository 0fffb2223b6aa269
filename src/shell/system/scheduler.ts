import type {
  Child,
  ExecChanges,
  Files,
  Place,
  Process,
  Program,
  SignalName,
  SpawnRequest,
  System,
  Wait,
} from '../process.ts'
import type { Clock } from './clock.ts'
import { MILLISECOND } from './clock.ts'
import { LimitReached, type Limits } from './limits.ts'
import { Task, type TaskSeed } from './task.ts'

/**
 * What fork and exec cost. A real machine takes 0.5–2 ms for an external command; without it, commands that
 * follow each other would happen at one instant and a capture's time stamps would not show their order.
 */
export const START_COST = MILLISECOND

export interface SchedulerOptions {
  readonly clock: Clock
  readonly files: Files
  readonly limits: Limits
  readonly lookup: System['lookup']
  /** Called before virtual time moves on, so that a terminal can show it at its real pace and hear Ctrl-C. */
  readonly pace?: ((now: number, next: number) => Promise<void> | undefined) | undefined
}

/**
 * Runs processes one at a time, first come first served. While any can run, virtual time stands still; when
 * all wait, it goes on to the next moment at which something happens.
 */
export class Scheduler implements System {
  readonly files: Files
  readonly limits: Limits
  readonly #options: SchedulerOptions
  readonly #tasks = new Map<number, Task>()
  #queue: Task[] = []
  readonly #waiting = new Set<Task>()
  #nextPid: number
  #steps = 0
  #commands = 0
  #deadline: number
  #running: Task | undefined

  constructor(options: SchedulerOptions) {
    this.#options = options
    this.files = options.files
    this.limits = options.limits
    this.#nextPid = 1000
    this.#deadline = options.clock.now() + options.limits.time
  }

  now(): number {
    return this.#options.clock.now()
  }

  lookup(name: string, place: Place, at?: { path?: string; cwd?: string }): Program | undefined {
    return this.#options.lookup(name, place, at)
  }

  task(pid: number): Task | undefined {
    return this.#tasks.get(pid)
  }

  /** Every command run counts here, so that an endless loop ends. */
  countCommand(): void {
    if (++this.#commands > this.limits.commands) throw new LimitReached('commands', this.limits.commands)
  }

  /** Counters start again: a terminal calls it before each line. */
  resetLimits(): void {
    this.#commands = 0
    this.#steps = 0
    this.#deadline = this.now() + this.limits.time
  }

  start(seed: TaskSeed): Task {
    if (this.#tasks.size >= this.limits.processes) throw new LimitReached('processes', this.limits.processes)
    const task = new Task(this.#nextPid++, seed)
    this.#tasks.set(task.pid, task)
    this.#waiting.add(task)
    return task
  }

  spawn(request: SpawnRequest): Child {
    const descriptors = request.descriptors ?? new Map()
    const ignored = request.ignored ?? new Set<SignalName>()
    return this.start({
      parent: request.parent,
      held: [request.stdin, request.stdout, request.stderr, ...descriptors.values()],
      ignored,
      wait: { until: this.now() + START_COST },
      body: (task) => this.run(task, request.program, { ...request, descriptors, ignored }),
    })
  }

  /** Runs a program in a task that exists already, as exec does. */
  *run(
    task: Task,
    program: Program,
    image: Omit<Process, 'pid' | 'system' | 'parent'>,
  ): Generator<Wait, number, void> {
    task.receive = undefined
    task.handles = new Set(program.handles)
    const { argv, env, cwd, stdin, stdout, stderr, descriptors, ignored, place } = image
    task.place = place
    const { pid, parent } = task
    return yield* program({
      ...{ pid, parent, argv, env, cwd, stdin, stdout, stderr, descriptors, ignored, place },
      system: this,
    })
  }

  *exec(process: Process, program: Program, changes: ExecChanges): Generator<Wait, number, void> {
    const task = this.#tasks.get(process.pid)
    if (!task) throw new Error(`exec in process ${process.pid}, which has ended`)
    return yield* this.run(task, program, { ...process, ...changes })
  }

  kill(pid: number, signal: SignalName): boolean {
    const task = this.#tasks.get(pid)
    if (!task) return false
    task.deliver(signal)
    if (task.killed && task !== this.#running) this.#destroy(task, 'KILL')
    return true
  }

  switchOff(machine: string): void {
    for (const task of [...this.#tasks.values()])
      if (task.place?.machine === machine) this.kill(task.pid, 'KILL')
    this.files.forget(machine)
  }

  alive(pid: number): boolean {
    return this.#tasks.has(pid)
  }

  /** Runs until `main` has ended, be it a process or what a terminal waits for. Throws {@link LimitReached}. */
  async runUntilEnd(main: Pick<Child, 'status'>): Promise<void> {
    const done = () => main.status() !== undefined
    while (!done()) {
      this.#runReady(done)
      if (done()) return
      const pause = this.#waitForPromises() ?? this.#pass()
      if (pause) await pause
    }
  }

  /** Ends every process, as closing a container does. */
  destroyAll(): void {
    for (const task of [...this.#tasks.values()]) this.#destroy(task, 'KILL')
  }

  #runReady(done: () => boolean): void {
    for (;;) {
      const now = this.now()
      for (const task of this.#waiting) if (task.isReady(now)) this.#queue.push(task)
      if (this.#queue.length === 0) return
      const queue = this.#queue
      this.#queue = []
      for (const task of queue) {
        if (task.status() === undefined) this.#resume(task)
        if (done()) return
      }
    }
  }

  #resume(task: Task): void {
    if (++this.#steps > this.limits.steps) throw new LimitReached('steps', this.limits.steps)
    this.#waiting.delete(task)
    this.#running = task
    try {
      task.resume()
    } catch (error) {
      if (error instanceof RangeError && /call stack/.test(error.message))
        throw new LimitReached('depth', this.limits.depth)
      throw error
    } finally {
      this.#running = undefined
      if (task.status() !== undefined) this.#tasks.delete(task.pid)
      else if (task.killed) this.#destroy(task, 'KILL')
      else this.#waiting.add(task)
    }
  }

  #destroy(task: Task, signal: SignalName): void {
    this.#tasks.delete(task.pid)
    this.#waiting.delete(task)
    task.destroy(signal)
  }

  #waitForPromises(): Promise<unknown> | undefined {
    const promises: Promise<unknown>[] = []
    for (const task of this.#waiting) if (task.promise) promises.push(task.promise.catch(() => {}))
    return promises.length > 0 ? Promise.race(promises) : undefined
  }

  /** Lets virtual time go on to the next moment at which something can happen. */
  #pass(): Promise<void> | undefined {
    const next = this.#nextMoment()
    if (next > this.#deadline) throw new LimitReached('time', this.limits.time)
    const pause = this.#options.pace?.(this.now(), next)
    if (!pause) return void this.#options.clock.advance(next)
    return pause.then(() => {
      // A key may have woken a process meanwhile; then time stays where it is.
      const now = this.now()
      if (![...this.#waiting].some((task) => task.isReady(now))) this.#options.clock.advance(next)
    })
  }

  #nextMoment(): number {
    let next = this.#options.clock.next() ?? Infinity
    for (const task of this.#waiting) if (task.until !== undefined && task.until < next) next = task.until
    return Math.max(next, this.now())
  }
}
