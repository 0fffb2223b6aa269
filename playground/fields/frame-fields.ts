import { arpFields } from './arp.ts'
import { type Field, field, layer, macField, rest, typeField, uint16 } from './field.ts'
import { ipv4Fields } from './ipv4.ts'
import { ipv6Fields } from './ipv6.ts'

/** A frame's layers from the outside in. Bytes that nobody understands are data. */
export function fieldsOf(bytes: Uint8Array): Field[] {
  const layers = [ethernet(bytes)]
  let at = 12
  while (isTag(bytes, at)) {
    layers.push(tagLayer(bytes, at + 2))
    at += 4
  }
  return [...layers, ...payload(bytes, at + 2, uint16(bytes, at))]
}

function ethernet(bytes: Uint8Array): Field {
  const [destination, source] = [macField('Destination', bytes, 0), macField('Source', bytes, 6)]
  const children = [destination, source, typeField(bytes, 12)]
  return { ...layer('Ethernet II', bytes, 0, 14, children), value: `${source.value} → ${destination.value}` }
}

const TAGS = [0x8100, 0x88a8]

function isTag(bytes: Uint8Array, at: number): boolean {
  return TAGS.includes(uint16(bytes, at)) && bytes.length >= at + 6
}

function tagLayer(bytes: Uint8Array, at: number): Field {
  const control = uint16(bytes, at)
  return layer('802.1Q', bytes, at, 4, [
    field('Priority', `${control >> 13}`, at, 1),
    field('Drop eligible', `${(control >> 12) & 1}`, at, 1),
    field('VLAN', `${control & 0xfff}`, at, 2),
    typeField(bytes, at + 2),
  ])
}

function payload(bytes: Uint8Array, at: number, type: number): Field[] {
  if (type === 0x0806 && bytes.length >= at + 28) return arpFields(bytes, at)
  if (type === 0x0800 && bytes.length >= at + 20) return ipv4Fields(bytes, at)
  if (type === 0x86dd && bytes.length >= at + 40) return ipv6Fields(bytes, at)
  return rest(bytes, at)
}

/** The smallest part that holds a byte, with all that it is a part of: outermost first. */
export function wayTo(fields: readonly Field[], byte: number): number[] {
  const index = fields.findIndex(({ start, length }) => byte >= start && byte < start + length)
  const found = fields[index]
  return found ? [index, ...wayTo(found.children, byte)] : []
}
