import type {
  ArithmeticCommand,
  ArithmeticFor,
  Case,
  CompoundList,
  For,
  Function as FunctionNode,
  If,
  Subshell,
  While,
} from 'unbash'
import type { Wait } from '../process.ts'
import { SECOND } from '../system/clock.ts'
import { ArithmeticError, arithmetic, arithmeticMessage } from './arithmetic/index.ts'
import { BreakLoop } from './control.ts'
import { compilePattern } from './expansion/pattern.ts'
import { expandPattern, expandQuotedText, expandText, expandWords } from './expansion/word.ts'
import { printCommand } from './print-command.ts'
import { reportEnd } from './report.ts'
import { guarded, runStatements } from './run.ts'
import type { Shell } from './shell.ts'
import { startShell } from './subshell.ts'
import { traceLine } from './trace.ts'
import { AssignmentRefused, assignText, orDropLine } from './variables/assign.ts'

function runList(shell: Shell, list: CompoundList): Generator<Wait, void, void> {
  return runStatements(shell, list.commands)
}

export function* runIf(shell: Shell, node: If): Generator<Wait, void, void> {
  for (const branch of [node, ...node.elif]) {
    yield* guarded(shell, runList(shell, branch.clause))
    if (shell.status === 0) return yield* runList(shell, branch.then)
  }
  if (node.else) yield* runList(shell, node.else)
  else shell.status = 0
}

export function* runWhile(shell: Shell, node: While): Generator<Wait, void, void> {
  let status = 0
  yield* loop(shell, function* () {
    yield* guarded(shell, runList(shell, node.clause))
    if ((shell.status === 0) !== (node.kind === 'while')) {
      shell.status = status
      return false
    }
    yield* runList(shell, node.body)
    status = shell.status
    return true
  })
}

export function* runFor(shell: Shell, node: For): Generator<Wait, void, void> {
  const line = shell.source.lineAt(node.pos)
  shell.line = line
  const name = node.name.text
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    shell.complain(`\`${name}': not a valid identifier`)
    shell.status = 1
    return
  }
  const reportLine = shell.reportLine
  shell.reportLine = line
  const words = node.wordlist ? yield* expandWords(shell, node.wordlist) : [...shell.positional]
  let next = 0
  // The first round still sees the status from before.
  if (words.length === 0) shell.status = 0
  yield* loop(shell, function* () {
    if (next >= words.length) return false
    shell.line = line
    orDropLine(shell, () => assignText(shell, { name, subscript: undefined, append: false }, words[next]!))
    if (shell.has('xtrace'))
      yield* traceLine(shell, `for ${name} in ${node.wordlist ? sourceOf(shell, node.wordlist) : '"$@"'}`)
    next++
    yield* runList(shell, node.body)
    return true
  })
  shell.reportLine = reportLine
}

function sourceOf(shell: Shell, words: readonly { pos: number; end: number }[]): string {
  return words.map(({ pos, end }) => shell.source.text.slice(pos, end)).join(' ')
}

/** Runs `once` until it says no, heeding break and continue. */
function* loop(shell: Shell, once: () => Generator<Wait, boolean, void>): Generator<Wait, void, void> {
  shell.loopDepth++
  try {
    for (let more = true; more; ) {
      yield* shell.account()
      more = yield* oneRound(shell, once)
    }
  } finally {
    shell.loopDepth--
  }
}

function* oneRound(shell: Shell, once: () => Generator<Wait, boolean, void>): Generator<Wait, boolean, void> {
  try {
    return yield* once()
  } catch (error) {
    if (!(error instanceof BreakLoop)) throw error
    if (error.levels > 1 && shell.loopDepth > 1) throw new BreakLoop(error.kind, error.levels - 1)
    return error.kind === 'continue'
  }
}

export function* runArithmeticFor(shell: Shell, node: ArithmeticFor): Generator<Wait, void, void> {
  const line = shell.source.lineAt(node.pos)
  const value = function* (part: ArithmeticFor['test'], missing: bigint) {
    shell.line = line
    if (!part) return missing
    return yield* evaluateCommand(shell, shell.source.text.slice(part.pos, part.end))
  }
  let status = 0
  if ((yield* value(node.initialize, 0n)) === undefined) {
    shell.status = 1
    return
  }
  let first = true
  yield* loop(shell, function* () {
    // The update also follows `continue`, so it stands before the next test.
    if (!first && (yield* value(node.update, 0n)) === undefined) return fail(shell)
    first = false
    const test = yield* value(node.test, 1n)
    if (test === undefined) return fail(shell)
    shell.status = status
    if (test === 0n) return false
    yield* runList(shell, node.body)
    status = shell.status
    return true
  })
}

