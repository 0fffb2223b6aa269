/** kstrtoul(text, 0, …): the whole line is one number; undefined is EINVAL. */
export function strictNumber(text: string): number | undefined {
  return /^\+?(0x[0-9a-f]+|0[0-7]*|[1-9]\d*)\n?$/i.test(text) ? looseNumber(text.replace('+', '')) : undefined
}

/** simple_strtoul(text, &end, 0): a number at the beginning; what follows does not matter. */
export function looseNumber(text: string): number | undefined {
  const digits = /^(0x[0-9a-f]+|0[0-7]*|[1-9]\d*)/i.exec(text)?.[1]
  if (digits === undefined) return undefined
  return Number(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits)
}
