import { bootWorld, clockOf } from '../../src/shell/lab.ts'
import { createSystem } from '../../src/shell/language/create-system.ts'
import { networkCommands } from '../../src/shell/network-commands.ts'
import { kernelTrees } from '../../src/shell/proc/kernel-trees.ts'
import { LimitReached } from '../../src/shell/system/limits.ts'
import type { Scheduler } from '../../src/shell/system/scheduler.ts'
import type { Task } from '../../src/shell/system/task.ts'
import type { Topology } from '../../src/topology/topology.ts'
import { traceRecords } from '../../src/world/tracing.ts'
import type { World } from '../../src/world/world.ts'
import { Recording } from '../record/recording.ts'
import { InteractiveShell } from './interactive.ts'
import { type Act, actsOf, Rerun, type RerunOptions } from './rerun.ts'
import type { Entry, PlaceName } from './script.ts'

export interface LabHooks {
  /** `complains`: it came through standard error. */
  readonly onOutput: (place: PlaceName, text: string, complains?: boolean) => void
  /** A line has ended and the shell of that place waits for the next. */
  readonly onPrompt: (place: PlaceName) => void
  /** The world has moved on. */
  readonly onChange: () => void
}

/** Virtual pauses shorter than this are not worth showing. */
const SHORTEST_PAUSE = 2_000_000
/** How long the page may be kept from drawing, in milliseconds. */
const PATIENCE = 12
const TRACE_CAPACITY = 100_000
/** Enough for any frame that a lab of some hundred devices can send, and soon over when frames go in circles. */
const STORM_LIMIT = 5_000

/** A world with shells at its terminals. What was typed, when, is kept: it is the whole state of a lab. */
export class Lab {
  readonly world: World
  readonly topology: Topology
  readonly recording: Recording
  readonly entries: Entry[] = []
  /** Virtual time passes at this many times its real pace; Infinity: at once. */
  speed = Infinity
  readonly #hooks: LabHooks
  readonly #shells = new Map<PlaceName, InteractiveShell>()
  readonly #tasks = new Set<Task>()
  #scheduler: Scheduler
  #running: Promise<void> | undefined
  #wake: (() => void) | undefined
  #breath = 0
  #closed = false
  #rerun: Rerun | undefined

  static async boot(topology: Topology, hooks: LabHooks): Promise<Lab> {
    const world = await bootWorld(topology, { trace: TRACE_CAPACITY, stormLimit: STORM_LIMIT })
    return new Lab(topology, world, hooks)
  }

  private constructor(topology: Topology, world: World, hooks: LabHooks) {
    this.topology = topology
    this.world = world
    this.#hooks = hooks
    this.recording = new Recording(world.now)
    this.#scheduler = this.#newScheduler()
    this.#look()
  }

  /** Whether a command runs at a terminal. */
  get busy(): boolean {
    return [...this.#shells.values()].some(({ idle }) => !idle)
  }

  isBusy(place: PlaceName): boolean {
    return this.#shells.get(place)?.idle === false
  }

  cwd(place: PlaceName): string {
    return this.#shells.get(place)?.cwd ?? '/root'
  }

  /** Types a line at a terminal and, when it is the only one at work, waits until it has ended. */
  async run(place: PlaceName, text: string): Promise<void> {
    const shell = this.#shellAt(place)
    const meanwhile = this.busy
    this.entries.push({ place, text, ...(meanwhile ? { at: this.world.now } : {}) })
    this.recording.lineBegins(this.entries.length - 1, this.world.now)
    shell.send(text)
    await this.#pump()
  }

  /** Runs what was typed before, at the virtual times at which it was typed, until it has ended or is live. */
  async replay(entries: readonly Entry[], options: RerunOptions = {}): Promise<void> {
    const rerun = new Rerun(options)
    this.#rerun = rerun
    this.speed = Infinity
    await Promise.race([rerun.live, this.#perform(rerun, actsOf(entries))])
    this.#rerun = undefined
    this.speed = 1
  }

  async #perform(rerun: Rerun, acts: readonly Act[]): Promise<void> {
    for (const { first, due } of acts) {
      if (this.#closed || rerun.isLive) return
      rerun.due = [...due]
      await this.#typeAgain(rerun, first)
      for (const late of rerun.due.splice(0))
        if (late.kind === 'line') await this.#typeAgain(rerun, late.entry)
    }
  }

  #typeAgain(rerun: Rerun, entry: Entry): Promise<void> {
    rerun.onLine(entry)
    return this.run(entry.place, entry.text)
  }

  /** Whether something was typed at this moment. */
  #takeDue(rerun: Rerun, now: number, next: number): boolean {
    const due = rerun.take(now, next)
    for (const one of due)
      if (one.kind === 'line') void this.#typeAgain(rerun, one.entry)
      else this.interrupt(one.place)
    return due.length > 0
  }

  /** Ctrl-C. */
  interrupt(place: PlaceName): void {
    const shell = this.#shells.get(place)
    if (!shell || shell.idle) return
    shell.forget()
    const entry = this.entries.findLastIndex((one) => one.place === place)
    const typed = this.entries[entry]
    if (typed) this.entries[entry] = { ...typed, stopAt: this.world.now }
    this.#signal(shell)
    this.#wake?.()
  }

  close(): void {
    this.#closed = true
    this.#scheduler.destroyAll()
    this.#wake?.()
  }

  #newScheduler(): Scheduler {
    const { scheduler } = createSystem({
      clock: this.#clock(),
      commands: networkCommands(this.world),
      trees: kernelTrees(this.world),
      limits: { time: Infinity },
      pace: (now, next) => this.#pace(now, next),
    })
    const start = scheduler.start.bind(scheduler)
    scheduler.start = (seed) => {
      const task = start(seed)
      this.#tasks.add(task)
      return task
    }
    return scheduler
  }

