import type { Program, Wait } from '../process.ts'
import { type Found, findCommand } from '../system/lookup.ts'
import { START_COST } from '../system/scheduler.ts'
import { nullStream } from '../system/streams.ts'
import type { Invocation, Temporary } from './command.ts'
import { redirect, restore } from './redirect.ts'
import { reportEnd, reportJobs } from './report.ts'
import { scriptProgram } from './script-program.ts'
import type { Shell } from './shell.ts'

/** A command that is a process of its own. */
export function* runExternal(
  shell: Shell,
  invocation: Invocation,
  temporary: Temporary,
): Generator<Wait, void, void> {
  const saved = new Map()
  try {
    if (!(yield* redirect(shell, invocation.redirections, saved))) {
      shell.status = 1
      return
    }
    const program = findProgram(shell, invocation.words[0]!, pathOf(shell, temporary))
    if (typeof program === 'number') {
      shell.status = program
      return
    }
    if (invocation.tail && !shell.traps.commands.has('EXIT'))
      return yield* become(shell, program, invocation.words, environment(shell, temporary))
    const child = start(shell, program, invocation.words, environment(shell, temporary))
    restore(shell, saved)
    yield { ready: () => child.status() !== undefined }
    shell.status = child.status()!
    reportEnd(shell, [child], [invocation.text()])
    reportJobs(shell)
  } finally {
    restore(shell, saved)
  }
}

function pathOf(shell: Shell, temporary: Temporary): string {
  return temporary.find(([name]) => name === 'PATH')?.[1] ?? shell.variables.get('PATH') ?? ''
}

function environment(shell: Shell, temporary: Temporary): ReadonlyMap<string, string> {
  const exported = shell.variables.exported()
  return temporary.length === 0 ? exported : new Map([...exported, ...temporary])
}

/** bash remembers where it found a command, for as long as PATH is the same. */
function search(shell: Shell, name: string, path: string): Found {
  if (name === '') return { kind: 'missing' }
  const { hashed, system, place, cwd } = shell
  if (hashed.path !== path) shell.hashed = { path, commands: new Map() }
  const known = shell.hashed.commands.get(name)
  if (known) return known
  const found = findCommand(system.files, place, name, cwd, path)
  if (found.kind === 'program' && !name.includes('/')) shell.hashed.commands.set(name, found)
  return found
}

/** The program of that name; else the status, after the message that the shell gives. */
export function findProgram(shell: Shell, name: string, path: string, prefix = ''): Program | number {
  const found = search(shell, name, path)
  switch (found.kind) {
    case 'program':
      return found.program
    case 'script':
      return scriptProgram(found.path)
    case 'missing':
      shell.complain(
        `${prefix}${name}: ${name.includes('/') ? 'No such file or directory' : prefix ? 'not found' : 'command not found'}`,
      )
      return 127
    case 'directory':
      shell.complain(`${prefix}${name}: Is a directory`)
      return 126
    case 'refused':
      shell.complain(`${prefix}${name}: Permission denied`)
      return 126
  }
}

function image(shell: Shell, argv: readonly string[], env: ReadonlyMap<string, string>) {
  return {
    ...{ argv, env, cwd: shell.cwd, place: shell.place },
    stdin: shell.descriptors.input(0) ?? nullStream,
    stdout: shell.descriptors.output(1) ?? nullStream,
    stderr: shell.descriptors.output(2) ?? nullStream,
    descriptors: shell.descriptors.extra(),
    ignored: shell.traps.ignored(),
  }
}

function start(shell: Shell, program: Program, argv: readonly string[], env: ReadonlyMap<string, string>) {
  return shell.system.spawn({ program, parent: shell.pid, ...image(shell, argv, env) })
}

/** exec: the program takes the shell's place. */
export function* become(
  shell: Shell,
  program: Program,
  argv: readonly string[],
  env: ReadonlyMap<string, string>,
): Generator<Wait, void, void> {
  const task = shell.task!
  const { ignored, ...rest } = image(shell, argv, env)
  task.receive = undefined
  for (const signal of ignored) task.ignored.add(signal)
  yield { until: shell.system.now() + START_COST }
  shell.traps.commands.clear()
  shell.status = yield* shell.system.run(task, program, { ...rest, ignored })
}
