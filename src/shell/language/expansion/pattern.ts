/** Shell patterns (fnmatch with extended globs) as regular expressions. */

export interface PatternOptions {
  /** Extended globs such as @(a|b). */
  readonly extended: boolean
  readonly ignoreCase?: boolean
}

const CLASSES: Readonly<Record<string, string>> = {
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  ascii: '\\x00-\\x7f',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '\\x21-\\x7e',
  lower: 'a-z',
  print: '\\x20-\\x7e',
  punct: '!-\\/:-@\\[-`{-~',
  space: ' \\t\\n\\v\\f\\r',
  upper: 'A-Z',
  word: 'a-zA-Z0-9_',
  xdigit: '0-9a-fA-F',
}

const ESCAPE = /[\\^$.*+?()[\]{}|/-]/g
const CACHE_SIZE = 500
const cache = new Map<string, RegExp>()

/** A regular expression for the whole of a string. */
export function compilePattern(pattern: string, options: PatternOptions): RegExp {
  const key = `${options.extended ? 'e' : ''}${options.ignoreCase ? 'i' : ''}:${pattern}`
  const known = cache.get(key)
  if (known) return known
  if (cache.size >= CACHE_SIZE) cache.clear()
  const compiled = new RegExp(
    `^(?:${translate(pattern, options.extended)})$`,
    options.ignoreCase ? 'sui' : 'su',
  )
  cache.set(key, compiled)
  return compiled
}

/** The regular expression's source, for use inside a larger one. `lazy` makes `*` match as little as it can. */
export function translate(pattern: string, extended: boolean, lazy = false): string {
  let out = ''
  for (let i = 0; i < pattern.length; ) {
    const [source, next] = translateOne(pattern, i, extended, lazy)
    out += source
    i = next
  }
  return out
}

function translateOne(pattern: string, i: number, extended: boolean, lazy: boolean): [string, number] {
  const character = pattern[i]!
  if (extended && '?*+@!'.includes(character) && pattern[i + 1] === '(') {
    const end = closingParenthesis(pattern, i + 1)
    if (end > 0) return translateGroup(pattern, i, end, lazy)
  }
  switch (character) {
    case '*':
      return [lazy ? '.*?' : '.*', i + 1]
    case '?':
      return ['.', i + 1]
    case '[': {
      const end = closingBracket(pattern, i)
      return end < 0 ? ['\\[', i + 1] : [translateBracket(pattern.slice(i + 1, end)), end + 1]
    }
    case '\\':
      if (i + 1 < pattern.length) return literal(pattern, i + 1)
      return ['\\\\', i + 1]
    default:
      return literal(pattern, i)
  }
}

function literal(pattern: string, i: number): [string, number] {
  const character = String.fromCodePoint(pattern.codePointAt(i)!)
  return [quoteRegExp(character), i + character.length]
}

export function quoteRegExp(text: string): string {
  return text.replace(ESCAPE, (character) => (character === '-' ? '\\x2d' : `\\${character}`))
}

function translateGroup(pattern: string, i: number, end: number, lazy: boolean): [string, number] {
  const alternatives = splitAlternatives(pattern.slice(i + 2, end))
    .map((one) => translate(one, true, lazy))
    .join('|')
  switch (pattern[i]) {
    case '@':
      return [`(?:${alternatives})`, end + 1]
    case '!': {
      // "Anything but": no split of the rest may make this part one of the alternatives.
      const rest = translate(pattern.slice(end + 1), true, lazy)
      return [`(?:(?!(?:${alternatives})(?:${rest})$).*)${rest}`, pattern.length]
    }
    default:
      return [`(?:${alternatives})${pattern[i]}`, end + 1]
  }
}

function closingParenthesis(pattern: string, open: number): number {
  let depth = 0
  for (let i = open; i < pattern.length; i++) {
    if (pattern[i] === '\\') i++
    else if (pattern[i] === '[') i = Math.max(i, closingBracket(pattern, i))
    else if (pattern[i] === '(') depth++
    else if (pattern[i] === ')' && --depth === 0) return i
  }
  return -1
}

function splitAlternatives(body: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i < body.length; i++) {
    if (body[i] === '\\') i++
    else if (body[i] === '[') i = Math.max(i, closingBracket(body, i))
    else if (body[i] === '(') depth++
    else if (body[i] === ')') depth--
    else if (body[i] === '|' && depth === 0) {
      parts.push(body.slice(start, i))
      start = i + 1
    }
  }
  return [...parts, body.slice(start)]
}

/** Where a bracket expression ends; -1 if it does not and `[` is an ordinary character. */
function closingBracket(pattern: string, open: number): number {
  let i = open + 1
  if (pattern[i] === '!' || pattern[i] === '^') i++
  if (pattern[i] === ']') i++
  for (; i < pattern.length; i++) {
    if (pattern[i] === '\\') i++
    else if (pattern[i] === '[' && ':.='.includes(pattern[i + 1] ?? ' ')) {
      const close = pattern.indexOf(`${pattern[i + 1]}]`, i + 2)
      if (close > 0) i = close + 1
    } else if (pattern[i] === ']') return i
  }
  return -1
}

function translateBracket(body: string): string {
  const negated = body[0] === '!' || body[0] === '^'
  let set = ''
  for (let i = negated ? 1 : 0; i < body.length; ) {
    const named = /^\[:([a-z]+):\]|^\[[.=](.)[.=]\]/su.exec(body.slice(i))
    if (named) {
      set += named[1] ? (CLASSES[named[1]] ?? '') : quoteInSet(named[2]!)
      i += named[0].length
      continue
    }
    const [from, afterFrom] = setCharacter(body, i)
    i = afterFrom
    if (body[i] !== '-' || i + 1 >= body.length) {
      set += quoteInSet(from)
      continue
    }
    const [to, afterTo] = setCharacter(body, i + 1)
    i = afterTo
    // A reversed range matches nothing.
    if (from.codePointAt(0)! <= to.codePointAt(0)!) set += `${quoteInSet(from)}-${quoteInSet(to)}`
  }
  if (set === '') return negated ? '.' : '(?!)'
  return `[${negated ? '^' : ''}${set}]`
}

function setCharacter(body: string, i: number): [string, number] {
  const at = body[i] === '\\' && i + 1 < body.length ? i + 1 : i
  const character = String.fromCodePoint(body.codePointAt(at)!)
  return [character, at + character.length]
}

function quoteInSet(character: string): string {
  return quoteRegExp(character)
}
