import type { Input, Wait } from '../../process.ts'
import { decode } from '../../system/bytes.ts'
import { SECOND } from '../../system/clock.ts'
import { readLine } from '../../system/streams.ts'
import type { Invocation } from '../command.ts'
import type { Shell } from '../shell.ts'
import { AssignmentRefused, assignText } from '../variables/assign.ts'
import { complain, readOptions } from './usage.ts'

/** read. */
export function* read(shell: Shell, { words }: Invocation): Generator<Wait, number, void> {
  const options = readOptions(shell, words, 'rsea:d:i:n:N:p:t:u:')
  if (typeof options === 'number') return options
  const { given, rest } = options
  const descriptor = Number(given.get('u') ?? 0)
  const input = shell.descriptors.input(descriptor)
  const bad = [...rest, ...(given.has('a') ? [given.get('a')!] : [])].find(
    (name) => !/^[A-Za-z_]\w*(\[.*\])?$/s.test(name),
  )
  if (bad !== undefined) return complain(shell, 'read', `\`${bad}': not a valid identifier`)
  const seconds = given.get('t')
  if (seconds !== undefined && !/^\d*\.?\d*$/.test(seconds))
    return complain(shell, 'read', `${seconds}: invalid timeout specification`)
  if (!input) return complain(shell, 'read', `${descriptor}: invalid file descriptor: Bad file descriptor`)
  if (seconds === '0') return input.peek() === '' ? 1 : 0
  const deadline = seconds === undefined ? undefined : shell.system.now() + Number(seconds) * SECOND
  const line = yield* readRecord(input, given, deadline)
  const status = store(shell, decode(line.text), given, rest)
  return line.late ? 142 : status || (line.ended ? 0 : 1)
}

interface Record {
  /** Backslashes still in it, unless -r: then it is final. */
  readonly text: string
  readonly ended: boolean
  readonly late: boolean
}

/** Reads byte by byte as far as it must, so that the next command finds the rest. */
function* readRecord(
  input: Input,
  given: ReadonlyMap<string, string>,
  deadline: number | undefined,
): Generator<Wait, Record, void> {
  const exact = given.has('N')
  const count = Number(given.get('N') ?? given.get('n') ?? Infinity)
  const delimiter = given.has('d') ? (given.get('d')![0] ?? '\0') : '\n'
  const raw = given.has('r')
  let text = ''
  let length = 0
  for (let ready = true; length < count; ) {
    const available: string | undefined = input.peek()
    if (available === undefined) return { text, ended: false, late: false }
    if (available === '') {
      if (!ready) return { text, ended: false, late: true }
      ready = yield* waitFor(input, deadline)
      continue
    }
    const byte = input.poll(1)!
    if (!raw && byte === '\\') {
      text += byte + (yield* escaped(input))
      if (text.endsWith('\\\n')) text = text.slice(0, -2)
      else length++
    } else if (byte === delimiter && !exact) return { text, ended: true, late: false }
    else if (byte !== '\0') {
      text += byte
      if ((byte.charCodeAt(0) & 0xc0) !== 0x80) length++
    }
  }
  return { text, ended: true, late: false }
}

function* escaped(input: Input): Generator<Wait, string, void> {
  if (input.peek() === '') yield { ready: () => input.peek() !== '' }
  return input.poll(1) ?? ''
}

function* waitFor(input: Input, deadline: number | undefined): Generator<Wait, boolean, void> {
  yield { ready: () => input.peek() !== '', ...(deadline === undefined ? {} : { until: deadline }) }
  return input.peek() !== ''
}

function store(
  shell: Shell,
  line: string,
  given: ReadonlyMap<string, string>,
  names: readonly string[],
): number {
  const raw = given.has('r')
  const ifs = given.has('N') ? '' : (shell.variables.get('IFS') ?? ' \t\n')
  const array = given.get('a')
  try {
    if (array !== undefined) shell.variables.setArray(array, splitRead(line, ifs, raw, Infinity))
    else if (names.length === 0) assign(shell, 'REPLY', stripBackslashes(line, raw))
    else {
      const values = given.has('N') ? [stripBackslashes(line, raw)] : splitRead(line, ifs, raw, names.length)
      for (const [i, name] of names.entries()) assign(shell, name, values[i] ?? '')
    }
    return 0
  } catch (error) {
    if (!(error instanceof AssignmentRefused)) throw error
    shell.complain(error.message)
    return 1
  }
}

