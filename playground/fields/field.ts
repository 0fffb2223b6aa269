import { formatIpv4, type Ipv4 } from '../../src/frame/ipv4-address.ts'
import { formatMac, readMac } from '../../src/frame/mac.ts'

/** A part of a frame: which bytes, what they are called, what they say. */
export interface Field {
  /** English; words/fields.ts has the others. */
  readonly name: string
  readonly value: string
  readonly start: number
  readonly length: number
  readonly children: readonly Field[]
}

/** What is left from here to the end. */
export function rest(bytes: Uint8Array, at: number, end = bytes.length): Field[] {
  return at >= end ? [] : [field('Data', `${end - at}`, at, end - at)]
}

export function layer(
  name: string,
  bytes: Uint8Array,
  start: number,
  length: number,
  children: readonly Field[],
): Field {
  return { name, value: '', start, length: Math.min(length, bytes.length - start), children }
}

export function field(
  name: string,
  value: string,
  start: number,
  length: number,
  children: readonly Field[] = [],
): Field {
  return { name, value, start, length, children }
}

export function macField(name: string, bytes: Uint8Array, at: number): Field {
  return field(name, formatMac(readMac(bytes, at)), at, 6)
}

export function ipField(name: string, bytes: Uint8Array, at: number): Field {
  const value = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at)
  return field(name, formatIpv4(value as Ipv4), at, 4)
}

export function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}

export function hex(value: number, digits: number): string {
  return `0x${value.toString(16).padStart(digits, '0')}`
}

const TYPES: Readonly<Record<number, string>> = {
  2048: 'IPv4',
  2054: 'ARP',
  33024: '802.1Q',
  34525: 'IPv6',
  34824: 'PAUSE',
  34984: '802.1ad',
}

/** Below 0x600 it is a length (802.3). */
export function typeField(bytes: Uint8Array, at: number): Field {
  const type = uint16(bytes, at)
  if (type < 0x600) return field('Length', `${type}`, at, 2)
  const name = TYPES[type]
  return field('Type', name === undefined ? hex(type, 4) : `${name} (${hex(type, 4)})`, at, 2)
}
