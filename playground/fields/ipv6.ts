import { formatIpv6, readIpv6 } from '../../src/frame/ipv6-address.ts'
import { type Field, field, hex, layer, macField, rest, uint16 } from './field.ts'

const PROTOCOLS: Readonly<Record<number, string>> = { 0: 'Hop-by-hop', 6: 'TCP', 17: 'UDP', 58: 'ICMPv6' }
const HOP_BY_HOP = 0
const ICMPV6 = 58

export function ipv6Fields(bytes: Uint8Array, at: number): Field[] {
  const end = Math.min(bytes.length, at + 40 + uint16(bytes, at + 4))
  const [source, destination] = [address('Source', bytes, at + 8), address('Destination', bytes, at + 24)]
  const next = bytes[at + 6]!
  const flow = ((bytes[at + 1]! & 15) << 16) | uint16(bytes, at + 2)
  const header = layer('IPv6', bytes, at, 40, [
    field('Version', `${bytes[at]! >> 4}`, at, 1),
    field('Traffic class', hex(((bytes[at]! & 15) << 4) | (bytes[at + 1]! >> 4), 2), at, 2),
    field('Flow label', hex(flow, 5), at + 1, 3),
    field('Payload length', `${uint16(bytes, at + 4)}`, at + 4, 2),
    nextHeader(bytes, at + 6),
    field('Hop limit', `${bytes[at + 7]}`, at + 7, 1),
    ...[source, destination],
  ])
  const known = { ...header, value: `${source.value} → ${destination.value}` }
  return [known, ...upper(next, bytes, at + 40, end)]
}

function nextHeader(bytes: Uint8Array, at: number): Field {
  const name = PROTOCOLS[bytes[at]!]
  return field('Next header', name === undefined ? `${bytes[at]}` : `${name} (${bytes[at]})`, at, 1)
}

function address(name: string, bytes: Uint8Array, at: number): Field {
  return field(name, formatIpv6(readIpv6(bytes, at)), at, 16)
}

function upper(next: number, bytes: Uint8Array, at: number, end: number): Field[] {
  if (next === HOP_BY_HOP && end >= at + 8) {
    const length = (bytes[at + 1]! + 1) * 8
    const options = [nextHeader(bytes, at), field('Options', `${length - 2}`, at + 2, length - 2)]
    return [layer('Hop-by-hop', bytes, at, length, options), ...upper(bytes[at]!, bytes, at + length, end)]
  }
  return next === ICMPV6 && end >= at + 8 ? icmpv6Fields(bytes, at, end) : rest(bytes, at, end)
}

const TYPES: Readonly<Record<number, string>> = {
  1: 'Destination unreachable',
  2: 'Packet too big',
  3: 'Time exceeded',
  128: 'Echo request',
  129: 'Echo reply',
  133: 'Router solicitation',
  134: 'Router advertisement',
  135: 'Neighbour solicitation',
  136: 'Neighbour advertisement',
  143: 'Listener report',
}

function icmpv6Fields(bytes: Uint8Array, at: number, end: number): Field[] {
  const type = bytes[at]!
  const name = TYPES[type] ?? `${type}`
  const fields = [
    field('Type', TYPES[type] === undefined ? `${type}` : `${name} (${type})`, at, 1),
    field('Code', `${bytes[at + 1]}`, at + 1, 1),
    field('Checksum', hex(uint16(bytes, at + 2), 4), at + 2, 2),
    ...body(type, bytes, at, end),
  ]
  const last = fields.at(-1)!
  const length = last.start + last.length - at
  return [{ ...layer('ICMPv6', bytes, at, length, fields), value: name }, ...rest(bytes, at + length, end)]
}

function body(type: number, bytes: Uint8Array, at: number, end: number): Field[] {
  if (type === 128 || type === 129)
    return [
      field('Identifier', `${uint16(bytes, at + 4)}`, at + 4, 2),
      field('Sequence number', `${uint16(bytes, at + 6)}`, at + 6, 2),
    ]
  if ((type === 135 || type === 136) && end >= at + 24)
    return [address('Target', bytes, at + 8), ...options(bytes, at + 24, end)]
  return type === 133 ? [field('Unused', hex(0, 8), at + 4, 4), ...options(bytes, at + 8, end)] : []
}

/** A link-layer address each, or bytes. */
function options(bytes: Uint8Array, at: number, end: number): Field[] {
  const length = (bytes[at + 1] ?? 0) * 8
  if (length === 0 || at + length > end) return []
  const isMac = bytes[at] === 1 || bytes[at] === 2
  const one = isMac
    ? { ...macField(bytes[at] === 1 ? 'Source MAC' : 'Target MAC', bytes, at + 2), start: at, length }
    : field('Options', `${length}`, at, length)
  return [one, ...options(bytes, at + length, end)]
}
