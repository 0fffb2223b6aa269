import { encode } from '../../system/bytes.ts'
import { readEscapes } from '../../system/escapes.ts'
import { formatTime } from '../../system/time-format.ts'
import { backslashQuote, singleQuote } from '../expansion/quote.ts'
import { floating } from './format-float.ts'
import { fixedDecimal } from './long-double.ts'

/** printf's formats. */

export interface FormatContext {
  readonly now: number
  complain(message: string): void
}

interface Directive {
  readonly flags: string
  readonly width: number
  readonly precision: number | undefined
  readonly conversion: string
}

/** The whole format again and again, until the arguments are used up. */
export function formatAll(format: string, args: readonly string[], context: FormatContext): string {
  const formatter = new Formatter(args, context)
  let out = ''
  do {
    const before = formatter.used
    out += formatter.once(format)
    if (formatter.used === before || formatter.stopped) break
  } while (formatter.used < args.length)
  return out
}

const DIRECTIVE =
  /%(?:%|([-+ #0']*)(\*|-?\d+)?(?:\.(\*|-?\d*))?(?:hh|h|ll|l|L|j|z|t)?(\([^)]*\)T|[a-zA-Z])?)/g

class Formatter {
  readonly #args: readonly string[]
  readonly #context: FormatContext
  used = 0
  stopped = false

  constructor(args: readonly string[], context: FormatContext) {
    this.#args = args
    this.#context = context
  }

  once(format: string): string {
    let out = ''
    let at = 0
    for (const found of format.matchAll(DIRECTIVE)) {
      out += this.#literal(format.slice(at, found.index))
      if (this.stopped) return out
      at = found.index + found[0].length
      if (found[0] === '%%') out += '%'
      else if (found[4] === undefined) {
        const bad = format.slice(found.index)
        this.#context.complain(
          bad.length > found[0].length || found[0] !== '%'
            ? `\`${format[at] ?? found[0].at(-1)}': invalid format character`
            : `\`%': missing format character`,
        )
        this.stopped = true
        return out
      } else out += this.#directive(found)
      if (this.stopped) return out
    }
    return out + this.#literal(format.slice(at))
  }

  #literal(text: string): string {
    const { text: out, stop } = readEscapes(text, 'format')
    if (stop) this.stopped = true
    return out
  }

  #next(): string | undefined {
    const value = this.#args[this.used]
    if (this.used < this.#args.length) this.used++
    return value
  }

  #directive([, flags = '', width, precision, conversion = '']: RegExpMatchArray): string {
    const given = width === '*' ? this.#number(this.#next()) : BigInt(width ?? 0)
    const wide = Number(given)
    const digits =
      precision === '*'
        ? Number(this.#number(this.#next()))
        : precision === undefined
          ? undefined
          : Number(precision || 0)
    return this.#convert({
      flags: wide < 0 ? `${flags}-` : flags,
      width: Math.min(Math.abs(wide), 1_000_000),
      precision: digits !== undefined && digits < 0 ? undefined : digits,
      conversion,
    })
  }

  #convert(directive: Directive): string {
    const { conversion, precision } = directive
    const cut = (text: string) =>
      pad(precision === undefined ? text : [...text].slice(0, precision).join(''), directive)
    switch (conversion) {
      case 's':
        return cut(this.#next() ?? '')
      case 'b': {
        const { text, stop } = readEscapes(this.#next() ?? '', 'b')
        if (stop) this.stopped = true
        return cut(text)
      }
      case 'q':
        return cut(backslashQuote(this.#next() ?? ''))
      case 'Q':
        return cut(singleQuote(this.#next() ?? ''))
      case 'c':
        return pad([...(this.#next() ?? '')][0] ?? '', directive)
      case 'd':
      case 'i':
        return integer(this.#number(this.#next()), directive)
      case 'u':
      case 'o':
      case 'x':
      case 'X':
        return unsigned(BigInt.asUintN(64, this.#number(this.#next())), directive)
      case 'e':
      case 'E':
      case 'f':
      case 'F':
      case 'g':
      case 'G':
        return this.#float(directive)
      default:
        return this.#other(directive)
    }
  }

  #other(directive: Directive): string {
    if (directive.conversion.endsWith('T')) {
      const argument = this.#next()
      const seconds =
        argument === undefined || argument === '-1' || argument === '-2'
          ? Math.floor(this.#context.now / 1e9)
          : Number(argument)
      return pad(formatTime(directive.conversion.slice(1, -2) || '%H:%M:%S', seconds * 1e9), directive)
    }
    if (directive.conversion === 'n') return ''
    this.#context.complain(`\`${directive.conversion}': invalid format character`)
    this.stopped = true
    return ''
  }

  #float(directive: Directive): string {
    const text = this.#next() ?? '0'
    const quoted = /^["'](.)/su.exec(text)
    const value = quoted
      ? quoted[1]!.codePointAt(0)!
      : /^\s*[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|0x[\da-f]+|inf(?:inity)?|nan)$/i.test(text)
        ? parseFloating(text)
        : Number.NaN
    if (text === '' || (Number.isNaN(value) && !/nan/i.test(text))) {
      this.#context.complain(`${text}: invalid number`)
      const prefix = Number.parseFloat(text)
      return signed(
        floating(
          Number.isNaN(prefix) ? 0 : prefix,
          directive.conversion,
          directive.precision,
          directive.flags.includes('#'),
        ),
        directive,
      )
    }
    const exact = /[fF]/.test(directive.conversion) ? fixedDecimal(text, directive.precision ?? 6) : undefined
    return signed(
      exact ?? floating(value, directive.conversion, directive.precision, directive.flags.includes('#')),
      directive,
    )
  }

  /** An integer argument as C reads it; `'a` is a character's code. */
  #number(text: string | undefined): bigint {
    if (text === undefined) return 0n
    const quoted = /^["'](.?)/su.exec(text)
    if (quoted) return BigInt(quoted[1] ? encodeFirst(quoted[1]) : 0)
    const found = /^\s*([-+]?)(0[xX][\da-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(text)
    if (!found || found[0].length !== text.length)
      this.#context.complain(
        `${text}: ${/^\s*[-+]?0\d*[89]/.test(text) ? 'invalid octal number' : 'invalid number'}`,
      )
    if (!found) return 0n
    const digits = found[2]!
    const value = /^0[0-7]+$/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits)
    const signedValue = found[1] === '-' ? -value : value
    if (BigInt.asIntN(64, signedValue) === signedValue || BigInt.asUintN(64, signedValue) === signedValue)
      return signedValue
    this.#context.complain(`warning: ${text}: Numerical result out of range`)
    return signedValue < 0n ? -0x8000000000000000n : 0x7fffffffffffffffn
  }
}

function encodeFirst(character: string): number {
  return character.codePointAt(0)!
}

function parseFloating(text: string): number {
  if (/inf/i.test(text)) return text.trim().startsWith('-') ? -Infinity : Infinity
  return Number(text)
}

function pad(text: string, { flags, width }: Directive): string {
  const missing = width - encode(text).length
  if (missing <= 0) return text
  return flags.includes('-') ? text + ' '.repeat(missing) : ' '.repeat(missing) + text
}

function integer(value: bigint, directive: Directive): string {
  const clipped = BigInt.asIntN(64, value)
  const digits = (clipped < 0n ? -clipped : clipped).toString().padStart(directive.precision ?? 1, '0')
  const text = directive.precision === 0 && clipped === 0n ? '' : digits
  return signed((clipped < 0n ? '-' : '') + text, directive)
}

/** Sign and zero padding. */
function signed(text: string, directive: Directive): string {
  const { flags, width, precision, conversion } = directive
  const negative = text.startsWith('-')
  const sign = negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''
  const digits = negative ? text.slice(1) : text
  const zero =
    flags.includes('0') &&
    !flags.includes('-') &&
    !('di'.includes(conversion) && precision !== undefined) &&
    /^\d/.test(digits)
  return pad(sign + (zero ? digits.padStart(width - sign.length, '0') : digits), directive)
}

function unsigned(value: bigint, directive: Directive): string {
  const { flags, width, precision, conversion } = directive
  const base = conversion === 'o' ? 8 : conversion === 'u' ? 10 : 16
  let digits = value.toString(base).padStart(precision ?? 1, '0')
  if (precision === 0 && value === 0n) digits = ''
  if (conversion === 'X') digits = digits.toUpperCase()
  let prefix = ''
  if (flags.includes('#') && value !== 0n) {
    if (base === 16) prefix = `0${conversion}`
    else if (base === 8 && !digits.startsWith('0')) digits = `0${digits}`
  }
  if (flags.includes('0') && !flags.includes('-') && precision === undefined)
    digits = digits.padStart(width - prefix.length, '0')
  return pad(prefix + digits, directive)
}
