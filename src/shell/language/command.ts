import type { Assignment, Command, Redirection, Word } from 'unbash'
import { FileFailure, type Wait } from '../process.ts'
import { errorText } from '../system/files/errors.ts'
import { type Argument, expandAssignment, isDeclaration, perform } from './assignment.ts'
import { type Builtin, findBuiltin } from './builtins/index.ts'
import { ReturnFrom } from './control.ts'
import { expandWords } from './expansion/word.ts'
import { runExternal } from './external.ts'
import { printCommand } from './print-command.ts'
import { redirect, restore, withRedirections } from './redirect.ts'
import { runNode, runStatements } from './run.ts'
import { runTrap } from './run-traps.ts'
import type { Shell, ShellFunction } from './shell.ts'
import { traceLine, traceWords } from './trace.ts'

/** A command's words after expansion. */
export interface Invocation {
  readonly words: readonly string[]
  /** For declare and its kin: assignments are kept apart, since their values may be arrays. */
  readonly arguments: readonly Argument[]
  /** Assignments in front of it. */
  readonly assignments: readonly Assignment[]
  readonly redirections: readonly Redirection[]
  /** As written, for reports about its end. */
  readonly text: () => string
  readonly tail: boolean
}

/** A simple command: assignments, words and redirections. */
export function* runSimple(shell: Shell, node: Command): Generator<Wait, void, void> {
  const { tail, source } = shell
  shell.tail = false
  shell.line = shell.source.lineAt(node.pos)
  shell.substitutionStatus = undefined
  yield* shell.account()
  if (shell.traps.commands.has('DEBUG') && !shell.inTrap) yield* runTrap(shell, 'DEBUG')
  const assignments =
    node.prefix.length > 0 ? node.prefix.filter((part) => part.type === 'Assignment') : NO_ASSIGNMENTS
  const given = node.name ? yield* expandArguments(shell, node.name, node.args) : []
  const words = given.every((one) => typeof one === 'string')
    ? given
    : given.map((one) => (typeof one === 'string' ? one : one.text))
  const invocation: Invocation = {
    ...{ words, arguments: given, assignments, redirections: node.redirects, tail },
    text: () => printCommand(source, node),
  }
  if (words.length === 0) yield* runWithoutWords(shell, invocation)
  else yield* invoke(shell, invocation)
  if (shell.substitutions.length > 0) closeSubstitutions(shell)
  shell.lastArgument = words.at(-1) ?? ''
}

const NO_ASSIGNMENTS: readonly Assignment[] = []

function closeSubstitutions(shell: Shell): void {
  for (const number of shell.substitutions) shell.descriptors.close(number)
  shell.substitutions = []
}

function* expandArguments(
  shell: Shell,
  name: Word,
  rest: Command['args'],
): Generator<Wait, readonly Argument[], void> {
  if (!rest.some((one) => one.type === 'Assignment'))
    return yield* expandWords(shell, [name, ...(rest as readonly Word[])])
  const out: Argument[] = yield* expandWords(shell, [name])
  for (const one of rest) {
    if (one.type === 'Word') out.push(...(yield* expandWords(shell, [one])))
    else out.push(yield* expandAssignment(shell, one, isDeclaration(String(out[0]))))
  }
  return out
}

/** Assignments alone, or redirections alone. */
function* runWithoutWords(
  shell: Shell,
  { assignments, redirections }: Invocation,
): Generator<Wait, void, void> {
  for (const assignment of assignments) {
    const argument = yield* expandAssignment(shell, assignment, true)
    if (shell.has('xtrace')) yield* traceLine(shell, argument.trace())
    perform(shell, argument)
  }
  shell.status = shell.substitutionStatus ?? 0
  if (redirections.length === 0) return
  const { status } = shell
  yield* withRedirections(shell, redirections, function* () {
    shell.status = status
  })
}

/** Function, builtin or external command, in this order. */
export function* invoke(shell: Shell, invocation: Invocation, only?: 'builtin'): Generator<Wait, void, void> {
  const name = invocation.words[0]!
  const temporary =
    invocation.assignments.length > 0 ? yield* expandTemporary(shell, invocation) : NO_TEMPORARY
  if (shell.has('xtrace')) yield* traceLine(shell, traceWords(invocation.words))
  const definition = only ? undefined : shell.functions.get(name)
  if (definition) {
    const call = () => callFunction(shell, definition, invocation.words.slice(1))
    return yield* withRedirections(shell, invocation.redirections, () =>
      withTemporary(shell, temporary, call),
    )
  }
  const builtin = findBuiltin(name)
  if (builtin) return yield* invokeBuiltin(shell, builtin, invocation, temporary)
  yield* runExternal(shell, invocation, temporary)
}

