import { ExitShell } from '../../src/shell/language/control.ts'
import { reportJobs } from '../../src/shell/language/report.ts'
import { runText } from '../../src/shell/language/run-source.ts'
import { Shell } from '../../src/shell/language/shell.ts'
import { startShell, untilExit } from '../../src/shell/language/subshell.ts'
import { DescriptorTable } from '../../src/shell/language/variables/descriptors.ts'
import { initialize } from '../../src/shell/language/variables/initialize.ts'
import { type Place, Signal, type Wait } from '../../src/shell/process.ts'
import { decode } from '../../src/shell/system/bytes.ts'
import type { Scheduler } from '../../src/shell/system/scheduler.ts'
import { nullStream } from '../../src/shell/system/streams.ts'
import { environment, HOME } from '../../src/topology/environment.ts'

export interface InteractiveOptions {
  readonly scheduler: Scheduler
  readonly place: Place
  /** `complains`: it came through standard error. */
  readonly onOutput: (text: string, complains: boolean) => void
  /** It waits for a line (again). */
  readonly onPrompt: () => void
  readonly onExit: () => void
}

/** A shell that lives on from line to line, as one at a terminal does. */
export class InteractiveShell {
  readonly place: Place
  readonly #shell: Shell
  readonly #options: InteractiveOptions
  readonly #lines: string[] = []
  #waiting = true
  #ended = false

  constructor(options: InteractiveOptions) {
    this.#options = options
    this.place = options.place
    this.#shell = new Shell({
      ...{ system: options.scheduler, place: options.place, env: new Map(), cwd: HOME, name: 'bash' },
      ...{ positional: [], started: 'is', seed: 1 },
      descriptors: terminalDescriptors(options.onOutput),
    })
    initialize(this.#shell, new Map(Object.entries(environment)), 1)
    startShell(this.#shell, 1, () => this.#converse())
  }

  /** At its prompt, with nothing left to do. */
  get idle(): boolean {
    return this.#ended || (this.#waiting && this.#lines.length === 0)
  }

  get pid(): number {
    return this.#shell.pid
  }

  /** Processes that Ctrl-C does not reach. */
  get background(): ReadonlySet<number> {
    return new Set(this.#shell.jobs.all().flatMap(({ processes }) => processes.map(({ pid }) => pid)))
  }

  get cwd(): string {
    return this.#shell.cwd
  }

  get status(): number {
    return this.#shell.status
  }

  send(line: string): void {
    this.#lines.push(line)
  }

  forget(): void {
    this.#lines.length = 0
  }

  *#converse(): Generator<Wait, void, void> {
    for (;;) {
      this.#waiting = true
      yield { ready: () => this.#lines.length > 0 }
      this.#waiting = false
      try {
        yield* runText(this.#shell, this.#lines.shift()!, 1)
      } catch (thrown) {
        if (thrown instanceof ExitShell) break
        yield* this.#recover(thrown)
      }
      Object.assign(this.#shell, { guarded: 0, loopDepth: 0, depth: 0 })
      reportJobs(this.#shell)
      this.#options.onPrompt()
    }
    this.#ended = true
    this.#options.onExit()
  }

  /** Whatever ended a line, Ctrl-C among it, leaves the shell at its prompt. */
  *#recover(thrown: unknown): Generator<Wait, void, void> {
    if (thrown instanceof Signal && thrown.signal === 'INT') {
      this.#shell.status = 130
      return
    }
    yield* untilExit(this.#shell, rethrow(thrown))
  }
}

function* rethrow(thrown: unknown): Generator<Wait, void, void> {
  throw thrown
}

function terminalDescriptors(onOutput: InteractiveOptions['onOutput']): DescriptorTable {
  const output = (complains: boolean) => ({
    write: (bytes: string) => onOutput(decode(bytes), complains),
    ...{ writable: () => true, terminal: true },
  })
  return new DescriptorTable([
    [0, nullStream],
    [1, output(false)],
    [2, output(true)],
  ])
}
