import type { Output } from '../process.ts'
import { resolvePath } from '../system/files/path.ts'
import { quote } from '../system/locale.ts'
import { writeAll } from '../system/streams.ts'
import { ToolFailure, type ToolSyntax, tool } from '../system/tool.ts'
import { allLines } from './lines.ts'

const SYNTAX: ToolSyntax = {
  name: 'sort',
  short: 'bcCdfghik:Mmno:rRsS:t:T:uVz',
  long: {
    'ignore-leading-blanks': 'b',
    check: 'c',
    'dictionary-order': 'd',
    'ignore-case': 'f',
    'general-numeric-sort': 'g',
    'human-numeric-sort': 'h',
    'key=': 'k',
    'numeric-sort': 'n',
    'output=': 'o',
    reverse: 'r',
    stable: 's',
    'field-separator=': 't',
    unique: 'u',
    'version-sort': 'V',
    'zero-terminated': 'z',
  },
  trouble: 2,
}

interface Key {
  /** Fields and characters from 1; end 0 is the end of the line, character 0 the end of the field. */
  readonly start: readonly [number, number]
  readonly end: readonly [number, number]
  readonly flags: string
}

type Compare = (a: string, b: string) => number

export const sort = tool(SYNTAX, function* (process, { all, options, operands }) {
  const global = [...options.keys()].filter((letter) => 'bdfghiMnrV'.includes(letter)).join('')
  const keys = all
    .filter(([letter]) => letter === 'k')
    .map(([, text]) => readKey(text, global, (one) => quote(process, one)))
  const compare = comparison(keys, global, options.get('t'), options.has('s') || options.has('u'))
  const end = options.has('z') ? '\0' : '\n'
  const missing = operands.find(
    (name) =>
      name !== '-' &&
      !name.startsWith('/dev/') &&
      !process.system.files.kind(resolvePath(process.cwd, name), process.place),
  )
  if (missing !== undefined)
    throw new ToolFailure(`sort: cannot read: ${missing}: No such file or directory\n`)
  const { lines, status } = yield* allLines(process, 'sort', operands, end)
  if (options.has('c') || options.has('C'))
    return yield* check(process.stderr, operands[0] ?? '-', lines, compare, options)
  lines.sort(compare)
  const kept = options.has('u')
    ? lines.filter((line, i) => i === 0 || compare(lines[i - 1]!, line) !== 0)
    : lines
  const text = kept.map((line) => line + end).join('')
  const target = options.get('o')
  if (target !== undefined)
    process.system.files.write(resolvePath(process.cwd, target), text, process.place, 'truncate')
  else yield* writeAll(process.stdout, text)
  return status === 0 ? 0 : 2
})

function* check(
  stderr: Output,
  file: string,
  lines: readonly string[],
  compare: Compare,
  options: ReadonlyMap<string, string>,
) {
  const bad = lines.findIndex(
    (line, i) => i > 0 && compare(lines[i - 1]!, line) > (options.has('u') ? -1 : 0),
  )
  if (bad < 0) return 0
  if (options.has('c')) yield* writeAll(stderr, `sort: ${file}:${bad + 1}: disorder: ${lines[bad]}\n`)
  return 1
}

/** 2,3n or 2.1,2.3 */
function readKey(text: string, global: string, shown: (text: string) => string): Key {
  const found = /^(\d+)(?:\.(\d+))?([bdfghiMnrV]*)(?:,(\d+)(?:\.(\d+))?([bdfghiMnrV]*))?$/.exec(text)
  if (!found)
    throw new ToolFailure(`sort: invalid number at field start: invalid count at start of ${shown(text)}\n`)
  const [, field, character, flags = '', endField, endCharacter, endFlags = ''] = found
  if (field === '0')
    throw new ToolFailure(`sort: field number is zero: invalid field specification ${shown(text)}\n`)
  const own = flags + endFlags
  return {
    start: [Number(field), Number(character ?? 1)],
    end: [Number(endField ?? 0), Number(endCharacter ?? 0)],
    flags: own === '' ? global : own,
  }
}

function comparison(
  keys: readonly Key[],
  global: string,
  separator: string | undefined,
  stable: boolean,
): Compare {
  const used = keys.length > 0 ? keys : [{ start: [1, 1], end: [0, 0], flags: global } as const]
  const last = global.includes('r') ? -1 : 1
  return (a, b) => {
    for (const key of used) {
      const order = compareBy(key.flags, keyOf(a, key, separator), keyOf(b, key, separator))
      if (order !== 0) return key.flags.includes('r') ? -order : order
    }
    return stable ? 0 : last * bytes(a, b)
  }
}

function keyOf(line: string, { start, end, flags }: Key, separator: string | undefined): string {
  if (start[0] === 1 && start[1] === 1 && end[0] === 0) return flags.includes('b') ? line.trimStart() : line
  const from = position(line, start[0], separator)
  const skip = flags.includes('b') ? /^[ \t]*/.exec(line.slice(from.start))![0].length : 0
  const first = Math.min(from.start + skip + start[1] - 1, line.length)
  if (end[0] === 0) return line.slice(first)
  const to = position(line, end[0], separator)
  return line.slice(first, end[1] === 0 ? to.end : Math.min(to.start + end[1], line.length))
}

/** Where a field begins and ends. Without -t the blanks before it belong to it. */
function position(
  line: string,
  field: number,
  separator: string | undefined,
): { start: number; end: number } {
  let start = 0
  for (let n = 1; ; n++) {
    const end = fieldEnd(line, start, separator)
    if (n === field || end >= line.length)
      return n === field ? { start, end } : { start: line.length, end: line.length }
    start = separator === undefined ? end : end + 1
  }
}

function fieldEnd(line: string, start: number, separator: string | undefined): number {
  if (separator === undefined) return start + /^[ \t]*[^ \t]*/.exec(line.slice(start))![0].length
  const end = line.indexOf(separator, start)
  return end < 0 ? line.length : end
}

function compareBy(flags: string, a: string, b: string): number {
  if (flags.includes('n')) return numeric(a) - numeric(b) || 0
  if (flags.includes('g')) return general(a) - general(b) || 0
  if (flags.includes('h')) return human(a) - human(b) || 0
  if (flags.includes('V')) return version(a, b)
  return bytes(fold(a, flags), fold(b, flags))
}

function fold(text: string, flags: string): string {
  const kept = flags.includes('d') ? text.replace(/[^ \tA-Za-z0-9]/g, '') : text
  return flags.includes('f') ? kept.toUpperCase() : kept
}

function bytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function numeric(text: string): number {
  return Number(/^[ \t]*(-?\d*\.?\d*)/.exec(text)?.[1] || 0) || 0
}

function general(text: string): number {
  const value = Number.parseFloat(text)
  return Number.isNaN(value) ? -Infinity : value
}

function human(text: string): number {
  const found = /^[ \t]*(-?\d*\.?\d*)([KMGTPE]?)/i.exec(text)
  return (Number(found?.[1]) || 0) * 1024 ** ' KMGTPE'.indexOf((found?.[2] || ' ').toUpperCase())
}

/** Digits by value, everything else byte by byte. */
function version(a: string, b: string): number {
  const parts = (text: string) => text.match(/\d+|\D+/g) ?? []
  const [left, right] = [parts(a), parts(b)]
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const [x = '', y = ''] = [left[i], right[i]]
    const order = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : bytes(x, y)
    if (order !== 0) return order
  }
  return 0
}
