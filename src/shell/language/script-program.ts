import { FileFailure, type Process, type Program, Signal, type Wait } from '../process.ts'
import { decode } from '../system/bytes.ts'
import { errorText } from '../system/files/errors.ts'
import { resolvePath } from '../system/files/path.ts'
import { Scheduler } from '../system/scheduler.ts'
import { signalStatus } from '../system/signals.ts'
import { readAll, writeAll } from '../system/streams.ts'
import { setOptions } from './builtins/set.ts'
import { runScriptText } from './run-source.ts'
import { runExitTrap } from './run-traps.ts'
import { Shell, type ShellSeed } from './shell.ts'
import { untilExit } from './subshell.ts'
import { DescriptorTable } from './variables/descriptors.ts'
import { initialize } from './variables/initialize.ts'

/** bash as a command: bash SCRIPT, bash -c TEXT, bash < SCRIPT. */
export const bashProgram: Program = function* (process) {
  const [name = 'bash', ...args] = process.argv
  const options: string[] = []
  let started: ShellSeed['started'] = ''
  while (/^[-+]./.test(args[0] ?? '') && args[0] !== '--') {
    const option = args.shift()!
    if (option === '-o' || option === '+o') options.push(option, args.shift() ?? '')
    else if (option.startsWith('--')) continue
    else {
      if (option.includes('c')) started = 'c'
      else if (option.includes('s')) started = 's'
      const letters = option.slice(1).replace(/[cilrs]/g, '')
      if (letters !== '') options.push(option[0] + letters)
    }
  }
  if (args[0] === '--') args.shift()
  if (started === 'c') return yield* runCommandText(process, name, args, options)
  if (args.length === 0 || started === 's') {
    const text = decode(yield* readAll(process.stdin))
    return yield* runShellText(process, text, { name, positional: args, started: 's' }, options)
  }
  return yield* runFile(process, args[0]!, args.slice(1), options)
}

function* runCommandText(process: Process, name: string, args: string[], options: string[]) {
  const [text, zero, ...positional] = args
  if (text === undefined) {
    yield* writeAll(process.stderr, `${name}: -c: option requires an argument\n`)
    return 2
  }
  return yield* runShellText(process, text, { name: zero ?? name, positional, started: 'c' }, options)
}

/** An executable text file. Any interpreter named in its first line is taken to be a shell. */
export function scriptProgram(path: string): Program {
  return (process) => runFile(process, path, process.argv.slice(1), [])
}

function* runFile(
  process: Process,
  path: string,
  positional: readonly string[],
  options: readonly string[],
): Generator<Wait, number, void> {
  let text: string
  try {
    text = decode(process.system.files.read(resolvePath(process.cwd, path), process.place))
  } catch (error) {
    if (!(error instanceof FileFailure)) throw error
    const name = error.code === 'EISDIR' ? `${path}: ${path}` : `${process.argv[0]}: ${path}`
    yield* writeAll(process.stderr, `${name}: ${errorText(error.code)}\n`)
    return error.code === 'ENOENT' ? 127 : 126
  }
  const shebang = /^#![ \t]*\S+(?:[ \t]+(?:bash|sh))?[ \t]+(-\S+)/.exec(text)
  const all = shebang ? [shebang[1]!, ...options] : options
  return yield* runShellText(process, text, { name: path, positional, started: '' }, all)
}

/** Runs text as a new shell in a process that exists. */
function* runShellText(
  process: Process,
  text: string,
  how: Pick<ShellSeed, 'name' | 'positional' | 'started'>,
  options: readonly string[],
): Generator<Wait, number, void> {
  const system = process.system
  if (!(system instanceof Scheduler)) throw new Error('a shell needs the scheduler for its system')
  const task = system.task(process.pid)!
  const { place, cwd, env, ignored, stdin, stdout, stderr } = process
  const descriptors = new DescriptorTable([[0, stdin], [1, stdout], [2, stderr], ...process.descriptors])
  const shell = new Shell({ ...how, system, place, cwd, env, ignored, descriptors, seed: process.pid })
  Object.assign(shell, { task, mainPid: process.pid })
  task.receive = (signal) => shell.traps.receive(signal)
  initialize(shell, env, process.parent)
  try {
    setOptions(shell, options)
    yield* untilExit(shell, runScriptText(shell, text))
    yield* untilExit(shell, runExitTrap(shell))
    return shell.status
  } catch (error) {
    if (!(error instanceof Signal) || error.signal === 'KILL') throw error
    shell.status = signalStatus(error.signal)
    yield* untilExit(shell, runExitTrap(shell))
    throw error
  } finally {
    descriptors.closeAll()
  }
}
