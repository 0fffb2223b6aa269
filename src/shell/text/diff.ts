import type { Process, Wait } from '../process.ts'
import { resolvePath } from '../system/files/path.ts'
import { readAll, writeAll } from '../system/streams.ts'
import { formatTime } from '../system/time-format.ts'
import { misuse, openOperand, reasonOf, ToolFailure, type ToolSyntax, tool } from '../system/tool.ts'
import { type Change, compareLines } from './longest-common.ts'

const SYNTAX: ToolSyntax = {
  name: 'diff',
  short: 'abBiL:qsU:uwN',
  long: {
    'ignore-all-space': 'w',
    'ignore-blank-lines': 'B',
    'ignore-case': 'i',
    'ignore-space-change': 'b',
    'label=': 'L',
    brief: 'q',
    'report-identical-files': 's',
    text: 'a',
    unified: 'u',
    'unified=': 'U',
  },
  trouble: 2,
}

/** Two files, in the normal and the unified form. */
export const diff = tool(SYNTAX, function* (process, { all, options, operands }) {
  const [left, right] = operands
  if (left === undefined || right === undefined)
    throw misuse(SYNTAX, `missing operand after '${left ?? 'diff'}'`)
  if (operands.length > 2) throw misuse(SYNTAX, `extra operand '${operands[2]}'`)
  const texts = [yield* read(process, left), yield* read(process, right)] as const
  const key = normalizer((letter) => options.has(letter))
  const [a, b] = texts.map(splitLines) as [string[], string[]]
  const changes = compareLines(a.map(key), b.map(key))
  if (changes.length === 0) {
    if (options.has('s')) yield* writeAll(process.stdout, `Files ${left} and ${right} are identical\n`)
    return 0
  }
  if (options.has('q')) yield* writeAll(process.stdout, `Files ${left} and ${right} differ\n`)
  else if (options.has('u') || options.has('U')) {
    const labels = all.filter(([letter]) => letter === 'L').map(([, label]) => label)
    const heads = [left, right].map((file, i) => labels[i] ?? `${file}\t${stamp(process, file)}`)
    const context = Number(options.get('U') || 3)
    yield* writeAll(process.stdout, `--- ${heads[0]}\n+++ ${heads[1]}\n${unified(a, b, changes, context)}`)
  } else yield* writeAll(process.stdout, normal(a, b, changes))
  return 1
})

function* read(process: Process, file: string): Generator<Wait, string, void> {
  try {
    return yield* readAll(openOperand(process, file))
  } catch (error) {
    throw new ToolFailure(`diff: ${file}: ${reasonOf(error)}\n`)
  }
}

function stamp(process: Process, file: string): string {
  const status = process.system.files.status(resolvePath(process.cwd, file), process.place)
  return formatTime('%Y-%m-%d %H:%M:%S.%N %z', status?.modified ?? process.system.now())
}

function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

function normalizer(has: (letter: string) => boolean): (line: string) => string {
  return (line) => {
    const spaced = has('w')
      ? line.replace(/\s+/g, '')
      : has('b')
        ? line.replace(/[ \t]+/g, ' ').trimEnd()
        : line
    return has('i') ? spaced.toLowerCase() : spaced
  }
}

function mark(sign: string, line: string): string {
  return line.endsWith('\n') ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`
}

function range(from: number, to: number): string {
  return to - from > 1 ? `${from + 1},${to}` : String(to - from === 1 ? from + 1 : from)
}

function normal(a: readonly string[], b: readonly string[], changes: readonly Change[]): string {
  return changes
    .map(({ from, to, newFrom, newTo }) => {
      const kind = to === from ? 'a' : newTo === newFrom ? 'd' : 'c'
      const removed = a.slice(from, to).map((line) => mark('< ', line))
      const added = b.slice(newFrom, newTo).map((line) => mark('> ', line))
      const middle = kind === 'c' ? ['---\n'] : []
      return [`${range(from, to)}${kind}${range(newFrom, newTo)}\n`, ...removed, ...middle, ...added].join('')
    })
    .join('')
}

/** Changes that lie closer than twice the context share a hunk. */
function unified(
  a: readonly string[],
  b: readonly string[],
  changes: readonly Change[],
  context: number,
): string {
  const hunks: Change[][] = []
  for (const change of changes) {
    const last = hunks.at(-1)?.at(-1)
    if (last && change.from - last.to <= 2 * context) hunks.at(-1)!.push(change)
    else hunks.push([change])
  }
  return hunks.map((hunk) => printHunk(a, b, hunk, context)).join('')
}

function printHunk(
  a: readonly string[],
  b: readonly string[],
  hunk: readonly Change[],
  context: number,
): string {
  const first = hunk[0]!
  const last = hunk.at(-1)!
  const start = Math.max(0, first.from - context)
  const end = Math.min(a.length, last.to + context)
  const newStart = first.newFrom - (first.from - start)
  const newEnd = last.newTo + (end - last.to)
  let body = ''
  let at = start
  for (const { from, to, newFrom, newTo } of hunk) {
    body += a
      .slice(at, from)
      .map((line) => mark(' ', line))
      .join('')
    body += a
      .slice(from, to)
      .map((line) => mark('-', line))
      .join('')
    body += b
      .slice(newFrom, newTo)
      .map((line) => mark('+', line))
      .join('')
    at = to
  }
  body += a
    .slice(at, end)
    .map((line) => mark(' ', line))
    .join('')
  return `@@ -${span(start, end)} +${span(newStart, newEnd)} @@\n${body}`
}

function span(start: number, end: number): string {
  const count = end - start
  if (count === 1) return String(start + 1)
  return `${count === 0 ? start : start + 1},${count}`
}
