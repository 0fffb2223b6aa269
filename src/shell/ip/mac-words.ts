import type { Mac } from '../../frame/mac.ts'
import { readIpv4Words } from './ipv4-words.ts'
import { fail } from './stop.ts'

/**
 * ll_addr_a2n: bytes in hexadecimal between colons, as many as there are, each as loosely as sscanf("%x") reads
 * it; or, with a dot in it, an IPv4 address. A string is the piece that cannot be read.
 */
export function parseLinkAddress(word: string): number[] | string {
  if (word.includes('.')) {
    const address = readIpv4Words(word)
    return address === undefined ? word : [24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff)
  }
  const bytes: number[] = []
  for (const piece of word.split(':')) {
    const digits = /^\s*\+?(?:0x)?([0-9a-f]+)/i.exec(piece)?.[1]
    if (digits === undefined || Number.parseInt(digits, 16) > 255) return piece
    bytes.push(Number.parseInt(digits, 16))
  }
  return bytes
}

export function badLinkAddress(piece: string): string {
  return `"${piece}" is invalid lladdr.\n`
}

export function readLinkAddress(word: string): number[] {
  const bytes = parseLinkAddress(word)
  return typeof bytes === 'string' ? fail(badLinkAddress(bytes)) : bytes
}

/** undefined if it has not six bytes. */
export function toMac(bytes: readonly number[]): Mac | undefined {
  if (bytes.length !== 6) return undefined
  return bytes.reduce((mac, byte) => mac * 256 + byte, 0) as Mac
}
