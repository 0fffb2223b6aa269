import type { Word } from 'unbash'
import { parseWord } from './parse-word.ts'

/** Brace expansion is textual and comes first: its results are words like any others. */

const cache = new WeakMap<Word, readonly Word[]>()

export function expandBraces(word: Word): readonly Word[] {
  if (!word.parts?.some((part) => part.type === 'BraceExpansion')) return [word]
  const known = cache.get(word)
  if (known) return known
  const texts = expandText(word.text)
  const words =
    texts.length === 1 && texts[0] === word.text ? [word] : texts.filter((t) => t !== '').map(parseWord)
  cache.set(word, words)
  return words
}

/** bash has no such limit; it would run out of memory. */
const MAX_RESULTS = 100_000

function expandText(text: string): string[] {
  const brace = findBrace(text)
  if (!brace) return [text]
  const before = text.slice(0, brace.start)
  const after = expandText(text.slice(brace.end))
  const inner = brace.sequence ?? brace.alternatives.flatMap(expandText)
  if (inner.length * after.length > MAX_RESULTS) return [text]
  return inner.flatMap((middle) => after.map((end) => before + middle + end))
}

interface Brace {
  readonly start: number
  readonly end: number
  readonly alternatives: readonly string[]
  readonly sequence: readonly string[] | undefined
}

/** The first {…} outside quotes that is a list or a sequence. */
function findBrace(text: string): Brace | undefined {
  for (let i = 0; i < text.length; i = skip(text, i)) {
    if (text[i] !== '{') continue
    const brace = readBrace(text, i)
    if (brace) return brace
  }
  return undefined
}

function readBrace(text: string, start: number): Brace | undefined {
  const alternatives: string[] = []
  let depth = 0
  let from = start + 1
  for (let i = start; i < text.length; i = skip(text, i)) {
    if (text[i] === '{') depth++
    else if (text[i] === ',' && depth === 1) {
      alternatives.push(text.slice(from, i))
      from = i + 1
    } else if (text[i] === '}' && --depth === 0) {
      alternatives.push(text.slice(from, i))
      const sequence = alternatives.length === 1 ? readSequence(alternatives[0]!) : undefined
      if (alternatives.length === 1 && !sequence) return undefined
      return { start, end: i + 1, alternatives, sequence }
    }
  }
  return undefined
}

/** The position after the character, quoted stretch or expansion at `i`. */
function skip(text: string, i: number): number {
  switch (text[i]) {
    case '\\':
      return i + 2
    case "'":
      return closing(text, i + 1, "'")
    case '"':
      return closingDouble(text, i + 1)
    case '`':
      return closing(text, i + 1, '`')
    case '$':
      if (text[i + 1] === '{') return closingNested(text, i + 1, '{', '}')
      if (text[i + 1] === '(') return closingNested(text, i + 1, '(', ')')
      return i + 1
    default:
      return i + 1
  }
}

function closing(text: string, from: number, quote: string): number {
  const end = text.indexOf(quote, from)
  return end < 0 ? text.length : end + 1
}

function closingDouble(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '"') return i + 1
  }
  return text.length
}

function closingNested(text: string, from: number, open: string, close: string): number {
  let depth = 0
  for (let i = from; i < text.length; i = Math.max(i + 1, skip(text, i))) {
    if (text[i] === open) depth++
    else if (text[i] === close && --depth === 0) return i + 1
  }
  return text.length
}

/** {1..5}, {01..10..2}, {a..e}. */
function readSequence(body: string): string[] | undefined {
  const numbers = /^([+-]?\d+)\.\.([+-]?\d+)(?:\.\.([+-]?\d+))?$/.exec(body)
  if (numbers) return numberSequence(numbers[1]!, numbers[2]!, Number(numbers[3] ?? 1))
  const letters = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.([+-]?\d+))?$/.exec(body)
  if (!letters) return undefined
  const codes = range(letters[1]!.charCodeAt(0), letters[2]!.charCodeAt(0), Number(letters[3] ?? 1))
  return codes?.map((code) => String.fromCharCode(code))
}

function numberSequence(from: string, to: string, step: number): string[] | undefined {
  const padded = [from, to].some((text) => /^[+-]?0\d/.test(text))
  const width = padded ? Math.max(from.length, to.length) : 0
  return range(Number(from), Number(to), step)?.map((value) => pad(value, width))
}

function pad(value: number, width: number): string {
  const digits = String(Math.abs(value))
  return value < 0 ? `-${digits.padStart(width - 1, '0')}` : digits.padStart(width, '0')
}

function range(from: number, to: number, step: number): number[] | undefined {
  const size = Math.abs(step) || 1
  const count = Math.floor(Math.abs(to - from) / size) + 1
  if (count > MAX_RESULTS) return undefined
  const direction = to < from ? -size : size
  return Array.from({ length: count }, (_, i) => from + i * direction)
}
