/**
 * %f to the digit. bash computes with x87's 80-bit numbers: a decimal text is rounded to 64 significant bits, and
 * that number, exactly, to the digits asked for.
 */

const MANTISSA_BITS = 64

/** A plain decimal number with `precision` digits; undefined if the text is none. */
export function fixedDecimal(text: string, precision: number): string | undefined {
  const found = /^\s*([-+]?)(\d*)\.?(\d*)$/.exec(text)
  if (!found || found[2]! + found[3]! === '') return undefined
  const digits = BigInt(found[2]! + found[3]!)
  const { mantissa, shift } = toBits(digits, 10n ** BigInt(found[3]!.length))
  const scaled = divide(mantissa * 10n ** BigInt(precision), 1n << BigInt(Math.max(0, shift)))
  const rounded = shift < 0 ? scaled << BigInt(-shift) : scaled
  const all = rounded.toString().padStart(precision + 1, '0')
  const point = all.length - precision
  return `${found[1] === '-' ? '-' : ''}${all.slice(0, point)}${precision > 0 ? `.${all.slice(point)}` : ''}`
}

/** The fraction as mantissa / 2^shift. */
function toBits(numerator: bigint, denominator: bigint): { mantissa: bigint; shift: number } {
  if (numerator === 0n) return { mantissa: 0n, shift: 0 }
  const shift = MANTISSA_BITS - (bits(numerator) - bits(denominator))
  const mantissa = shifted(numerator, denominator, shift)
  if (bits(mantissa) <= MANTISSA_BITS) return { mantissa, shift }
  return { mantissa: shifted(numerator, denominator, shift - 1), shift: shift - 1 }
}

function shifted(numerator: bigint, denominator: bigint, shift: number): bigint {
  return shift >= 0
    ? divide(numerator << BigInt(shift), denominator)
    : divide(numerator, denominator << BigInt(-shift))
}

function bits(value: bigint): number {
  return value.toString(2).length
}

/** To nearest, ties to even. */
function divide(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator
  const twice = (numerator % denominator) * 2n
  const up = twice > denominator || (twice === denominator && quotient % 2n === 1n)
  return up ? quotient + 1n : quotient
}
