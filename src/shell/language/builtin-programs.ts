import type { Program } from '../process.ts'
import { Scheduler } from '../system/scheduler.ts'
import { findBuiltin } from './builtins/index.ts'
import { Shell } from './shell.ts'
import { DescriptorTable } from './variables/descriptors.ts'
import { initialize } from './variables/initialize.ts'

/** Commands that exist both in the shell and as files, for `xargs echo`, `env printf` and `exec pwd`. */
const NAMES = ['[', 'echo', 'kill', 'printf', 'pwd', 'test']

function builtinProgram(name: string): Program {
  return function* (process) {
    const { system, place, cwd, env, stdin, stdout, stderr, argv } = process
    if (!(system instanceof Scheduler)) throw new Error('a builtin needs the scheduler for its system')
    const descriptors = new DescriptorTable([
      [0, stdin],
      [1, stdout],
      [2, stderr],
    ] as const)
    const shell = new Shell({
      ...{ system, place, cwd, env, descriptors, name, positional: [], seed: 1 },
      started: 'is',
    })
    initialize(shell, env, process.parent)
    const invocation = {
      ...{
        words: [name, ...argv.slice(1)],
        arguments: [],
        assignments: [],
        redirections: [],
        text: () => name,
      },
      tail: false,
    }
    try {
      const result = findBuiltin(name)!(shell, invocation)
      return typeof result === 'number' ? result : yield* result
    } finally {
      descriptors.closeAll()
    }
  }
}

export const BUILTIN_PROGRAMS: ReadonlyMap<string, Program> = new Map(
  NAMES.map((name) => [name, builtinProgram(name)]),
)