const NO_TEMPORARY: Temporary = []

export type Temporary = readonly (readonly [string, string])[]

function* expandTemporary(shell: Shell, { assignments }: Invocation): Generator<Wait, Temporary, void> {
  const temporary: [string, string][] = []
  for (const assignment of assignments) {
    const argument = yield* expandAssignment(shell, assignment, true)
    if (shell.has('xtrace')) yield* traceLine(shell, argument.trace())
    const old = argument.append ? (shell.variables.get(argument.name) ?? '') : ''
    temporary.push([argument.name, old + (argument.value ?? '')])
  }
  return temporary
}

function* withTemporary(
  shell: Shell,
  temporary: Temporary,
  run: () => Generator<Wait, void, void>,
): Generator<Wait, void, void> {
  if (temporary.length === 0) return yield* run()
  shell.variables.push(true)
  try {
    for (const [name, text] of temporary) shell.variables.setTemporary(name, text)
    yield* run()
  } finally {
    shell.variables.pop()
  }
}

function* invokeBuiltin(
  shell: Shell,
  builtin: Builtin,
  invocation: Invocation,
  temporary: Temporary,
): Generator<Wait, void, void> {
  const { redirections, words } = invocation
  if (redirections.length === 0 && temporary.length === 0)
    return yield* runBuiltin(shell, builtin, invocation)
  const run = () => runBuiltin(shell, builtin, invocation)
  if (words[0] !== 'exec')
    return yield* withRedirections(shell, redirections, () => withTemporary(shell, temporary, run))
  // exec without a command keeps its redirections.
  const saved = words.length > 1 ? new Map() : undefined
  if (yield* redirect(shell, redirections, saved)) yield* withTemporary(shell, temporary, run)
  else shell.status = 1
  if (saved) restore(shell, saved)
}

function* runBuiltin(shell: Shell, builtin: Builtin, invocation: Invocation): Generator<Wait, void, void> {
  try {
    const result = builtin(shell, invocation)
    shell.status = typeof result === 'number' ? result : yield* result
  } catch (failure) {
    // A kernel file refused what was written to it.
    if (!(failure instanceof FileFailure)) throw failure
    shell.complain(`${invocation.words[0]}: write error: ${errorText(failure.code)}`)
    shell.status = 1
  }
  // A builtin that has filled a pipe waits until there is room.
  const output = shell.descriptors.output(1)
  if (output && !output.writable()) yield { ready: () => output.writable() }
}

export function* callFunction(
  shell: Shell,
  definition: ShellFunction,
  args: readonly string[],
): Generator<Wait, void, void> {
  const { positional, source, line, loopDepth, inputGiven, reportLine } = shell
  const errorTrap = shell.has('errtrace') ? undefined : shell.traps.commands.get('ERR')
  shell.enter()
  shell.frames.push({ name: definition.name, file: shell.name, callLine: line })
  Object.assign(shell, { positional: args, source: definition.source, loopDepth: 0 })
  Object.assign(shell, { inputGiven: false, reportLine: definition.line })
  shell.variables.push(false)
  if (errorTrap !== undefined) shell.traps.commands.delete('ERR')
  try {
    yield* runBody(shell, definition)
  } catch (error) {
    if (!(error instanceof ReturnFrom)) throw error
    shell.status = error.status
  } finally {
    if (errorTrap !== undefined && !shell.traps.commands.has('ERR'))
      shell.traps.commands.set('ERR', errorTrap)
    shell.variables.pop()
    shell.frames.pop()
    shell.leave()
    Object.assign(shell, { positional, source, line, loopDepth, inputGiven, reportLine })
  }
}

function* runBody(shell: Shell, { body }: ShellFunction): Generator<Wait, void, void> {
  if (body.type === 'CompoundList') yield* runStatements(shell, body.commands)
  else yield* runNode(shell, body)
}
