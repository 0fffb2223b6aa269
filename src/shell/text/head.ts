import type { Input, Process, Wait } from '../process.ts'
import { SECOND } from '../system/clock.ts'
import { quote } from '../system/locale.ts'
import { readAll, writeAll } from '../system/streams.ts'
import {
  type Given,
  misuse,
  openOperand,
  readBlock,
  reasonOf,
  ToolFailure,
  type ToolSyntax,
  tool,
} from '../system/tool.ts'

/** head and tail: the two ends of files. */

const LONG = { lines: 'n', bytes: 'c', quiet: 'q', silent: 'q', verbose: 'v', 'zero-terminated': 'z' }
const withValues = (long: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(long).map(([name, letter]) => ['nc'.includes(letter) ? `${name}=` : name, letter]),
  )

const HEAD: ToolSyntax = {
  name: 'head',
  short: 'n:c:qvz',
  long: withValues(LONG),
  rewrite: (argument) => (/^-\d+$/.test(argument) ? ['-n', argument.slice(1)] : [argument]),
}

const TAIL: ToolSyntax = {
  name: 'tail',
  short: 'n:c:qvzfFs:',
  long: { ...withValues(LONG), follow: 'f', 'sleep-interval=': 's' },
  rewrite: (argument) => (/^[-+]\d+$/.test(argument) ? ['-n', argument] : [argument]),
}

/** head reads in blocks of this size, and gives back the rest to a file but not to a pipe. */
const BLOCK = 1024

interface Count {
  readonly unit: 'lines' | 'bytes'
  /** +N and -N mean other ends. */
  readonly sign: '' | '+' | '-'
  readonly number: number
}

const SUFFIXES: Readonly<Record<string, number>> = {
  '': 1,
  b: 512,
  k: 1024,
  K: 1024,
  kB: 1000,
  M: 1048576,
  MB: 1e6,
  G: 2 ** 30,
}

function countOf(process: Process, syntax: ToolSyntax, { all }: Given): Count {
  const last = all.findLast(([letter]) => letter === 'n' || letter === 'c')
  const unit = last?.[0] === 'c' ? 'bytes' : 'lines'
  const found = /^([-+]?)(\d+)(b|kB|k|K|MB|M|G|)$/.exec(last?.[1] ?? '10')
  if (!found)
    throw new ToolFailure(`${syntax.name}: invalid number of ${unit}: ${quote(process, last![1])}\n`)
  return { unit, sign: found[1] as Count['sign'], number: Number(found[2]) * SUFFIXES[found[3]!]! }
}

/** Runs for each file, with headings between them if there are several. */
function* eachFile(
  process: Process,
  { options, operands }: Given,
  name: string,
  run: (input: Input) => Generator<Wait, void, void>,
): Generator<Wait, number, void> {
  const files = operands.length > 0 ? operands : ['-']
  const headings = options.has('v') || (files.length > 1 && !options.has('q'))
  let status = 0
  let first = true
  for (const file of files) {
    try {
      const input = openOperand(process, file)
      if (headings)
        yield* writeAll(
          process.stdout,
          `${first ? '' : '\n'}==> ${file === '-' ? 'standard input' : file} <==\n`,
        )
      first = false
      yield* run(input)
    } catch (error) {
      const reason = reasonOf(error)
      const doing =
        reason === 'Is a directory' ? `error reading '${file}'` : `cannot open '${file}' for reading`
      yield* writeAll(process.stderr, `${name}: ${doing}: ${reason}\n`)
      status = 1
    }
  }
  return status
}

export const head = tool(HEAD, function* (process, given) {
  const count = countOf(process, HEAD, given)
  const end = given.options.has('z') ? '\0' : '\n'
  return yield* eachFile(process, given, 'head', function* (input) {
    if (count.sign === '-') yield* writeAll(process.stdout, allBut(yield* readAll(input), count, end))
    else yield* first(process, input, count, end)
  })
})

function* first(
  process: Process,
  input: Input,
  { unit, number }: Count,
  end: string,
): Generator<Wait, void, void> {
  let left = number
  while (left > 0) {
    const block = yield* readBlock(input, BLOCK)
    if (block === undefined) return
    let at = unit === 'bytes' ? Math.min(left, block.length) : 0
    if (unit === 'bytes') left -= at
    else {
      for (let stop = block.indexOf(end); stop >= 0 && left > 0; stop = block.indexOf(end, at)) {
        at = stop + 1
        left--
      }
      if (left > 0) at = block.length
    }
    yield* writeAll(process.stdout, block.slice(0, at))
    input.unread?.(block.length - at)
  }
}

function pieces(text: string, { unit }: Count, end: string): string[] {
  if (unit === 'bytes') return [...text]
  const parts = text.split(end)
  const rest = parts.pop()!
  return [...parts.map((part) => part + end), ...(rest === '' ? [] : [rest])]
}

function allBut(text: string, count: Count, end: string): string {
  const all = pieces(text, count, end)
  return all.slice(0, Math.max(0, all.length - count.number)).join('')
}

export const tail = tool(TAIL, function* (process, given) {
  const count = countOf(process, TAIL, given)
  const end = given.options.has('z') ? '\0' : '\n'
  const follow = given.options.has('f') || given.options.has('F')
  if (follow && given.operands.length > 1) throw misuse(TAIL, 'following several files is not supported')
  return yield* eachFile(process, given, 'tail', function* (input) {
    const text = follow ? (input.poll() ?? '') : yield* readAll(input)
    const all = pieces(text, count, end)
    const from = count.sign === '+' ? Math.max(0, count.number - 1) : Math.max(0, all.length - count.number)
    yield* writeAll(process.stdout, all.slice(from).join(''))
    if (follow) yield* followFile(process, input)
  })
})

/** Looks once a second for what has been added. */
function* followFile(process: Process, input: Input): Generator<Wait, never, void> {
  for (;;) {
    yield { until: process.system.now() + SECOND }
    const more = input.poll()
    if (more) yield* writeAll(process.stdout, more)
  }
}
