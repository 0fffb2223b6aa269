import {
  forEachChild,
  type ParsedScript,
  type ParseError,
  parse,
  type Statement,
  type SyntaxNode,
} from 'unbash'
import type { Source } from './source.ts'

/** A script as bash sees it: line by line, so that what stands before a syntax error runs. */
export interface ParsedProgram {
  /** Statements that can run. Those begun on one line are run together or not at all. */
  readonly statements: readonly Statement[]
  readonly error: SyntaxProblem | undefined
}

export interface SyntaxProblem {
  /** The line that the message names. */
  readonly line: number
  /** One or two lines, without the prefix. */
  readonly messages: readonly string[]
  readonly status: number
}

const cache = new Map<string, { script: ParsedScript; error: ParseError | undefined }>()
const CACHE_SIZE = 200

export function parseProgram(source: Source): ParsedProgram {
  const { script, error } = parseCached(source.text)
  if (!error) return { statements: script.commands, error: undefined }
  return { statements: beforeError(source.text, script, error), error: explain(source, error) }
}

/** The statements whose lines were complete before the line that fails was read. */
function beforeError(text: string, script: ParsedScript, error: ParseError): readonly Statement[] {
  const failing = lineStart(text, error.pos)
  for (let i = script.commands.length - 1; i >= 0; i--) {
    const newline = text.indexOf('\n', script.commands[i]!.end)
    // What the parser has mended by guessing is no longer right when it is parsed alone.
    if (newline < 0 || newline >= failing || parse(text.slice(0, newline)).errors) continue
    return script.commands.slice(0, i + 1)
  }
  return []
}

function parseCached(text: string) {
  const known = cache.get(text)
  if (known) return known
  const script = parse(text)
  const errors = [...(script.errors ?? [])]
  if (/\$\(|<\(|>\(/.test(text)) collectNested(script, errors)
  const error = errors.sort((a, b) => a.pos - b.pos)[0]
  if (cache.size >= CACHE_SIZE) cache.clear()
  cache.set(text, { script, error })
  return { script, error }
}

/** Syntax errors inside $(…) belong to the command around them; those in `…` come up when it runs. */
function collectNested(node: SyntaxNode, errors: ParseError[]): void {
  forEachChild(node, (child) => {
    if (child.type === 'Script') {
      if ('source' in child && child.source !== undefined) return
      errors.push(...((child as ParsedScript).errors ?? []))
    }
    collectNested(child, errors)
  })
}

function lineStart(text: string, position: number): number {
  return text.lastIndexOf('\n', position - 1) + 1
}

const CLOSERS: Readonly<Record<string, string>> = {
  'double quote': '"',
  'single quote': "'",
  'ANSI-C quote': "'",
  backtick: '`',
  'command substitution': ')',
  'process substitution': ')',
  'arithmetic expansion': ')',
  'arithmetic command': ')',
  'extended glob': ')',
  'arithmetic for header': ')',
  'parameter expansion': '}',
  'array subscript': ']',
}

/** The parser's error in bash's words. */
function explain(source: Source, error: ParseError): SyntaxProblem {
  const unterminated = /^unterminated (.*)$/.exec(error.message)
  if (unterminated) return explainUnterminated(source, error, CLOSERS[unterminated[1]!] ?? ')')
  const token = tokenAt(source.text, error)
  if (token === undefined) {
    const line = source.lineAt(source.text.length) + (source.text.endsWith('\n') ? 0 : 1)
    return { line, messages: ['syntax error: unexpected end of file'], status: 2 }
  }
  const messages = [
    `syntax error near unexpected token \`${token.text}'`,
    `\`${source.lineTextAt(token.position)}'`,
  ]
  return { line: source.lineAt(token.position), messages, status: 2 }
}

function explainUnterminated(source: Source, error: ParseError, closer: string): SyntaxProblem {
  // bash names the line where it began, but for $( the line where the text ended.
  const line =
    error.message.endsWith('substitution') && closer === ')'
      ? source.lineAt(source.text.length) + (source.text.endsWith('\n') ? 0 : 1)
      : source.lineAt(error.pos)
  return { line, messages: [`unexpected EOF while looking for matching \`${closer}'`], status: 2 }
}

const TOKEN =
  /&>>|&>|<<<|<<-|<<|<&|<>|>>|>&|>\||;;&|;;|;&|&&|\|\||\|&|[;&|()<>\n]|(?:\\.|'[^']*'|"(?:\\.|[^"\\])*"|[^\s;&|()<>])+/y

/** The token that the parser did not expect; undefined at the end of the text. */
function tokenAt(text: string, error: ParseError): { text: string; position: number } | undefined {
  // "expected a command in …" points at the opening; the token after it is the unexpected one.
  let position = /^expected command in/.test(error.message) ? error.pos + 1 : error.pos
  const newlineCounts =
    /redirect target|word after|function body/.test(error.message) &&
    !/\(\s*\)\s*$/.test(text.slice(0, position))
  position = afterBlanks(text, position, newlineCounts)
  if (position >= text.length) return newlineCounts ? { text: 'newline', position: position - 1 } : undefined
  if (text[position] === '\n') return { text: 'newline', position: position - 1 }
  if (text[position] === ')') position = afterParenthesis(text, position) ?? position
  TOKEN.lastIndex = position
  const found = TOKEN.exec(text)?.[0]
  return { text: found ?? text[position]!, position }
}

/** Comments are no tokens either, though the parser stumbles over one that is all that an opening brace has. */
function afterBlanks(text: string, position: number, newlineCounts: boolean): number {
  const blanks = newlineCounts ? /(?:[ \t]|#[^\n]*)*/y : /(?:[ \t\n]|#[^\n]*)*/y
  blanks.lastIndex = position
  blanks.exec(text)
  return blanks.lastIndex
}

/** `word ( x )` reads as a function's definition, so that bash stumbles over x, not over the parenthesis. */
function afterParenthesis(text: string, position: number): number | undefined {
  const line = text.slice(lineStart(text, position), position)
  const found = /(?:^|[;&|]|\s)[^\s;&|()<>]+[ \t]*\([ \t]*(?=[^\s()])[^()]*$/.exec(line)
  if (!found) return undefined
  return (
    lineStart(text, position) +
    found.index +
    found[0].search(/\([ \t]*[^\s()]/) +
    /\([ \t]*/.exec(found[0])![0].length
  )
}
