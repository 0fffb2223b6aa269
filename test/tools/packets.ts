/** Frames for the tests, built byte by byte and without the project's own codecs. */

export function hex(text: string): Uint8Array {
  return Uint8Array.from(text.replace(/[\s:]/g, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

export function join(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

const u16 = (value: number) => [(value >>> 8) & 255, value & 255]
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)]
const dotted = (address: string) => address.split('.').map(Number)

export const A = '02:00:00:00:00:0a'
export const B = '02:00:00:00:00:0b'
export const ALL = 'ff:ff:ff:ff:ff:ff'
export const ZERO = '00:00:00:00:00:00'

export function ether(dst: string, src: string, type: number, payload: Uint8Array, length = 0): Uint8Array {
  const frame = join(hex(dst), hex(src), u16(type), payload)
  return frame.length < length ? join(frame, new Uint8Array(length - frame.length)) : frame
}

export function arp(op: number, sha: string, spa: string, tha: string, tpa: string): Uint8Array {
  return join(hex('0001 0800 06 04'), u16(op), hex(sha), dotted(spa), hex(tha), dotted(tpa))
}

export interface IpFields {
  readonly src?: string
  readonly dst?: string
  readonly proto: number
  readonly ttl?: number
  readonly tos?: number
  readonly id?: number
  readonly fragment?: number
  readonly options?: Uint8Array
  readonly length?: number
  readonly checksum?: number
}

export function ip(fields: IpFields, payload: Uint8Array): Uint8Array {
  const options = fields.options ?? new Uint8Array()
  const headerLength = 20 + options.length
  const header = join(
    [0x40 | (headerLength / 4), fields.tos ?? 0],
    u16(fields.length ?? headerLength + payload.length),
    u16(fields.id ?? 0),
    u16(fields.fragment ?? 0),
    [fields.ttl ?? 64, fields.proto, 0, 0],
    dotted(fields.src ?? '192.168.56.122'),
    dotted(fields.dst ?? '192.168.56.123'),
    options,
  )
  header.set(u16(fields.checksum ?? sum(header)), 10)
  return join(header, payload)
}

export function icmp(
  type: number,
  code: number,
  rest: number,
  data: Uint8Array,
  checksum?: number,
): Uint8Array {
  const message = join([type, code, 0, 0], u32(rest), data)
  message.set(u16(checksum ?? sum(message)), 2)
  return message
}

export function udp(sport: number, dport: number, data: Uint8Array, checksum = 0): Uint8Array {
  return join(u16(sport), u16(dport), u16(8 + data.length), u16(checksum), data)
}

/** With the checksum that belongs to the default addresses of {@link ip}. */
export function udpSummed(sport: number, dport: number, data: Uint8Array): Uint8Array {
  const bare = udp(sport, dport, data)
  const pseudo = join(dotted('192.168.56.122'), dotted('192.168.56.123'), [0, 17], u16(bare.length), bare)
  return udp(sport, dport, data, sum(pseudo))
}

export function tcp(flags: number, data: Uint8Array, options: Uint8Array = new Uint8Array()): Uint8Array {
  const header = join(
    u16(1234),
    u16(80),
    u32(42),
    u32(7),
    [((20 + options.length) / 4) << 4, flags],
    u16(1000),
    [0, 0, 0, 0],
  )
  const bare = join(header, options, data)
  const pseudo = join(dotted('192.168.56.122'), dotted('192.168.56.123'), [0, 6], u16(bare.length), bare)
  bare.set(u16(sum(pseudo)), 16)
  return bare
}

export function sum(bytes: Uint8Array): number {
  let total = 0
  for (let i = 0; i < bytes.length; i += 2) total += (bytes[i]! << 8) | (bytes[i + 1] ?? 0)
  while (total > 0xffff) total = (total & 0xffff) + (total >>> 16)
  return ~total & 0xffff
}

export function counting(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => i)
}

export function vlan(tci: number, type: number, payload: Uint8Array): Uint8Array {
  return join(u16(tci), u16(type), payload)
}
