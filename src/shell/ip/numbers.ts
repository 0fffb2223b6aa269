/** What C's strtol(text, &end, base) reads: the number and what follows it; undefined if there is no digit. */
export function strtol(text: string, base: 0 | 10 = 0): { value: number; rest: string } | undefined {
  const found = (base === 10 ? DECIMAL : ANY_BASE).exec(text)
  if (!found) return undefined
  const [whole, sign, digits] = found
  const value = base === 10 ? Number(digits) : Number(digits!.replace(/^0(?=\d)/, '0o'))
  return { value: sign === '-' ? -value : value, rest: text.slice(whole.length) }
}

const DECIMAL = /^\s*([+-]?)(\d+)/
/** 0x… is hexadecimal, 0… octal (`08` is a zero with an 8 behind it). */
const ANY_BASE = /^\s*([+-]?)(0x[0-9a-f]+|0[0-7]*|[1-9]\d*)/i

function whole(text: string): number | undefined {
  const read = strtol(text)
  return read && read.rest === '' ? read.value : undefined
}

/** get_integer: an int. */
export function readInteger(text: string): number | undefined {
  const value = whole(text)
  return value === undefined || value > 0x7fff_ffff || value < -0x8000_0000 ? undefined : value
}

/** get_u32, get_u16, get_u8, by their largest value; a minus sign wraps round and so is refused. */
export function readUnsigned(text: string, largest = 0xffff_ffff): number | undefined {
  const value = whole(text)
  return value === undefined || value > largest || value < 0 ? undefined : Math.abs(value)
}

/** atoi(). */
export function atoi(text: string): number {
  return (strtol(text, 10)?.value ?? 0) | 0
}
