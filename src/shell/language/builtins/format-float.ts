/** C's %e %f %g for one number, without padding. */
export function floating(value: number, conversion: string, precision = 6, alternative = false): string {
  const upper = conversion !== conversion.toLowerCase()
  const text = format(value, conversion.toLowerCase(), precision, alternative)
  return upper ? text.toUpperCase() : text
}

function format(value: number, conversion: string, precision: number, alternative: boolean): string {
  if (Number.isNaN(value)) return 'nan'
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  const size = Math.abs(value)
  if (size === Infinity) return `${sign}inf`
  if (conversion === 'f') return sign + fixed(size, precision)
  if (conversion === 'e') return sign + exponential(size, precision)
  return sign + general(size, precision === 0 ? 1 : precision, alternative)
}

function fixed(value: number, precision: number): string {
  if (value >= 1e21) return precision > 0 ? `${BigInt(value)}.${'0'.repeat(precision)}` : `${BigInt(value)}`
  return value.toFixed(Math.min(precision, 100))
}

function exponential(value: number, precision: number): string {
  return value.toExponential(Math.min(precision, 100)).replace(/e([+-])(\d)$/, 'e$10$2')
}

function general(value: number, precision: number, alternative: boolean): string {
  const digits = Math.min(precision, 100)
  const exponent = value === 0 ? 0 : Number(value.toExponential(digits - 1).split('e')[1])
  const small = exponent >= -4 && exponent < precision
  const text = small ? fixed(value, Math.max(0, digits - 1 - exponent)) : exponential(value, digits - 1)
  if (alternative || !text.includes('.')) return text
  return text.replace(/\.?0+(e|$)/, '$1')
}