  #clock() {
    const clock = clockOf(this.world)
    // Nothing is planned: only a key can bring the next event, and time stands still until then.
    return { ...clock, advance: (until: number) => (until === Infinity ? undefined : clock.advance(until)) }
  }

  #shellAt(place: PlaceName): InteractiveShell {
    const known = this.#shells.get(place)
    if (known) return known
    const [machine = '', netns = ''] = place.split('/')
    const shell = new InteractiveShell({
      scheduler: this.#scheduler,
      place: { machine, netns },
      onOutput: (text, complains) => this.#hooks.onOutput(place, text, complains),
      onPrompt: () => this.#prompt(place),
      onExit: () => {
        this.#shells.delete(place)
        this.#prompt(place)
      },
    })
    this.#shells.set(place, shell)
    return shell
  }

  #prompt(place: PlaceName): void {
    this.#tellOfStorm(place)
    this.#look()
    this.#hooks.onPrompt(place)
  }

  #pump(): Promise<void> {
    this.#wake?.()
    // Begun a moment later: what runs at once may ask again.
    this.#running ??= Promise.resolve()
      .then(() => this.#untilIdle())
      .finally(() => {
        this.#running = undefined
      })
    return this.#running
  }

  async #untilIdle(): Promise<void> {
    this.#scheduler.resetLimits()
    this.#breath = performance.now()
    try {
      await this.#scheduler.runUntilEnd({ status: () => (this.busy ? undefined : 0) })
    } catch (error) {
      if (!(error instanceof LimitReached)) throw error
      this.#startAgain(error.message)
    }
    this.#look()
  }

  /** A script went too far: everything it started ends, and the terminals get new shells. */
  #startAgain(message: string): void {
    this.#scheduler.destroyAll()
    const places = [...this.#shells.keys()].filter((place) => this.isBusy(place))
    this.#shells.clear()
    this.#scheduler = this.#newScheduler()
    for (const place of places) {
      this.#hooks.onOutput(place, `bash: ${message}\n`)
      this.#hooks.onPrompt(place)
    }
  }

  #pace(now: number, next: number): Promise<void> | undefined {
    const rerun = this.#rerun
    if (rerun && this.#takeDue(rerun, now, next)) return Promise.resolve()
    if (rerun?.reaches(next)) {
      this.#rerun = undefined
      this.speed = 1
    }
    if (next - now >= SHORTEST_PAUSE && this.speed !== Infinity) {
      this.#look()
      return this.#sleep((next - now) / 1e6 / this.speed)
    }
    if (next === Infinity) return this.#sleep(Infinity)
    if (performance.now() - this.#breath < PATIENCE) return undefined
    this.#look()
    return this.#sleep(0)
  }

  /** Until the time is over or a key wakes it. */
  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#wake = undefined
        this.#breath = performance.now()
        resolve()
      }
      const timer = milliseconds === Infinity ? undefined : setTimeout(done, milliseconds)
      this.#wake = done
    })
  }

  #look(): void {
    const { trace } = this.world
    if (trace) this.recording.extend(traceRecords(trace, this.recording.length))
    this.recording.look(this.world, this.topology.scriptMachine)
    this.#hooks.onChange()
  }

  #tellOfStorm(place: PlaceName): void {
    const { storm } = this.world
    if (storm === undefined) return
    this.world.storm = undefined
    this.recording.storms.push(storm)
    this.#hooks.onOutput(
      place,
      `limit reached: one frame caused more than ${storm.receptions} receptions: a layer 2 storm, through ${storm.dev} of ${storm.machine}\n`,
    )
  }

  /** The terminal's foreground: what its shell started, or the shell itself if it is busy alone. */
  #signal(shell: InteractiveShell): void {
    const scheduler = this.#scheduler
    const tasks = this.#foregroundOf(shell.pid, shell.background)
    for (const { pid } of tasks) scheduler.kill(pid, 'INT')
    if (tasks.length === 0) scheduler.kill(shell.pid, 'INT')
  }

  #foregroundOf(pid: number, background: ReadonlySet<number>): Task[] {
    const found: Task[] = []
    for (const task of this.#tasks) {
      if (task.status() !== undefined) this.#tasks.delete(task)
      else if (task.parent === pid && !background.has(task.pid))
        found.push(task, ...this.#foregroundOf(task.pid, background))
    }
    return found
  }
}
