/** POSIX regular expressions, basic and extended with GNU's additions, as JavaScript's. */

export type Dialect = 'basic' | 'extended' | 'fixed' | 'perl'

export interface RegularOptions {
  readonly ignoreCase: boolean
  readonly whole: 'none' | 'line' | 'word'
}

/** One expression for several patterns; or what is wrong with them. */
export function compileRegular(
  patterns: readonly string[],
  dialect: Dialect,
  options: RegularOptions,
): RegExp | string {
  const sources: string[] = []
  for (const pattern of patterns) {
    const source = translateRegular(pattern, dialect)
    if (source.error !== undefined) return source.error
    sources.push(source.text)
  }
  const joined = sources.length === 1 ? sources[0]! : sources.map((source) => `(?:${source})`).join('|')
  try {
    return new RegExp(wrap(joined, options.whole), options.ignoreCase ? 'iu' : 'u')
  } catch {
    return dialect === 'extended' ? 'Unmatched ( or \\(' : 'Invalid regular expression'
  }
}

function wrap(source: string, whole: RegularOptions['whole']): string {
  if (whole === 'line') return `^(?:${source})$`
  return whole === 'word' ? `(?<![A-Za-z0-9_])(?:${source})(?![A-Za-z0-9_])` : source
}

interface Translated {
  readonly text: string
  readonly error?: string
}

export function translateRegular(pattern: string, dialect: Dialect): Translated {
  if (dialect === 'perl') return { text: pattern }
  if (dialect === 'fixed') return { text: pattern.replace(/[\\^$.*+?()[\]{}|/-]/g, escapeCharacter) }
  return new Translator(pattern, dialect === 'extended').all()
}

function escapeCharacter(character: string): string {
  return character === '-' ? '\\x2d' : `\\${character}`
}

/** Characters that are special with a backslash in basic, and without one in extended expressions. */
const SWITCHED = '+?|(){}'

const CLASSES: Readonly<Record<string, string>> = {
  alnum: 'a-zA-Z0-9',
  alpha: 'a-zA-Z',
  blank: ' \\t',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`\\{-~',
  space: ' \\t\\n\\v\\f\\r',
  upper: 'A-Z',
  xdigit: '0-9a-fA-F',
}

class Translator {
  readonly #pattern: string
  readonly #extended: boolean
  #at = 0
  #out = ''
  #depth = 0
  /** Nothing to repeat before here: * is an ordinary character. */
  #atStart = true
  #error: string | undefined

  constructor(pattern: string, extended: boolean) {
    this.#pattern = pattern
    this.#extended = extended
  }

  all(): Translated {
    while (this.#at < this.#pattern.length && this.#error === undefined) this.#one()
    if (this.#depth > 0) this.#error ??= 'Unmatched ( or \\('
    return this.#error === undefined ? { text: this.#out } : { text: '', error: this.#error }
  }

  #one(): void {
    const character = String.fromCodePoint(this.#pattern.codePointAt(this.#at)!)
    this.#at += character.length
    if (character === '\\') return this.#escaped()
    if (character === '[') return this.#bracket()
    if (character === '.') return this.#put('.')
    if (character === '*') return this.#atStart ? this.#put('\\*') : this.#repeat('*')
    if (character === '^') return this.#anchor('^', this.#extended || this.#atStart)
    if (character === '$') return this.#anchor('$', this.#extended || this.#endsHere())
    if (SWITCHED.includes(character))
      return this.#extended ? this.#special(character) : this.#put(escapeCharacter(character))
    this.#put(/[/\-\]]/.test(character) ? escapeCharacter(character) : character)
  }

  #put(text: string): void {
    this.#out += text
    this.#atStart = false
  }

  /** A second repetition of the same thing changes nothing that JavaScript could say directly. */
  #repeat(text: string): void {
    if (/(?:[^\\]|^)[*+?]$/.test(this.#out)) {
      const start = this.#out.length - 1
      if (text !== this.#out[start]) this.#out = `${this.#out.slice(0, start)}*`
    } else this.#out += text
  }

  #endsHere(): boolean {
    const rest = this.#pattern.slice(this.#at)
    return rest === '' || rest.startsWith('\\)') || rest.startsWith('\\|')
  }

  #anchor(character: '^' | '$', special: boolean): void {
    this.#out += special ? character : `\\${character}`
    if (!special) this.#atStart = false
  }

  #escaped(): void {
    const character = this.#pattern[this.#at]
    if (character === undefined) {
      this.#error = 'Trailing backslash'
      return
    }
    this.#at++
    if (SWITCHED.includes(character))
      return this.#extended ? this.#put(escapeCharacter(character)) : this.#special(character)
    if (character === '<') return this.#put('(?<![A-Za-z0-9_])(?=[A-Za-z0-9_])')
    if (character === '>') return this.#put('(?<=[A-Za-z0-9_])(?![A-Za-z0-9_])')
    if (character === '`') return this.#put('^')
    if (/[bBwWsS1-9]/.test(character)) return this.#put(`\\${character}`)
    this.#put(/[\\^$.*+?()[\]{}|/-]/.test(character) ? escapeCharacter(character) : character)
  }

  #special(character: string): void {
    switch (character) {
      case '(':
        this.#depth++
        this.#out += '('
        this.#atStart = true
        return
      case ')':
        if (this.#depth === 0) {
          if (this.#extended) return this.#put('\\)')
          this.#error = 'Unmatched ) or \\)'
          return
        }
        this.#depth--
        return this.#put(')')
      case '|':
        this.#out += '|'
        this.#atStart = true
        return
      case '{':
        return this.#interval()
      case '}':
        return this.#put('\\}')
      default:
        return this.#atStart ? this.#put(`\\${character}`) : this.#repeat(character)
    }
  }

  #interval(): void {
    const close = this.#extended ? '}' : '\\}'
    const end = this.#pattern.indexOf(close, this.#at)
    const body = end < 0 ? '' : this.#pattern.slice(this.#at, end)
    const found = /^(\d*)(?:(,)(\d*))?$/.exec(body)
    if (end < 0 || !found || body === '') {
      if (this.#extended) return this.#put('\\{')
      this.#error = end < 0 ? 'Unmatched { or \\{' : 'Invalid content of \\{\\}'
      return
    }
    this.#at = end + close.length
    const [, from, comma = '', to = ''] = found
    this.#out += `{${from || '0'}${comma}${to}}`
  }

  #bracket(): void {
    const rest = this.#pattern.slice(this.#at)
    const found = /^(\^?)(\]?(?:\[:\w+:\]|\[[.=].[.=]\]|[^\]])*)\]/su.exec(rest)
    if (!found) {
      this.#error = rest === '' ? 'Invalid regular expression' : 'Unmatched [, [^, [:, [., or [='
      return
    }
    this.#at += found[0].length
    const set = found[2]!.replace(
      /\[:(\w+):\]|\[[.=](.)[.=]\]|[\\[\]^]|-(?=$)|^-|[(){}/|]/gu,
      (all, name, one) => {
        if (name) return CLASSES[name] ?? ''
        return one ? escapeCharacter(one) : escapeCharacter(all)
      },
    )
    this.#put(`[${found[1]}${set}]`)
  }
}
