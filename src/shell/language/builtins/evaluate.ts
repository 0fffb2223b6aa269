import { FileFailure, type Wait } from '../../process.ts'
import { decode } from '../../system/bytes.ts'
import { errorText } from '../../system/files/errors.ts'
import { joinPath, resolvePath } from '../../system/files/path.ts'
import { type Invocation, invoke } from '../command.ts'
import { ExitShell, ReturnFrom } from '../control.ts'
import { become, findProgram } from '../external.ts'
import { runText } from '../run-source.ts'
import type { Shell } from '../shell.ts'
import type { Builtin } from './index.ts'
import { findBuiltin } from './index.ts'
import { describeCommand } from './lookup.ts'
import { complain, invalidOption, readOptions, usage } from './usage.ts'

function* evaluate(shell: Shell, { words }: Invocation): Generator<Wait, number, void> {
  const args = words[1] === '--' ? words.slice(2) : words.slice(1)
  if (/^-./.test(args[0] ?? '') && words[1] !== '--')
    return invalidOption(shell, 'eval', args[0]!.slice(0, 2))
  const text = args.join(' ')
  if (text.trim() === '') return 0
  shell.enter()
  try {
    yield* runText(shell, text, shell.line, 'eval: ')
  } finally {
    shell.leave()
  }
  return shell.status
}

function* source(shell: Shell, { words }: Invocation): Generator<Wait, number, void> {
  const [name = '', file, ...args] = words.filter((word, i) => !(i === 1 && word === '--'))
  if (file === undefined) {
    complain(shell, name, 'filename argument required')
    return usage(shell, name)
  }
  const text = readScript(shell, file)
  if (typeof text === 'number') return text
  const { positional, line } = shell
  shell.enter()
  shell.frames.push({ name: 'source', file, callLine: line })
  if (args.length > 0) shell.positional = args
  try {
    yield* runText(shell, text, 1)
  } catch (error) {
    if (!(error instanceof ReturnFrom)) throw error
    shell.status = error.status
  } finally {
    shell.frames.pop()
    shell.leave()
    shell.line = line
    if (args.length > 0) shell.positional = positional
  }
  return shell.status
}

/** The text of a file to source: a name without a slash is looked for in PATH, then here. */
function readScript(shell: Shell, file: string): string | number {
  const { files } = shell.system
  const path = file.includes('/')
    ? []
    : (shell.variables.get('PATH') ?? '').split(':').map((one) => joinPath(one || '.', file))
  const candidates = [...path, file].map((one) => resolvePath(shell.cwd, one))
  const found = candidates.find((one) => files.kind(one, shell.place) === 'file') ?? candidates.at(-1)!
  const descriptor = /^\/dev\/(?:fd\/(\d+)|stdin)$/.exec(file)
  if (descriptor) return decode(shell.descriptors.input(Number(descriptor[1] ?? 0))?.poll() ?? '')
  try {
    return decode(files.read(found, shell.place))
  } catch (error) {
    if (!(error instanceof FileFailure)) throw error
    const text = error.code === 'EISDIR' ? 'is a directory' : errorText(error.code)
    shell.complain(error.code === 'EISDIR' ? `${'.'}: ${file}: ${text}` : `${file}: ${text}`)
    return 1
  }
}

function* exec(shell: Shell, invocation: Invocation): Generator<Wait, number, void> {
  const options = readOptions(shell, invocation.words, 'cla:')
  if (typeof options === 'number') return options
  const { rest, given } = options
  if (rest.length === 0) return 0
  const program = findProgram(shell, rest[0]!, shell.variables.get('PATH') ?? '', 'exec: ')
  if (typeof program === 'number') throw new ExitShell(program)
  const env = given.has('c') ? new Map<string, string>() : shell.variables.exported()
  yield* become(shell, program, [given.get('a') ?? rest[0]!, ...rest.slice(1)], env)
  throw new ExitShell(shell.status)
}

/** command and builtin: functions are passed over. */
function* command(shell: Shell, invocation: Invocation): Generator<Wait, number, void> {
  const options = readOptions(shell, invocation.words, 'pVv')
  if (typeof options === 'number') return options
  const { rest, given } = options
  if (rest.length === 0) return 0
  if (given.has('v') || given.has('V')) {
    let status = 1
    for (const name of rest)
      if (describeCommand(shell, 'command', name, given.has('V') ? 'long' : 'short')) status = 0
    return status
  }
  return yield* withoutFunctions(shell, invocation, rest)
}

function* builtin(shell: Shell, invocation: Invocation): Generator<Wait, number, void> {
  const rest = invocation.words.slice(invocation.words[1] === '--' ? 2 : 1)
  if (rest.length === 0) return 0
  if (!findBuiltin(rest[0]!)) return complain(shell, 'builtin', `${rest[0]}: not a shell builtin`)
  return yield* withoutFunctions(shell, invocation, rest)
}

function* withoutFunctions(
  shell: Shell,
  invocation: Invocation,
  words: readonly string[],
): Generator<Wait, number, void> {
  const args = invocation.arguments.slice(invocation.arguments.length - words.length)
  const traced = shell.options.delete('xtrace')
  try {
    yield* invoke(
      shell,
      { ...invocation, words, arguments: args, assignments: [], redirections: [] },
      'builtin',
    )
  } finally {
    if (traced) shell.options.add('xtrace')
  }
  return shell.status
}

export const evaluators: Readonly<Record<string, Builtin>> = {
  ...{ eval: evaluate, source, '.': source, exec, command, builtin },
}
