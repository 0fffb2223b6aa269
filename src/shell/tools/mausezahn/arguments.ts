import type { Ipv4 } from '../../../frame/ipv4-address.ts'

/** getarg: what stands for `name` in `request, tip=10.0.0.2`; '' without a value, undefined if absent or repeated. */
export function argument(text: string, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = text
      .split(',')
      .map((part) => part.split(/[ =]+/).filter((word) => word !== ''))
      .filter(([key]) => key?.toLowerCase() === name)
    if (found.length === 1) return found[0]![1] ?? ''
  }
  return undefined
}

/** str2int. */
export function number(text: string): number {
  return Number(/^\s*\+?(\d+)/.exec(text)?.[1] ?? 0)
}

export function numberArgument(text: string, name: string, otherwise: number, bits = 16): number {
  const value = argument(text, name)
  return value === undefined ? otherwise : number(value) % 2 ** bits
}

const SEPARATORS = /[-:., ]+/

/** str2hex: bytes as far as they fit, and how many there are; -1 once a word is more than a byte. */
export function hexBytes(text: string): { readonly bytes: readonly number[]; readonly length: number } {
  const bytes: number[] = []
  for (const word of text.split(SEPARATORS).filter((each) => each !== '')) {
    const value = hexWord(word)
    if (value > 0xff) return { bytes, length: -1 }
    bytes.push(value & 0xff)
  }
  return { bytes, length: bytes.length }
}

/** strtol in base 16, squeezed into an int: long words of digits become -1. */
function hexWord(word: string): number {
  const digits = /^(?:0x)?([0-9a-f]+)/i.exec(word)?.[1] ?? '0'
  const value = BigInt(`0x${digits}`)
  const long = value > 0x7fff_ffff_ffff_ffffn ? 0x7fff_ffff_ffff_ffffn : value
  return Number(BigInt.asIntN(32, long))
}

/** str2hex_mac: overwrites `mac` byte by byte until a word is wrong or missing. */
export function overwriteMac(mac: Uint8Array, text: string): void {
  const words = text.split(SEPARATORS).filter((word) => word !== '')
  for (const [i, word] of words.slice(0, 6).entries()) {
    const value = hexWord(word)
    if (value < 0 || value > 0xff) return
    mac[i] = value
  }
}

/** str2ip32: 0 for what is no address. */
export function address(text: string): Ipv4 {
  const parts = text.split('.').map((part) => Number.parseInt(part, 10))
  if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255))) return 0
  return parts.reduce((sum, part) => sum * 256 + part, 0)
}

export function addressBytes(ip: Ipv4): readonly number[] {
  return [ip >>> 24, (ip >>> 16) & 255, (ip >>> 8) & 255, ip & 255]
}

export function word16(value: number): readonly number[] {
  return [(value >>> 8) & 255, value & 255]
}

export function word32(value: number): readonly number[] {
  return addressBytes(value >>> 0)
}

/** bs2str. */
export function colons(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':')
}
