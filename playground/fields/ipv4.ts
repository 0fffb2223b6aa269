import { type Field, field, hex, ipField, layer, rest, uint16 } from './field.ts'
import { icmpFields } from './icmp.ts'

const PROTOCOLS: Readonly<Record<number, string>> = { 1: 'ICMP', 2: 'IGMP', 6: 'TCP', 17: 'UDP' }

export function ipv4Fields(bytes: Uint8Array, at: number): Field[] {
  const header = (bytes[at]! & 15) * 4
  const total = uint16(bytes, at + 2)
  const end = Math.min(bytes.length, at + Math.max(total, header))
  const [source, destination] = [ipField('Source', bytes, at + 12), ipField('Destination', bytes, at + 16)]
  const protocol = bytes[at + 9]!
  const name = PROTOCOLS[protocol]
  const children = [
    field('Version', `${bytes[at]! >> 4}`, at, 1),
    field('Header length', `${header}`, at, 1),
    field('Type of service', hex(bytes[at + 1]!, 2), at + 1, 1),
    field('Total length', `${total}`, at + 2, 2),
    field('Identification', hex(uint16(bytes, at + 4), 4), at + 4, 2),
    fragment(bytes, at + 6),
    field('Time to live', `${bytes[at + 8]}`, at + 8, 1),
    field('Protocol', name === undefined ? `${protocol}` : `${name} (${protocol})`, at + 9, 1),
    field('Header checksum', hex(uint16(bytes, at + 10), 4), at + 10, 2),
    ...[source, destination],
    ...(header > 20 ? [field('Options', `${header - 20}`, at + 20, header - 20)] : []),
  ]
  const known = layer('IPv4', bytes, at, header, children)
  const first = (uint16(bytes, at + 6) & 0x1fff) === 0
  return [
    { ...known, value: `${source.value} → ${destination.value}` },
    ...(first ? transport(protocol, bytes, at + header, end) : rest(bytes, at + header, end)),
    ...padding(bytes, end),
  ]
}

function fragment(bytes: Uint8Array, at: number): Field {
  const word = uint16(bytes, at)
  return field('Fragment', hex(word, 4), at, 2, [
    field("Don't fragment", `${(word >> 14) & 1}`, at, 1),
    field('More fragments', `${(word >> 13) & 1}`, at, 1),
    field('Offset', `${(word & 0x1fff) * 8}`, at, 2),
  ])
}

function transport(protocol: number, bytes: Uint8Array, at: number, end: number): Field[] {
  if (protocol === 1 && end >= at + 8) return icmpFields(bytes, at, end)
  if (protocol === 17 && end >= at + 8) return udpFields(bytes, at, end)
  return rest(bytes, at, end)
}

function udpFields(bytes: Uint8Array, at: number, end: number): Field[] {
  const children = [
    field('Source port', `${uint16(bytes, at)}`, at, 2),
    field('Destination port', `${uint16(bytes, at + 2)}`, at + 2, 2),
    field('Length', `${uint16(bytes, at + 4)}`, at + 4, 2),
    field('Checksum', hex(uint16(bytes, at + 6), 4), at + 6, 2),
  ]
  const value = `${children[0]!.value} → ${children[1]!.value}`
  return [{ ...layer('UDP', bytes, at, 8, children), value }, ...rest(bytes, at + 8, end)]
}

function padding(bytes: Uint8Array, end: number): Field[] {
  return rest(bytes, end).map((one) => ({ ...one, name: 'Padding' }))
}
