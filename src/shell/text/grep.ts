import { FileFailure, type Process, type Wait } from '../process.ts'
import { decode, encode } from '../system/bytes.ts'
import { joinPath, resolvePath } from '../system/files/path.ts'
import { readAll, writeAll } from '../system/streams.ts'
import { type Given, openOperand, reasonOf, ToolFailure, type ToolSyntax, tool } from '../system/tool.ts'
import { BlockWriter, eachLine } from './lines.ts'
import { compileRegular, type Dialect } from './regular.ts'

const USAGE = 'Usage: grep [OPTION]... PATTERNS [FILE]...\n'

const SYNTAX: ToolSyntax = {
  name: 'grep',
  short: 'EFGPe:f:iyvwxcLlm:oqsbHhnTZA:B:C:arRznuUI',
  long: {
    'extended-regexp': 'E',
    'fixed-strings': 'F',
    'basic-regexp': 'G',
    'perl-regexp': 'P',
    'regexp=': 'e',
    'file=': 'f',
    'ignore-case': 'i',
    'invert-match': 'v',
    'word-regexp': 'w',
    'line-regexp': 'x',
    count: 'c',
    'files-without-match': 'L',
    'files-with-matches': 'l',
    'max-count=': 'm',
    'only-matching': 'o',
    quiet: 'q',
    silent: 'q',
    'no-messages': 's',
    'with-filename': 'H',
    'no-filename': 'h',
    'line-number': 'n',
    'after-context=': 'A',
    'before-context=': 'B',
    'context=': 'C',
    text: 'a',
    recursive: 'r',
    'null-data': 'z',
    'line-buffered': 'u',
    color: 'U',
    'color=': 'I',
    'colour=': 'I',
  },
  trouble: 2,
  usage: USAGE,
  rewrite: (argument) => (/^-\d+$/.test(argument) ? ['-C', argument.slice(1)] : [argument]),
}

interface Search {
  readonly expression: RegExp
  readonly has: (letter: string) => boolean
  readonly before: number
  readonly after: number
  readonly max: number
  readonly named: boolean
}

/** grep, egrep and fgrep. */
function grepAs(fixed: Dialect | undefined) {
  return tool(SYNTAX, function* (process, given) {
    const { options, operands } = given
    const rest = [...operands]
    const expression = yield* patterns(process, given, rest, fixed)
    const recursive = options.has('r') || options.has('R')
    const files = rest.length > 0 ? rest : [recursive ? '.' : '-']
    const number = (letter: string) => Number(options.get(letter) ?? options.get('C') ?? 0)
    const search: Search = {
      expression,
      has: (letter) => options.has(letter),
      before: number('B'),
      after: number('A'),
      max: Number(options.get('m') ?? Infinity),
      named: options.has('H') || (!options.has('h') && (files.length > 1 || recursive)),
    }
    const writer = new BlockWriter(process, options.has('u'))
    const outcome = { found: false, trouble: false }
    for (const file of recursive ? files.flatMap((one) => below(process, one)) : files) {
      yield* searchFile(process, file, search, writer, outcome)
      if (outcome.found && options.has('q')) return 0
    }
    yield* writer.flush(true)
    return outcome.trouble ? 2 : outcome.found ? 0 : 1
  })
}

/** The patterns of -e, -f or the first operand, as one expression. */
function* patterns(
  process: Process,
  { all, options }: Given,
  rest: string[],
  fixed: Dialect | undefined,
): Generator<Wait, RegExp, void> {
  const texts: string[] = []
  for (const [letter, value] of all) {
    if (letter === 'e') texts.push(...value.split('\n'))
    if (letter === 'f')
      texts.push(
        ...decode(yield* readAll(openOperand(process, value)))
          .replace(/\n$/, '')
          .split('\n'),
      )
  }
  if (!options.has('e') && !options.has('f')) {
    const first = rest.shift()
    if (first === undefined) throw new ToolFailure(`${USAGE}Try 'grep --help' for more information.\n`)
    texts.push(...first.split('\n'))
  }
  const letter = [...options.keys()].findLast((key) => 'EFGP'.includes(key))
  const dialect: Dialect = letter ? DIALECTS[letter]! : (fixed ?? 'basic')
  const whole = options.has('x') ? 'line' : options.has('w') ? 'word' : 'none'
  const compiled = compileRegular(texts, dialect, { ignoreCase: options.has('i') || options.has('y'), whole })
  if (typeof compiled === 'string') throw new ToolFailure(`grep: ${compiled}\n`)
  return compiled
}

