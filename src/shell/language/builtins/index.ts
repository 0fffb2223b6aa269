import type { Wait } from '../../process.ts'
import type { Invocation } from '../command.ts'
import type { Shell } from '../shell.ts'
import { declarations } from './declare.ts'
import { directories } from './directory.ts'
import { echo } from './echo.ts'
import { evaluators } from './evaluate.ts'
import { flow } from './flow.ts'
import { getopts } from './getopts.ts'
import { jobControl } from './jobs.ts'
import { kill } from './kill.ts'
import { lookups } from './lookup.ts'
import { parameters } from './parameters.ts'
import { printf } from './printf.ts'
import { mapfile, read } from './read.ts'
import { resources } from './resources.ts'
import { set, shopt } from './set.ts'
import { test } from './test.ts'
import { trap } from './trap.ts'
import { wait } from './wait.ts'

/** A command inside the shell: its status, at once or after waiting. words[0] is its name. */
export type Builtin = (shell: Shell, invocation: Invocation) => number | Generator<Wait, number, void>

const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>(
  Object.entries({
    ...declarations,
    ...directories,
    ...evaluators,
    ...flow,
    ...jobControl,
    ...lookups,
    ...parameters,
    ...resources,
    ...{
      echo,
      getopts,
      kill,
      mapfile,
      printf,
      read,
      readarray: mapfile,
      set,
      shopt,
      test,
      '[': test,
      trap,
      wait,
    },
  }),
)

export function findBuiltin(name: string): Builtin | undefined {
  return BUILTINS.get(name)
}

export function builtinNames(): string[] {
  return [...BUILTINS.keys()].sort()
}
