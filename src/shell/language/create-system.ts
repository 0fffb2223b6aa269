import type { Files, Place, Program, VirtualTree } from '../process.ts'
import type { Clock } from '../system/clock.ts'
import { createFiles } from '../system/files/machine-files.ts'
import { directoryName } from '../system/files/path.ts'
import { DEFAULT_LIMITS, type Limits } from '../system/limits.ts'
import { findCommand } from '../system/lookup.ts'
import type { Kernel } from '../system/programs/identity.ts'
import { systemPrograms } from '../system/programs/index.ts'
import { Scheduler } from '../system/scheduler.ts'
import { TEXT_PROGRAMS } from '../text/index.ts'
import { BUILTIN_PROGRAMS } from './builtin-programs.ts'
import { bashProgram, scriptProgram } from './script-program.ts'

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

/** A script starts in a directory that exists. */
export function ensureDirectory(files: Files, path: string, place: Place): void {
  if (files.kind(path, place) === 'directory') return
  ensureDirectory(files, directoryName(path), place)
  files.makeDirectory(path, place)
}

/** The environment that root's login gives, as far as scripts look at it. */
export const DEFAULT_ENV: Readonly<Record<string, string>> = {
  HOME: '/root',
  LANG: 'C.UTF-8',
  LOGNAME: 'root',
  USER: 'root',
}
