import { FileFailure, type Held, type Input, type Process, type Program, type Wait } from '../process.ts'
import { errorText } from './files/errors.ts'
import { resolvePath } from './files/path.ts'
import { writeAll } from './streams.ts'

/** What GNU tools have in common: options, operands, and how they complain. */

export interface ToolSyntax {
  readonly name: string
  /** Short options as getopt has them: `n:` takes a value. */
  readonly short: string
  /** Long options by the short one they stand for; a name that ends in = takes a value. */
  readonly long: Readonly<Record<string, string>>
  /** Exit status for trouble; most tools use 1. */
  readonly trouble?: number
  /** What is printed after a wrong option; default: "Try 'NAME --help' …". */
  readonly usage?: string
  /** The first operand ends the options, as where a command follows. */
  readonly operandsEndOptions?: boolean
  /** Old forms such as head -5 and tail +3, rewritten. */
  rewrite?(argument: string): readonly string[]
}

export interface Given {
  readonly options: ReadonlyMap<string, string>
  /** Every option in order, for those that may be repeated. */
  readonly all: readonly (readonly [string, string])[]
  readonly operands: readonly string[]
}

/** Ends the tool with a message. */
export class ToolFailure extends Error {
  readonly status: number | undefined
  constructor(message: string, status?: number) {
    super(message)
    this.status = status
  }
}

export type ToolBody = (process: Process, given: Given) => Generator<Wait, number, void>

export function tool(syntax: ToolSyntax, body: ToolBody): Program {
  return function* (process) {
    try {
      opened.set(process, [])
      return yield* body(process, parseOptions(syntax, process.argv.slice(1)))
    } catch (error) {
      if (error instanceof FileFailure) return yield* writeFailed(syntax, process, error)
      if (!(error instanceof ToolFailure)) throw error
      yield* writeAll(process.stderr, error.message)
      return error.status ?? syntax.trouble ?? 1
    } finally {
      for (const input of opened.get(process) ?? []) input.release?.()
    }
  }
}

/** The operands that a tool has opened: closed when it ends, in whatever way. */
const opened = new WeakMap<Process, Held[]>()

/** What a tool reads is looked after by itself; what is left are writes that the file refuses. */
function* writeFailed(
  syntax: ToolSyntax,
  process: Process,
  error: FileFailure,
): Generator<Wait, number, void> {
  yield* writeAll(process.stderr, `${syntax.name}: write error: ${errorText(error.code)}\n`)
  return syntax.trouble ?? 1
}

/** A complaint followed by the hint at --help. */
export function misuse(syntax: ToolSyntax, message: string): ToolFailure {
  const hint = `Try '${syntax.name} --help' for more information.\n`
  return new ToolFailure(`${syntax.name}: ${message}\n${syntax.usage ?? ''}${hint}`)
}

export function parseOptions(syntax: ToolSyntax, args: readonly string[]): Given {
  const all: [string, string][] = []
  const operands: string[] = []
  const queue = [...args]
  for (let argument = queue.shift(); argument !== undefined; argument = queue.shift()) {
    const [first = '', ...rest] = syntax.rewrite?.(argument) ?? [argument]
    argument = first
    queue.unshift(...rest)
    if (argument === '--') {
      operands.push(...queue)
      break
    }
    if (argument.startsWith('--')) all.push(longOption(syntax, argument, queue))
    else if (/^-./s.test(argument)) all.push(...shortOptions(syntax, argument, queue))
    else {
      operands.push(argument)
      if (syntax.operandsEndOptions) operands.push(...queue.splice(0))
    }
  }
  return { options: new Map(all), all, operands }
}

function longOption(syntax: ToolSyntax, argument: string, queue: string[]): [string, string] {
  const [, name = '', value] = /^--([^=]*)(?:=(.*))?$/s.exec(argument)!
  const matches = Object.keys(syntax.long).filter((long) => long.startsWith(name))
  const exact = matches.find((long) => long.replace(/=$/, '') === name)
  const found = exact ?? (matches.length === 1 ? matches[0] : undefined)
  if (found === undefined && matches.length === 0) throw misuse(syntax, `unrecognized option '${argument}'`)
  if (found === undefined) {
    const list = matches.map((long) => `'--${long.replace(/=$/, '')}'`).join(' ')
    throw misuse(syntax, `option '${argument}' is ambiguous; possibilities: ${list}`)
  }
  const letter = syntax.long[found]!
  if (!found.endsWith('=')) {
    if (value !== undefined) throw misuse(syntax, `option '--${found}' doesn't allow an argument`)
    return [letter, '']
  }
  const given = value ?? queue.shift()
  if (given === undefined) throw misuse(syntax, `option '--${found.slice(0, -1)}' requires an argument`)
  return [letter, given]
}

function shortOptions(syntax: ToolSyntax, argument: string, queue: string[]): [string, string][] {
  const out: [string, string][] = []
  for (let i = 1; i < argument.length; i++) {
    const letter = argument[i]!
    const at = letter === ':' ? -1 : syntax.short.indexOf(letter)
    if (at < 0) throw misuse(syntax, `invalid option -- '${letter}'`)
    if (syntax.short[at + 1] !== ':') {
      out.push([letter, ''])
      continue
    }
    const value = i + 1 < argument.length ? argument.slice(i + 1) : queue.shift()
    if (value === undefined) throw misuse(syntax, `option requires an argument -- '${letter}'`)
    return [...out, [letter, value]]
  }
  return out
}

/** What perror says of a failed file operation. */
export function reasonOf(error: unknown): string {
  if (error instanceof FileFailure) return errorText(error.code)
  throw error
}

/** Opens a file operand: `-` and names in /dev that stand for open descriptors included. Throws FileFailure. */
export function openOperand(process: Process, name: string): Input {
  if (name === '-' || name === '/dev/stdin' || name === '/dev/fd/0') return process.stdin
  const number = /^\/dev\/fd\/(\d+)$/.exec(name)?.[1]
  const stream = number === undefined ? undefined : process.descriptors.get(Number(number))
  if (stream && 'poll' in stream) return stream
  const path = resolvePath(process.cwd, name)
  // A directory opens, but cannot be read: fail at once.
  if (process.system.files.kind(path, process.place) === 'directory') throw new FileFailure('EISDIR', name)
  const input = process.system.files.open(path, process.place, 'read')
  input.hold?.()
  opened.get(process)?.push(input)
  return input
}

/** The next block of input; undefined at the end. */
export function* readBlock(input: Input, max?: number): Generator<Wait, string | undefined, void> {
  if (input.peek() === '') yield { ready: () => input.peek() !== '' }
  return input.poll(max)
}