const DIALECTS: Readonly<Record<string, Dialect>> = { E: 'extended', F: 'fixed', G: 'basic', P: 'perl' }

function below(process: Process, file: string): string[] {
  const { files } = process.system
  if (files.kind(resolvePath(process.cwd, file), process.place) !== 'directory') return [file]
  const names = files.list(resolvePath(process.cwd, file), process.place)
  return names.flatMap((name) => below(process, joinPath(file.replace(/\/$/, ''), name)))
}

function* searchFile(
  process: Process,
  file: string,
  search: Search,
  writer: BlockWriter,
  outcome: { found: boolean; trouble: boolean },
): Generator<Wait, void, void> {
  try {
    const matcher = new Matcher(file === '-' ? '(standard input)' : file, search, writer)
    const end = search.has('z') ? '\0' : '\n'
    yield* eachLine(
      openOperand(process, file),
      (line) => matcher.take(line),
      () => writer.flush(),
      end,
    )
    matcher.finish()
    if (matcher.count > 0 !== search.has('L')) outcome.found = true
  } catch (error) {
    if (!(error instanceof FileFailure)) throw error
    outcome.trouble = true
    if (search.has('s')) return
    const reason = reasonOf(error)
    yield* writeAll(process.stderr, `grep: ${file}: ${reason}\n`)
  }
}

/** One file's lines: what matches, and what is printed around it. */
class Matcher {
  count = 0
  readonly #name: string
  readonly #search: Search
  readonly #writer: BlockWriter
  #line = 0
  #kept: string[] = []
  #afterLeft = 0
  #lastPrinted = 0

  constructor(name: string, search: Search, writer: BlockWriter) {
    this.#name = name
    this.#search = search
    this.#writer = writer
  }

  /** False when nothing more needs to be read. */
  take(line: string): boolean {
    const { has, max } = this.#search
    this.#line++
    const text = decode(line)
    if (this.#search.expression.test(text) === has('v')) {
      this.#context(text)
      return this.count < max || this.#afterLeft > 0
    }
    if (this.count >= max) return false
    this.count++
    if (has('q') || has('l') || has('L')) return false
    if (!has('c')) this.#print(text)
    return this.count < max || this.#search.after > 0
  }

  #context(text: string): void {
    const { before, has } = this.#search
    if (this.#afterLeft > 0) {
      this.#afterLeft--
      this.#write(text, '-', this.#line)
    } else if (before > 0 && !has('c') && !has('o')) {
      this.#kept.push(text)
      if (this.#kept.length > before) this.#kept.shift()
    }
  }

  #print(text: string): void {
    const { before, after, has, expression } = this.#search
    const first = this.#line - this.#kept.length
    if ((before > 0 || after > 0) && this.#lastPrinted > 0 && first > this.#lastPrinted + 1)
      this.#writer.add('--\n')
    for (const [i, kept] of this.#kept.entries()) this.#write(kept, '-', first + i)
    this.#kept = []
    this.#afterLeft = after
    if (!has('o')) return this.#write(text, ':', this.#line)
    if (has('v')) return
    const every = new RegExp(expression.source, `${expression.flags}g`)
    for (const [match] of text.matchAll(every)) if (match !== '') this.#write(match, ':', this.#line)
  }

  #write(text: string, separator: string, line: number): void {
    const name = this.#search.named ? `${this.#name}${separator}` : ''
    const number = this.#search.has('n') ? `${line}${separator}` : ''
    this.#writer.add(`${name}${number}${encode(text)}\n`)
    this.#lastPrinted = line
  }

  finish(): void {
    const { has, named } = this.#search
    if (has('q')) return
    if (has('l') || has('L')) {
      if (this.count > 0 !== has('L')) this.#writer.add(`${this.#name}\n`)
    } else if (has('c')) this.#writer.add(`${named ? `${this.#name}:` : ''}${this.count}\n`)
  }
}

export const grep = grepAs(undefined)
export const egrep = grepAs('extended')
export const fgrep = grepAs('fixed')
