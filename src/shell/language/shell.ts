import type { Function as FunctionNode } from 'unbash'
import type { Place, SignalName, Wait } from '../process.ts'
import { encode } from '../system/bytes.ts'
import { LimitReached } from '../system/limits.ts'
import type { Found } from '../system/lookup.ts'
import type { Scheduler } from '../system/scheduler.ts'
import type { Task } from '../system/task.ts'
import { JobTable } from './jobs.ts'
import { DEFAULT_OPTIONS, DEFAULT_SHOPTS } from './options.ts'
import { Source } from './source.ts'
import { Traps } from './traps.ts'
import type { DescriptorTable } from './variables/descriptors.ts'
import { Random } from './variables/random.ts'
import { dynamicVariables } from './variables/special.ts'
import { Variables } from './variables/variables.ts'

export interface ShellFunction {
  readonly name: string
  readonly body: FunctionNode['body']
  readonly source: Source
  readonly line: number
}

/** A function call or sourced file: what FUNCNAME, BASH_SOURCE and caller show. */
export interface Frame {
  readonly name: string
  readonly file: string
  readonly callLine: number
}

export interface ShellSeed {
  readonly system: Scheduler
  readonly place: Place
  readonly descriptors: DescriptorTable
  readonly cwd: string
  /** `$0`, and what error messages begin with. */
  readonly name: string
  readonly positional: readonly string[]
  readonly env: ReadonlyMap<string, string>
  readonly ignored?: ReadonlySet<SignalName>
  /** How it was started, as `$-` tells: c (bash -c), s (standard input), i (interactive). */
  readonly started: '' | 'c' | 's' | 'is'
  /** Seeds RANDOM. */
  readonly seed: number
}

/** Everything that one shell process knows. Subshells get a copy ({@link Shell.fork}). */
export class Shell {
  readonly system: Scheduler
  readonly place: Place
  readonly descriptors: DescriptorTable
  readonly variables: Variables
  readonly functions: Map<string, ShellFunction>
  readonly options: Set<string>
  readonly shopts: Set<string>
  readonly traps: Traps
  readonly jobs: JobTable
  readonly random: Random
  readonly started: ShellSeed['started']
  readonly name: string
  /** The pid that `$$` shows: the script's own, also in subshells. */
  readonly mainPid: number
  /** Set when its process starts. */
  task: Task | undefined
  cwd: string
  positional: readonly string[]
  status = 0
  pipeStatus: readonly number[] = [0]
  lastBackground: number | undefined
  lastArgument = ''
  source = new Source('')
  line = 0
  /** Depth of subshells (BASH_SUBSHELL) and of command substitutions (the +s of set -x). */
  subshellDepth = 0
  traceDepth = 1
  loopDepth = 0
  frames: Frame[] = []
  /** Above zero where a failure is looked at: conditions, `!`, all but the last of && and ||. errexit is off. */
  guarded = 0
  depth = 0
  /** The line that reports of a command's end name: that of the loop, function or top-level command around it. */
  reportLine = 1
  /** Standard input was given to a compound command: its background commands keep it. */
  inputGiven = false
  /** A command substitution tells nothing about the ends of its commands. */
  quiet = false
  inTrap = false
  /** This process has nothing to do after its one command: an external command takes its place, as exec does. */
  tail = false
  /** Set by a command substitution or redirection in a command without words. */
  substitutionStatus: number | undefined
  secondsBase: number
  /** Where commands were found. */
  hashed: { readonly path: string; readonly commands: Map<string, Found> } = { path: '', commands: new Map() }
  /** Streams of process substitutions, closed after the command. */
  substitutions: number[] = []
  #idleCommands = 0

  constructor(seed: ShellSeed, parent?: Shell) {
    this.system = seed.system
    this.place = seed.place
    this.descriptors = seed.descriptors
    this.cwd = seed.cwd
    this.name = seed.name
    this.positional = seed.positional
    this.started = seed.started
    this.mainPid = parent?.mainPid ?? 0
    const dynamic = dynamicVariables(this)
    this.variables = parent ? parent.variables.copy(dynamic) : new Variables(dynamic)
    this.functions = new Map(parent?.functions)
    this.options = new Set(parent?.options ?? DEFAULT_OPTIONS)
    this.shopts = new Set(parent?.shopts ?? DEFAULT_SHOPTS)
    this.traps = new Traps(seed.ignored ?? new Set())
    this.jobs = new JobTable()
    this.random = new Random(seed.seed)
    this.secondsBase = parent?.secondsBase ?? seed.system.now()
  }

  /** The copy that a subshell, pipeline part or background command works on. */
  fork(): Shell {
    const { system, place, cwd, name, positional, started } = this
    const env = new Map<string, string>()
    const descriptors = this.descriptors.copy()
    const seed = this.random.next()
    const child = new Shell(
      { ...{ system, place, descriptors, cwd, name, positional, env, started, seed } },
      this,
    )
    Object.assign(child, {
      ...{ mainPid: this.mainPid, status: this.status, pipeStatus: this.pipeStatus },
      ...{ lastBackground: this.lastBackground, lastArgument: this.lastArgument },
      ...{ source: this.source, line: this.line, frames: [...this.frames], guarded: this.guarded },
      ...{ reportLine: this.reportLine, inputGiven: this.inputGiven, quiet: this.quiet },
      ...{ subshellDepth: this.subshellDepth + 1, traceDepth: this.traceDepth, depth: this.depth },
    })
    child.traps.inherit(this.traps)
    return child
  }

  /** It runs as a command of another shell, so that its process may be given away. */
  get parented(): boolean {
    return this.task !== undefined && this.task.parent !== 1
  }

  get pid(): number {
    return this.task?.pid ?? this.mainPid
  }

  has(option: string): boolean {
    return this.options.has(option)
  }

  /** Writes text to a descriptor; false if it is closed. Throws Signal('PIPE'). */
  write(descriptor: number, text: string): boolean {
    const output = this.descriptors.output(descriptor)
    output?.write(encode(text))
    return output !== undefined
  }

  /** An error message of the shell, with the place it stands at. */
  complain(message: string): void {
    this.write(2, `${this.messagePrefix()}${message}\n`)
  }

  messagePrefix(): string {
    return this.started === 'is' ? `${this.name}: ` : `${this.name}: line ${this.line}: `
  }

  /** Counts a command that takes no time by itself, and lets busy loops use some (200 builtins a millisecond). */
  *account(): Generator<Wait, void, void> {
    this.system.countCommand()
    if (++this.#idleCommands < 200) return
    this.#idleCommands = 0
    yield { until: this.system.now() + 1_000_000 }
  }

  enter(): void {
    if (++this.depth > this.system.limits.depth) throw new LimitReached('depth', this.system.limits.depth)
  }

  leave(): void {
    this.depth--
  }
}
