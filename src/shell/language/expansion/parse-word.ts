import { parse, type Word, type WordPart } from 'unbash'

/** Words and texts that only come to be while a script runs. */

const words = new Map<string, Word>()
const texts = new Map<string, readonly WordPart[]>()
const CACHE_SIZE = 1000

/** Parses source text as one word. */
export function parseWord(text: string): Word {
  const known = words.get(text)
  if (known) return known
  const command = parse(`: ${text}`).commands[0]?.command
  const found = command?.type === 'Command' ? command.suffix[0] : undefined
  const word: Word =
    found?.type === 'Word' ? found : { type: 'Word', text, value: text, pos: 0, end: text.length }
  if (words.size >= CACHE_SIZE) words.clear()
  words.set(text, word)
  return word
}

/** Parses text as the inside of a here-document: expansions and backslashes count, quotes do not. */
export function parseQuotedText(text: string): readonly WordPart[] {
  const known = texts.get(text)
  if (known) return known
  const end = delimiterFor(text)
  const command = parse(`<<${end}\n${text}\n${end}\n`).commands[0]?.command
  const document = command?.type === 'Command' ? command.redirects[0] : undefined
  const parts = document?.type === 'HereDoc' ? withoutLastNewline(document.body.parts, text) : []
  if (texts.size >= CACHE_SIZE) texts.clear()
  texts.set(text, parts)
  return parts
}

function delimiterFor(text: string): string {
  let end = 'END'
  while (text.includes(end)) end += '_'
  return end
}

function withoutLastNewline(parts: readonly WordPart[] | undefined, text: string): readonly WordPart[] {
  if (!parts) return [{ type: 'Literal', pos: 0, end: text.length, value: text, text }]
  const last = parts.at(-1)
  if (last?.type !== 'Literal') return parts
  return [...parts.slice(0, -1), { ...last, value: last.value.slice(0, -1), text: last.text.slice(0, -1) }]
}