function assign(shell: Shell, name: string, value: string): void {
  const element = /^(\w+)\[(.*)\]$/s.exec(name)
  assignText(shell, { name: element?.[1] ?? name, subscript: element?.[2], append: false }, value)
}

function stripBackslashes(text: string, raw: boolean): string {
  return raw ? text : text.replace(/\\(.)/gs, '$1')
}

/** Fields as `read` makes them: the last name gets the rest of the line with its delimiters. */
export function splitRead(line: string, ifs: string, raw: boolean, count: number): string[] {
  const isSpace = (i: number) => ifs.includes(line[i]!) && ' \t\n'.includes(line[i]!)
  const isDelimiter = (i: number) => ifs.includes(line[i]!)
  const values: string[] = []
  let i = 0
  while (i < line.length && isSpace(i)) i++
  while (i < line.length && values.length < count - 1) {
    const start = i
    while (i < line.length && !isDelimiter(i)) i += !raw && line[i] === '\\' ? 2 : 1
    values.push(stripBackslashes(line.slice(start, i), raw))
    while (i < line.length && isSpace(i)) i++
    if (i < line.length && isDelimiter(i) && !isSpace(i)) {
      // White space was skipped: a delimiter right after it belongs to the same gap, as does one that ended the field.
      i++
      while (i < line.length && isSpace(i)) i++
    }
  }
  if (i < line.length) values.push(stripBackslashes(trimLast(line, i, ifs, raw), raw))
  return values
}

/** The last field loses trailing white space, and a single trailing delimiter if it is the only one in it. */
function trimLast(line: string, from: number, ifs: string, raw: boolean): string {
  let end = line.length
  const escapedAt = (i: number) => !raw && line[i - 1] === '\\' && line[i - 2] !== '\\'
  const spaces = () => {
    while (
      end > from &&
      ' \t\n'.includes(line[end - 1]!) &&
      ifs.includes(line[end - 1]!) &&
      !escapedAt(end - 1)
    )
      end--
  }
  spaces()
  const rest = line.slice(from, end)
  const delimiters = [...rest].filter(
    (character, i) => ifs.includes(character) && !' \t\n'.includes(character) && !escapedAt(from + i),
  )
  const last = rest.at(-1)
  if (
    delimiters.length === 1 &&
    last !== undefined &&
    ifs.includes(last) &&
    !' \t\n'.includes(last) &&
    !escapedAt(end - 1)
  ) {
    end--
    spaces()
  }
  return line.slice(from, end)
}

/** mapfile, alias readarray. */
export function* mapfile(shell: Shell, { words }: Invocation): Generator<Wait, number, void> {
  const options = readOptions(shell, words, 'd:n:O:s:tu:C:c:')
  if (typeof options === 'number') return options
  const { given, rest } = options
  const input = shell.descriptors.input(Number(given.get('u') ?? 0))
  if (!input)
    return complain(shell, words[0]!, `${given.get('u')}: invalid file descriptor: Bad file descriptor`)
  const delimiter = given.has('d') ? (given.get('d')![0] ?? '\0') : '\n'
  const count = Number(given.get('n') ?? 0) || Infinity
  let skip = Number(given.get('s') ?? 0)
  const lines: string[] = []
  while (lines.length < count) {
    const { text, ended } = yield* readLine(input, delimiter)
    if (!ended && text === '') break
    if (skip-- > 0) continue
    lines.push(decode(text) + (ended && !given.has('t') ? delimiter : ''))
  }
  const name = rest[0] ?? 'MAPFILE'
  const origin = Number(given.get('O') ?? 0)
  if (!given.has('O')) shell.variables.setArray(name, [])
  const variable = shell.variables.ensure(name)
  variable.array ??= []
  for (const [i, line] of lines.entries()) variable.array[origin + i] = line
  return 0
}
