import type { Files, Place, Program, VirtualTree } from '../process.ts'
import { encode } from '../system/bytes.ts'
import type { Clock } from '../system/clock.ts'
import { createFiles } from '../system/files/machine-files.ts'
import { directoryName } from '../system/files/path.ts'
import { DEFAULT_LIMITS, LIMIT_STATUS, LimitReached, type Limits } from '../system/limits.ts'
import { findCommand } from '../system/lookup.ts'
import type { Kernel } from '../system/programs/identity.ts'
import { systemPrograms } from '../system/programs/index.ts'
import { Scheduler } from '../system/scheduler.ts'
import { callbackOutput, nullStream, textInput } from '../system/streams.ts'
import { TEXT_PROGRAMS } from '../text/index.ts'
import { BUILTIN_PROGRAMS } from './builtin-programs.ts'
import { runScriptText } from './run-source.ts'
import { bashProgram, scriptProgram } from './script-program.ts'
import { Shell, type ShellSeed } from './shell.ts'
import { startShell } from './subshell.ts'
import { DescriptorTable } from './variables/descriptors.ts'
import { initialize } from './variables/initialize.ts'

/** The world that scripts run in, apart from the scripts. */
export interface MachineOptions {
  readonly clock: Clock
  /** Commands beside those of the base system, by name. */
  readonly commands?: ReadonlyMap<string, Program>
  /** The kernel's own files. */
  readonly trees?: readonly VirtualTree[]
  /** Ordinary files to begin with, by path. */
  readonly files?: Readonly<Record<string, string>>
  readonly limits?: Partial<Limits>
  /** What uname says. */
  readonly kernel?: Kernel
  readonly pace?: (now: number, next: number) => Promise<void> | undefined
}

const DEFAULT_KERNEL: Kernel = { release: '6.18.0', version: '#1 SMP PREEMPT_DYNAMIC' }

export interface System {
  readonly scheduler: Scheduler
  readonly files: Files
}

/** An operating system on every machine of a world: files, commands, processes. */
export function createSystem(options: MachineOptions): System {
  const commands = new Map([
    ...TEXT_PROGRAMS,
    ...systemPrograms(options.kernel ?? DEFAULT_KERNEL),
    ...BUILTIN_PROGRAMS,
    ...[['bash', bashProgram] as const, ['sh', bashProgram] as const],
    ...(options.commands ?? []),
  ])
  const files = createFiles({
    now: () => options.clock.now(),
    commands,
    trees: options.trees ?? [],
    files: options.files ?? {},
  })
  const lookup = (name: string, place: Place, at: { path?: string; cwd?: string } = {}) => {
    const found = findCommand(files, place, name, at.cwd ?? '/', at.path)
    if (found.kind === 'program') return found.program
    return found.kind === 'script' ? scriptProgram(found.path) : undefined
  }
  const limits = { ...DEFAULT_LIMITS, ...options.limits }
  return {
    files,
    scheduler: new Scheduler({ clock: options.clock, files, limits, lookup, pace: options.pace }),
  }
}

export interface ScriptOptions extends MachineOptions {
  readonly source: string
  /** The path as it was given: `$0`, and what error messages begin with. */
  readonly name: string
  readonly place: Place
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** How bash would have been given the script: as a file (''), with -c, or on its standard input (s). */
  readonly started?: '' | 'c' | 's'
  /** Seeds RANDOM. */
  readonly seed?: number
  readonly stdin?: string
  /** Byte strings. */
  readonly onStdout?: (bytes: string) => void
  readonly onStderr?: (bytes: string) => void
}

const DEFAULT_ENV: Readonly<Record<string, string>> = {
  HOME: '/root',
  LANG: 'C.UTF-8',
  LOGNAME: 'root',
  USER: 'root',
}

/** Runs a script to its end. What is still running then is killed, as when a container is taken down. */
export async function runScript(options: ScriptOptions): Promise<{ status: number }> {
  const { scheduler } = createSystem(options)
  const write = outputs(scheduler, options.onStdout, options.onStderr)
  const env = new Map(Object.entries({ ...DEFAULT_ENV, ...options.env }))
  const seed: ShellSeed = {
    ...{ system: scheduler, place: options.place, env, name: options.name },
    descriptors: new DescriptorTable([
      [0, options.stdin === undefined ? nullStream : textInput(encode(options.stdin))],
      [1, callbackOutput(write.stdout)],
      [2, callbackOutput(write.stderr)],
    ]),
    cwd: options.cwd ?? '/root',
    positional: options.args ?? [],
    started: options.started ?? '',
    seed: options.seed ?? 1,
  }
  ensureDirectory(scheduler.files, seed.cwd, options.place)
  const shell = new Shell(seed)
  initialize(shell, env, 1)
  const task = startShell(shell, 1, (inner) => runScriptText(inner, options.source))
  try {
    await scheduler.runUntilEnd(task)
    return { status: task.status()! }
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error
    options.onStderr?.(`${options.name}: ${error.message}\n`)
    return { status: LIMIT_STATUS }
  } finally {
    scheduler.destroyAll()
  }
}

/** A script starts in a directory that exists. */
function ensureDirectory(files: Files, path: string, place: Place): void {
  if (files.kind(path, place) === 'directory') return
  ensureDirectory(files, directoryName(path), place)
  files.makeDirectory(path, place)
}

/** The two streams that leave the model; together they are bounded. */
function outputs(
  scheduler: Scheduler,
  onStdout: ((bytes: string) => void) | undefined,
  onStderr: ((bytes: string) => void) | undefined,
) {
  let written = 0
  const counted = (give: ((bytes: string) => void) | undefined) => (bytes: string) => {
    written += bytes.length
    if (written > scheduler.limits.output) throw new LimitReached('output', scheduler.limits.output)
    give?.(bytes)
  }
  return { stdout: counted(onStdout), stderr: counted(onStderr) }
}
