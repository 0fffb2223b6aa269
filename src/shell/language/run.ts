import type { AndOr, CommandNode, Pipeline, PipelineNode, Redirected, Statement } from 'unbash'
import type { Wait } from '../process.ts'
import { ArithmeticError, arithmeticMessage } from './arithmetic/index.ts'
import { startBackground } from './background.ts'
import { runSimple } from './command.ts'
import * as compound from './compound.ts'
import { runConditional } from './conditional.ts'
import { DropLine, ExitShell } from './control.ts'
import { runPipeline } from './pipeline.ts'
import { withRedirections } from './redirect.ts'
import { runPendingTraps, runTrap } from './run-traps.ts'
import type { Shell } from './shell.ts'
import { AssignmentRefused } from './variables/assign.ts'

/** Runs commands one after the other; the result is the shell's status. */
export function* runStatements(shell: Shell, statements: readonly Statement[]): Generator<Wait, void, void> {
  for (const statement of statements) {
    if (statement.background) startBackground(shell, statement)
    else yield* runCommand(shell, statement.command)
  }
}

/** A list with && and ||, a pipeline or a single command. */
export function* runCommand(shell: Shell, node: PipelineNode | AndOr): Generator<Wait, void, void> {
  if (node.type === 'AndOr') yield* runAndOr(shell, node)
  else if (node.type === 'Pipeline') yield* runPipelineNode(shell, node)
  else yield* runAlone(shell, node)
  if (shell.traps.pending.length > 0) yield* runPendingTraps(shell)
}

function* runAndOr(shell: Shell, node: AndOr): Generator<Wait, void, void> {
  const last = node.commands.length - 1
  for (const [i, command] of node.commands.entries()) {
    const operator = node.operators[i - 1]
    if (operator && (shell.status === 0) !== (operator === '&&')) continue
    if (i === last) yield* runCommand(shell, command)
    else yield* guarded(shell, runCommand(shell, command))
  }
}

/** Runs where a failure is looked at, so that errexit and the ERR trap keep still. */
export function* guarded(shell: Shell, work: Generator<Wait, void, void>): Generator<Wait, void, void> {
  shell.guarded++
  try {
    yield* work
  } finally {
    shell.guarded--
  }
}

function* runPipelineNode(shell: Shell, node: Pipeline): Generator<Wait, void, void> {
  const negations = node.prefixes.filter((prefix) => prefix.type === 'Negation').length
  const timed = node.prefixes.find((prefix) => prefix.type === 'Time')
  const work = node.commands.length === 0 ? nothing(shell) : runPipeline(shell, node)
  const run = timed ? compound.timed(shell, timed.posix !== undefined, work) : work
  if (negations === 0) {
    yield* run
    return yield* checkFailure(shell)
  }
  yield* guarded(shell, run)
  if (negations % 2 === 1) shell.status = shell.status === 0 ? 1 : 0
}

function* nothing(shell: Shell): Generator<Wait, void, void> {
  shell.status = 0
}

/** A command that is a pipeline by itself. */
function* runAlone(shell: Shell, node: CommandNode): Generator<Wait, void, void> {
  try {
    yield* runNode(shell, node)
  } catch (error) {
    dropLineFor(shell, error)
  }
  if (CHECKED.has(node.type === 'Redirected' ? node.command.type : node.type)) {
    shell.pipeStatus = [shell.status]
    yield* checkFailure(shell)
  }
}

/** A subscript that is no expression, an assignment that is refused: wherever it happens, the line ends there. */
function dropLineFor(shell: Shell, error: unknown): never {
  if (error instanceof ArithmeticError) shell.complain(arithmeticMessage(error))
  else if (error instanceof AssignmentRefused) shell.complain(error.message)
  else throw error
  throw new DropLine(1)
}

/** The kinds of command whose failure errexit minds; loops and groups answer for what is in them. */
const CHECKED: ReadonlySet<string> = new Set(['Command', 'Subshell', 'TestCommand', 'ArithmeticCommand'])

export function* checkFailure(shell: Shell): Generator<Wait, void, void> {
  if (shell.status === 0 || shell.guarded > 0) return
  const { status } = shell
  yield* runTrap(shell, 'ERR')
  if (shell.has('errexit')) throw new ExitShell(status)
}

function* runRedirected(shell: Shell, node: Redirected): Generator<Wait, void, void> {
  const { inputGiven } = shell
  if (node.redirects.some(({ operator }) => operator.startsWith('<'))) shell.inputGiven = true
  yield* withRedirections(shell, node.redirects, () => runNode(shell, node.command))
  shell.inputGiven = inputGiven
}

export function* runNode(shell: Shell, node: CommandNode): Generator<Wait, void, void> {
  switch (node.type) {
    case 'Command':
      return yield* runSimple(shell, node)
    case 'Redirected':
      return yield* runRedirected(shell, node)
    case 'If':
      return yield* compound.runIf(shell, node)
    case 'While':
      return yield* compound.runWhile(shell, node)
    case 'For':
      return yield* compound.runFor(shell, node)
    case 'ArithmeticFor':
      return yield* compound.runArithmeticFor(shell, node)
    case 'Case':
      return yield* compound.runCase(shell, node)
    case 'Subshell':
      return yield* compound.runSubshell(shell, node)
    case 'BraceGroup':
      return yield* runStatements(shell, node.body.commands)
    case 'Function':
      return compound.defineFunction(shell, node)
    case 'TestCommand':
      return yield* runConditional(shell, node)
    case 'ArithmeticCommand':
      return yield* compound.runArithmetic(shell, node)
    case 'Select':
    case 'Coproc':
      shell.line = shell.source.lineAt(node.pos)
      shell.complain(`${node.type === 'Select' ? 'select' : 'coproc'}: not supported by this shell`)
      shell.status = 2
  }
}
