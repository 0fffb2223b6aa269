import { type Field, field, hex, ipField, layer, macField, rest, typeField, uint16 } from './field.ts'

const OPERATIONS: Readonly<Record<number, string>> = { 1: 'request', 2: 'reply' }

export function arpFields(bytes: Uint8Array, at: number): Field[] {
  const operation = uint16(bytes, at + 6)
  const name = OPERATIONS[operation]
  const children = [
    field('Hardware type', uint16(bytes, at) === 1 ? 'Ethernet (1)' : `${uint16(bytes, at)}`, at, 2),
    { ...typeField(bytes, at + 2), name: 'Protocol type' },
    field('Hardware size', `${bytes[at + 4]}`, at + 4, 1),
    field('Protocol size', `${bytes[at + 5]}`, at + 5, 1),
    field('Operation', name === undefined ? `${operation}` : `${name} (${operation})`, at + 6, 2),
    macField('Sender MAC', bytes, at + 8),
    ipField('Sender IP', bytes, at + 14),
    macField('Target MAC', bytes, at + 18),
    ipField('Target IP', bytes, at + 24),
  ]
  const known = layer('ARP', bytes, at, 28, children)
  return [{ ...known, value: name ?? hex(operation, 4) }, ...rest(bytes, at + 28)]
}
