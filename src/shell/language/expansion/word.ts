import type { DoubleQuotedPart, LocaleStringPart, Word, WordPart } from 'unbash'
import type { Wait } from '../../process.ts'
import { arithmeticOrDrop } from '../arithmetic/index.ts'
import type { Shell } from '../shell.ts'
import { expandBraces } from './brace.ts'
import { type Collector, type Field, FieldCollector, patternOf, TextCollector, textOf } from './fields.ts'
import { expandGlob, hasGlob } from './glob.ts'
import { expandParameter, expandSimple } from './parameter.ts'
import { parseQuotedText } from './parse-word.ts'
import { substituteCommand, substituteProcess } from './substitution.ts'
import { expandTilde } from './tilde.ts'

/** Where a word stands, as far as its expansion depends on it. */
export interface Context {
  /** Inside double quotes: nothing is split, single quotes are ordinary. */
  readonly quoted: boolean
  /** Operands of `${x:-word}` are split like expansions. */
  readonly operand?: boolean
  /** `~` after `:` counts too, as in assignments. */
  readonly assignment?: boolean
}

const PLAIN: Context = { quoted: false }
const ORDINARY = /^[\w/.,:+@%^=-]*$/

/** Command arguments: every expansion, splitting, globbing. */
export function* expandWords(shell: Shell, words: readonly Word[]): Generator<Wait, string[], void> {
  const out: string[] = []
  for (const word of words) {
    if (word.parts === undefined && ORDINARY.test(word.text)) out.push(word.text)
    else for (const one of braced(shell, word)) yield* expandOne(shell, one, out)
  }
  return out
}

function braced(shell: Shell, word: Word): readonly Word[] {
  return shell.has('braceexpand') ? expandBraces(word) : [word]
}

function* expandOne(shell: Shell, word: Word, out: string[]): Generator<Wait, void, void> {
  const collector = new FieldCollector(shell.variables.get('IFS') ?? ' \t\n')
  yield* expandInto(shell, word, collector, PLAIN)
  for (const field of collector.finish()) {
    if (shell.has('noglob') || !hasGlob(shell, field)) out.push(textOf(field))
    else out.push(...expandGlob(shell, field))
  }
}

/** One string: assignments, redirection targets of here-strings, case words. */
export function* expandText(
  shell: Shell,
  word: Word,
  context: Context = PLAIN,
): Generator<Wait, string, void> {
  if (word.parts === undefined && ORDINARY.test(word.text)) return word.text
  return textOf(yield* expandField(shell, word, context))
}

/** A pattern, in which quoted characters are escaped. */
export function* expandPattern(
  shell: Shell,
  word: Word,
  context: Context = PLAIN,
): Generator<Wait, string, void> {
  return patternOf(yield* expandField(shell, word, context))
}

export function* expandField(shell: Shell, word: Word, context: Context): Generator<Wait, Field, void> {
  const collector = new TextCollector()
  yield* expandInto(shell, word, collector, context)
  return collector.segments
}

export function* expandInto(
  shell: Shell,
  word: Word,
  collector: Collector,
  context: Context,
): Generator<Wait, void, void> {
  if (word.parts === undefined) addLiteral(shell, word.text, collector, context, true)
  else yield* expandParts(shell, word.parts, collector, context)
}

export function* expandParts(
  shell: Shell,
  parts: readonly WordPart[],
  collector: Collector,
  context: Context,
): Generator<Wait, void, void> {
  for (let i = 0; i < parts.length; i++) yield* expandPart(shell, parts[i]!, collector, context, i === 0)
}

function* expandPart(
  shell: Shell,
  part: WordPart,
  collector: Collector,
  context: Context,
  first: boolean,
): Generator<Wait, void, void> {
  switch (part.type) {
    case 'Literal':
      if (context.quoted) return collector.add(part.value, true)
      return addLiteral(shell, part.text, collector, context, first)
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return collector.add(part.value, true)
    case 'DoubleQuoted':
    case 'LocaleString':
      return yield* expandDoubleQuoted(shell, part, collector)
    case 'SimpleExpansion':
      return expandSimple(shell, part.text.slice(1), collector, context.quoted)
    case 'ParameterExpansion':
      return yield* expandParameter(shell, part, collector, context.quoted)
    case 'CommandExpansion':
      return give(collector, yield* substituteCommand(shell, part), context.quoted)
    case 'ArithmeticExpansion':
      return give(collector, yield* expandArithmetic(shell, part.text), context.quoted)
    case 'ProcessSubstitution':
      return collector.add(substituteProcess(shell, part), true)
    case 'Glob':
    case 'ExtendedGlob':
    case 'BraceExpansion':
      return yield* expandActive(shell, part, collector, context)
  }
}

function give(collector: Collector, text: string, quoted: boolean): void {
  if (quoted) collector.add(text, true)
  else collector.split(text)
}

/** Pattern characters, with the expansions and quotes between them. */
function* expandActive(
  shell: Shell,
  part: Extract<WordPart, { type: 'Glob' | 'ExtendedGlob' | 'BraceExpansion' }>,
  collector: Collector,
  context: Context,
): Generator<Wait, void, void> {
  let at = part.pos
  const between = (end: number) => {
    const text = part.text.slice(at - part.pos, end - part.pos)
    if (text !== '') addLiteral(shell, text, collector, context, false)
  }
  for (const child of part.parts ?? []) {
    between(child.pos)
    yield* expandPart(shell, child, collector, context, false)
    at = child.end
  }
  between(part.end)
}

function* expandDoubleQuoted(
  shell: Shell,
  part: DoubleQuotedPart | LocaleStringPart,
  collector: Collector,
): Generator<Wait, void, void> {
  if (part.parts.length === 0) return collector.add('', true)
  yield* expandParts(shell, part.parts, collector, { quoted: true })
}

/** Unquoted source text: backslashes quote, a leading ~ is a home directory. */
function addLiteral(
  shell: Shell,
  text: string,
  collector: Collector,
  context: Context,
  first: boolean,
): void {
  let rest = text
  if (text.includes('~')) {
    const tilde = expandTilde(shell, text, first, context.assignment ?? false)
    for (const { text: piece, quoted } of tilde.segments) {
      if (quoted) collector.add(piece, true)
      else addUnquoted(piece, collector, context)
    }
    rest = tilde.rest
  }
  addUnquoted(rest, collector, context)
}

function addUnquoted(text: string, collector: Collector, context: Context): void {
  const put = (piece: string) => (context.operand ? collector.split(piece) : collector.add(piece, false))
  if (!text.includes('\\')) return put(text)
  let start = 0
  for (let i = text.indexOf('\\'); i >= 0; i = text.indexOf('\\', i + 2)) {
    put(text.slice(start, i))
    if (i + 1 === text.length) put('\\')
    else if (text[i + 1] !== '\n') collector.add(text[i + 1]!, true)
    start = i + 2
  }
  put(text.slice(start))
}

/** The text between $(( and )), or $[ and ], after its own expansions. */
export function* expandArithmetic(shell: Shell, text: string): Generator<Wait, string, void> {
  const body = text.startsWith('$((') ? text.slice(3, -2) : text.slice(2, -1)
  return String(arithmeticOrDrop(shell, yield* expandQuotedText(shell, body)))
}

/** Text that is treated as if in double quotes: arithmetic, subscripts, PS4. */
export function* expandQuotedText(shell: Shell, text: string): Generator<Wait, string, void> {
  if (!/[$`\\"]/.test(text)) return text
  const collector = new TextCollector()
  yield* expandParts(shell, parseQuotedText(text.replaceAll('"', '')), collector, { quoted: true })
  return collector.text()
}
