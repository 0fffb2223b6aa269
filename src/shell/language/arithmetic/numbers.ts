import { ArithmeticError } from './error.ts'

/** 64-bit wrap-around, as C has it. */
export function wrap(value: bigint): bigint {
  return value >= -0x8000000000000000n && value <= 0x7fffffffffffffffn ? value : BigInt.asIntN(64, value)
}

/** 10, 0x1f, 017, 2#101, 64#@_. `rest` is what an error message shows. */
export function parseNumber(text: string, rest: string): bigint {
  if (/^(?:0|[1-9]\d*)$/.test(text)) return wrap(BigInt(text))
  const hash = text.indexOf('#')
  if (hash > 0) return parseWithBase(text, hash, rest)
  if (/^0[xX]/.test(text)) return digits(text.slice(2), 16, rest)
  if (text[0] === '0') return digits(text.slice(1), 8, rest)
  return digits(text, 10, rest)
}

function parseWithBase(text: string, hash: number, rest: string): bigint {
  const base = Number(text.slice(0, hash))
  if (!/^\d+$/.test(text.slice(0, hash))) throw new ArithmeticError('invalid number', rest)
  if (base < 2 || base > 64) throw new ArithmeticError('invalid arithmetic base', rest)
  if (hash === text.length - 1) throw new ArithmeticError('invalid integer constant', rest)
  return digits(text.slice(hash + 1), base, rest)
}

function digits(text: string, base: number, rest: string): bigint {
  let value = 0n
  for (const character of text) {
    const digit = digitValue(character, base)
    if (digit >= base) throw new ArithmeticError('value too great for base', rest)
    value = value * BigInt(base) + BigInt(digit)
  }
  return BigInt.asIntN(64, value)
}

/** Letters count from 10; up to base 36 case does not matter, then capitals go on from 36, then @ and _. */
function digitValue(character: string, base: number): number {
  if (character >= '0' && character <= '9') return Number(character)
  if (character >= 'a' && character <= 'z') return character.charCodeAt(0) - 87
  if (character >= 'A' && character <= 'Z') return character.charCodeAt(0) - (base <= 36 ? 55 : 29)
  return character === '@' ? 62 : character === '_' ? 63 : 64
}
