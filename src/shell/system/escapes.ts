import { decode, encode } from './bytes.ts'

/** Backslash escapes of echo -e, printf and $'…'. Bytes written as numbers join to UTF-8 characters. */

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
}

const NUMERIC = /^(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8}))/

export interface Unescaped {
  readonly text: string
  /** \c was met: nothing more is printed. */
  readonly stop: boolean
}

/** `style`: echo and %b write octal as \0nnn; a printf format as \nnn. */
export function readEscapes(text: string, style: 'echo' | 'b' | 'format'): Unescaped {
  if (!text.includes('\\')) return { text, stop: false }
  let bytes = ''
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== '\\' || i + 1 === text.length) {
      const character = String.fromCodePoint(text.codePointAt(i)!)
      bytes += encode(character)
      i += character.length - 1
      continue
    }
    const rest = text.slice(i + 1)
    if (rest[0] === 'c' && style !== 'format') return { text: decode(bytes), stop: true }
    const [out, length] = one(rest, style)
    bytes += out
    i += length
  }
  return { text: decode(bytes), stop: false }
}

/** What one escape stands for, in bytes, and its length after the backslash. */
function one(rest: string, style: 'echo' | 'b' | 'format'): [string, number] {
  const simple = SIMPLE[rest[0]!]
  if (simple) return [simple, 1]
  const octal = (
    style === 'echo' ? /^0([0-7]{0,3})/ : style === 'b' ? /^0?([0-7]{1,3})|^0/ : /^([0-7]{1,3})/
  ).exec(rest)
  if (octal) return [String.fromCharCode(Number.parseInt(octal[1] || '0', 8) & 255), octal[0].length]
  const numeric = NUMERIC.exec(rest)
  if (numeric?.[1]) return [String.fromCharCode(Number.parseInt(numeric[1], 16)), numeric[0].length]
  const code = numeric?.[2] ?? numeric?.[3]
  if (numeric && code && Number.parseInt(code, 16) <= 0x10ffff)
    return [encode(String.fromCodePoint(Number.parseInt(code, 16))), numeric[0].length]
  if (style !== 'echo' && (rest[0] === '"' || rest[0] === "'" || rest[0] === '?')) return [rest[0], 1]
  return ['\\', 0]
}
