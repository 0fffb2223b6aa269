import type { CommandExpansionPart, ParsedScript, ProcessSubstitutionPart } from 'unbash'
import { FileFailure, type Wait } from '../../process.ts'
import { decode } from '../../system/bytes.ts'
import { errorText } from '../../system/files/errors.ts'
import { resolvePath } from '../../system/files/path.ts'
import { createPipe, readAll } from '../../system/streams.ts'
import { runStatements } from '../run.ts'
import type { Shell } from '../shell.ts'
import { Source } from '../source.ts'
import { startShell } from '../subshell.ts'
import { expandText } from './word.ts'

/** $(…) and `…`: the output of a subshell, without its last newlines. */
export function* substituteCommand(shell: Shell, part: CommandExpansionPart): Generator<Wait, string, void> {
  const script = part.script
  if (!script || script.commands.length === 0) {
    shell.substitutionStatus = 0
    return ''
  }
  const file = fileOnly(script)
  if (file) return trim(yield* readFile(shell, yield* expandText(shell, file)))
  const pipe = createPipe()
  pipe.input.hold?.()
  const child = shell.fork()
  child.jobs.inherit(shell.jobs)
  child.descriptors.set(1, pipe.output)
  child.traceDepth++
  child.quiet = true
  if (!shell.shopts.has('inherit_errexit')) child.options.delete('errexit')
  const task = startShell(child, shell.pid, (inner) => runScript(inner, script))
  const output = yield* readAll(pipe.input)
  pipe.input.release?.()
  if (task.status() === undefined) yield { ready: () => task.status() !== undefined }
  shell.status = shell.substitutionStatus = task.status()!
  return trim(output)
}

function* runScript(shell: Shell, script: ParsedScript): Generator<Wait, void, void> {
  // Escaped backticks are a text of their own, with positions of their own.
  if (script.source !== undefined) shell.source = new Source(script.source, shell.line)
  yield* runStatements(shell, script.commands)
}

function trim(bytes: string): string {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === '\n') end--
  return decode(bytes.slice(0, end).replaceAll('\0', ''))
}

/** $(<file) reads a file without a process. */
function fileOnly(script: ParsedScript) {
  const command = script.commands[0]!.command
  if (script.commands.length !== 1 || command.type !== 'Command' || command.name) return undefined
  const [only] = command.redirects
  if (command.prefix.length !== 1 || command.redirects.length !== 1 || only?.type !== 'Redirect')
    return undefined
  return only.operator === '<' && !only.descriptor ? only.target : undefined
}

function* readFile(shell: Shell, name: string): Generator<Wait, string, void> {
  shell.substitutionStatus = 0
  try {
    return yield* readAll(shell.system.files.open(resolvePath(shell.cwd, name), shell.place, 'read'))
  } catch (error) {
    if (!(error instanceof FileFailure)) throw error
    shell.complain(`${name}: ${errorText(error.code)}`)
    shell.substitutionStatus = 1
    return ''
  }
}

/** <(…) and >(…): a pipe under a name in /dev/fd, until the command is over. */
export function substituteProcess(shell: Shell, part: ProcessSubstitutionPart): string {
  const pipe = createPipe()
  const reads = part.operator === '<'
  const number = shell.descriptors.free(63, -1)
  const child = shell.fork()
  child.descriptors.set(reads ? 1 : 0, reads ? pipe.output : pipe.input)
  shell.descriptors.set(number, reads ? pipe.input : pipe.output)
  shell.substitutions.push(number)
  const task = startShell(child, shell.pid, (inner) => runScript(inner, part.script ?? EMPTY))
  shell.lastBackground = task.pid
  return `/dev/fd/${number}`
}

const EMPTY: ParsedScript = { type: 'Script', pos: 0, end: 0, shebang: undefined, commands: [] }