function fail(shell: Shell): false {
  shell.status = 1
  return false
}

/** (( … )) and the parts of for ((…)); undefined after an error. */
function* evaluateCommand(shell: Shell, text: string): Generator<Wait, bigint | undefined, void> {
  const expression = yield* expandQuotedText(shell, text)
  if (shell.has('xtrace')) yield* traceLine(shell, `(( ${text.trim()} ))`)
  try {
    return arithmetic(shell, expression)
  } catch (error) {
    if (error instanceof AssignmentRefused) shell.complain(error.message)
    else if (error instanceof ArithmeticError) shell.complain(`((: ${arithmeticMessage(error)}`)
    else throw error
    return undefined
  }
}

export function* runArithmetic(shell: Shell, node: ArithmeticCommand): Generator<Wait, void, void> {
  shell.line = shell.source.lineAt(node.pos)
  yield* shell.account()
  const value = yield* evaluateCommand(shell, node.body)
  shell.status = value ? 0 : 1
}

export function* runCase(shell: Shell, node: Case): Generator<Wait, void, void> {
  shell.line = shell.source.lineAt(node.pos)
  shell.reportLine = shell.line
  const word = yield* expandText(shell, node.word)
  if (shell.has('xtrace'))
    yield* traceLine(shell, `case ${shell.source.text.slice(node.word.pos, node.word.end)} in`)
  let fallThrough = false
  let ran = false
  for (const item of node.items) {
    if (!fallThrough && !(yield* matchesAny(shell, word, item.pattern))) continue
    if (item.body.commands.length === 0) shell.status = 0
    yield* runList(shell, item.body)
    ran = true
    if (item.terminator !== ';&' && item.terminator !== ';;&') return
    fallThrough = item.terminator === ';&'
  }
  if (!ran) shell.status = 0
}

function* matchesAny(
  shell: Shell,
  text: string,
  patterns: Case['items'][number]['pattern'],
): Generator<Wait, boolean, void> {
  for (const pattern of patterns) {
    const source = yield* expandPattern(shell, pattern)
    const options = { extended: true, ignoreCase: shell.shopts.has('nocasematch') }
    if (compilePattern(source, options).test(text)) return true
  }
  return false
}

export function* runSubshell(shell: Shell, node: Subshell): Generator<Wait, void, void> {
  shell.line = shell.source.lineAt(node.pos)
  const child = shell.fork()
  child.loopDepth = 0
  child.tail = isOneCommand(node)
  if (shell.has('errtrace')) child.traps.inheritError(shell.traps)
  const task = startShell(child, shell.pid, (inner) => runList(inner, node.body))
  yield { ready: () => task.status() !== undefined }
  shell.status = task.status()!
  reportEnd(shell, [task], [printCommand(shell.source, node)])
}

function isOneCommand({ body }: Subshell): boolean {
  return (
    body.commands.length === 1 &&
    body.commands[0]!.command.type === 'Command' &&
    !body.commands[0]!.background
  )
}

export function defineFunction(shell: Shell, node: FunctionNode): void {
  const name = node.name.value
  shell.functions.set(name, {
    name,
    body: node.body,
    source: shell.source,
    line: shell.source.lineAt(node.pos),
  })
  shell.status = 0
}

/** `time`: real is virtual time; the model's processes use no processor. */
export function* timed(
  shell: Shell,
  posix: boolean,
  work: Generator<Wait, void, void>,
): Generator<Wait, void, void> {
  const start = shell.system.now()
  yield* work
  const seconds = (shell.system.now() - start) / SECOND
  const real = posix ? seconds.toFixed(2) : `${Math.floor(seconds / 60)}m${(seconds % 60).toFixed(3)}s`
  const zero = posix ? '0.00' : '0m0.000s'
  const gap = posix ? ' ' : '\t'
  shell.write(2, `${posix ? '' : '\n'}real${gap}${real}\nuser${gap}${zero}\nsys${gap}${zero}\n`)
}
