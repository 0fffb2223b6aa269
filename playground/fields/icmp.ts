import { type Field, field, hex, ipField, layer, rest, uint16 } from './field.ts'

const TYPES: Readonly<Record<number, string>> = {
  0: 'echo reply',
  3: 'unreachable',
  5: 'redirect',
  8: 'echo request',
  11: 'time exceeded',
  12: 'parameter problem',
}
const ECHO = [0, 8]

export function icmpFields(bytes: Uint8Array, at: number, end: number): Field[] {
  const type = bytes[at]!
  const name = TYPES[type]
  const children = [
    field('Type', name === undefined ? `${type}` : `${name} (${type})`, at, 1),
    field('Code', `${bytes[at + 1]}`, at + 1, 1),
    field('Checksum', hex(uint16(bytes, at + 2), 4), at + 2, 2),
    ...fourBytes(type, bytes, at + 4),
  ]
  return [{ ...layer('ICMP', bytes, at, 8, children), value: name ?? '' }, ...rest(bytes, at + 8, end)]
}

/** Their meaning depends on the type. */
function fourBytes(type: number, bytes: Uint8Array, at: number): Field[] {
  if (ECHO.includes(type))
    return [
      field('Identifier', `${uint16(bytes, at)}`, at, 2),
      field('Sequence number', `${uint16(bytes, at + 2)}`, at + 2, 2),
    ]
  if (type === 5) return [ipField('Gateway', bytes, at)]
  if (type === 3) return [field('Next-hop MTU', `${uint16(bytes, at + 2)}`, at + 2, 2)]
  return [field('Unused', hex(uint16(bytes, at) * 65536 + uint16(bytes, at + 2), 8), at, 4)]
}
