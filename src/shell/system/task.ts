import type { Child, Held, Place, SignalName, Wait } from '../process.ts'
import { Signal } from '../process.ts'
import { signalStatus } from './signals.ts'

/** What a new task is made of. */
export interface TaskSeed {
  readonly parent: number
  /** Streams it keeps open until it ends. */
  readonly held: readonly Held[]
  readonly ignored: ReadonlySet<SignalName>
  body(task: Task): Generator<Wait, number, void>
  /** Its first wait, e.g. for the time that starting takes. */
  readonly wait?: Wait
  /** Called once it has ended, in whatever way. */
  cleanup?(): void
}

/** A process as the scheduler sees it. */
export class Task implements Child {
  readonly pid: number
  readonly parent: number
  readonly ignored: Set<SignalName>
  /** Signals whose Signal exception the running program catches. */
  handles: ReadonlySet<SignalName> = new Set()
  /** A shell takes signals it has traps for, or ignores, by itself: true if it took this one. */
  receive: ((signal: SignalName) => boolean) | undefined
  /** Where its program runs; undefined before it does. */
  place: Place | undefined
  started = false
  #held: readonly Held[]
  readonly #cleanup: (() => void) | undefined
  #generator: Generator<Wait, number, void>
  #wait: Wait
  #settled = false
  #pending: SignalName | undefined
  #status: number | undefined
  #signal: SignalName | undefined

  constructor(pid: number, seed: TaskSeed) {
    this.pid = pid
    this.parent = seed.parent
    this.ignored = new Set(seed.ignored)
    this.#held = seed.held
    for (const stream of seed.held) stream.hold?.()
    this.#cleanup = seed.cleanup
    this.#generator = seed.body(this)
    this.#wait = seed.wait ?? {}
  }

  status(): number | undefined {
    return this.#status
  }

  signal(): SignalName | undefined {
    return this.#signal
  }

  /** When it wants to be resumed at the latest. */
  get until(): number | undefined {
    return this.#wait.until
  }

  get promise(): Promise<unknown> | undefined {
    return this.#wait.promise
  }

  isReady(now: number): boolean {
    if (this.#pending !== undefined || this.#settled) return true
    const { ready, until, promise } = this.#wait
    if (ready === undefined && until === undefined && promise === undefined) return true
    return (until !== undefined && until <= now) || (ready?.() ?? false)
  }

  /** Runs until the next wait or the end. */
  resume(): void {
    try {
      const signal = this.#pending
      this.#pending = undefined
      if (signal === undefined) this.started = true
      const result = signal ? this.#generator.throw(new Signal(signal)) : this.#generator.next()
      if (result.done) this.#end(result.value & 255)
      else this.#waitFor(result.value)
    } catch (error) {
      this.#end(error instanceof Signal ? signalStatus(error.signal) : 255)
      if (!(error instanceof Signal)) throw error
      this.#signal = error.signal
    }
  }

  #waitFor(wait: Wait): void {
    this.#wait = wait
    this.#settled = false
    const settle = () => {
      if (this.#wait === wait) this.#settled = true
    }
    wait.promise?.then(settle, settle)
  }

  /** Delivers a signal as the kernel would: handled, ignored, or thrown at the next resume. */
  deliver(signal: SignalName): void {
    if (this.#status !== undefined) return
    if (signal === 'KILL') this.#pending = signal
    else if (this.receive) {
      if (!this.receive(signal)) this.#pending ??= signal
    } else if (!this.ignored.has(signal) || (this.started && this.handles.has(signal)))
      this.#pending ??= signal
  }

  get killed(): boolean {
    return this.#pending === 'KILL'
  }

  /** Ends it without asking. */
  destroy(signal: SignalName): void {
    if (this.#status !== undefined) return
    this.#signal = signal
    this.#end(signalStatus(signal))
    this.#generator.return(0)
  }

  #end(status: number): void {
    this.#status = status
    for (const stream of this.#held) stream.release?.()
    this.#held = []
    this.#cleanup?.()
  }
}
