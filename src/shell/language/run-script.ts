import type { Place } from '../process.ts'
import { encode } from '../system/bytes.ts'
import { LIMIT_STATUS, LimitReached } from '../system/limits.ts'
import type { Scheduler } from '../system/scheduler.ts'
import { callbackOutput, nullStream, textInput } from '../system/streams.ts'
import { createSystem, DEFAULT_ENV, ensureDirectory, type MachineOptions } from './create-system.ts'
import { runScriptText } from './run-source.ts'
import { Shell, type ShellSeed } from './shell.ts'
import { startShell } from './subshell.ts'
import { DescriptorTable } from './variables/descriptors.ts'
import { initialize } from './variables/initialize.ts'

export { createSystem, type MachineOptions }

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
