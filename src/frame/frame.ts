import { isGroup, type Mac, readMac, writeMac } from './mac.ts'

export const ETH_HLEN = 14
/** The shortest frame a wire carries, without its checksum. Virtual devices carry shorter ones. */
export const ETH_ZLEN = 60

export const EtherType = {
  IPv4: 0x0800,
  ARP: 0x0806,
  VLAN: 0x8100,
  IPv6: 0x86dd,
  PAUSE: 0x8808,
} as const

/** An Ethernet II frame without its checksum. Immutable: a device that changes a frame makes a new one. */
export interface Frame {
  readonly bytes: Uint8Array
  readonly dst: Mac
  readonly src: Mac
  readonly etherType: number
  /** The destination is a multicast or broadcast address. */
  readonly group: boolean
  /** What counts as its length (skb->len with the Ethernet header): without a tag that was taken out. */
  readonly length: number
  /** The VLAN tag that a receiver has taken out (skb_vlan_untag): `etherType` is what comes after it. */
  readonly tag: number | undefined
  /** It was sent through a device that does not read a protocol from it: until it is received, the kernel knows none. */
  readonly unparsed?: true | undefined
}

/** Takes ownership of the bytes. Throws if there is not even a header: callers check length at the edge. */
export function parseFrame(bytes: Uint8Array): Frame {
  if (bytes.length < ETH_HLEN) throw new Error(`a frame of ${bytes.length} bytes has no Ethernet header`)
  const dst = readMac(bytes, 0)
  return {
    bytes,
    dst,
    src: readMac(bytes, 6),
    etherType: (bytes[12]! << 8) | bytes[13]!,
    group: (bytes[0]! & 1) === 1,
    length: bytes.length,
    tag: undefined,
  }
}

export function buildFrame(dst: Mac, src: Mac, etherType: number, payload: Uint8Array): Frame {
  const bytes = new Uint8Array(ETH_HLEN + payload.length)
  writeMac(bytes, 0, dst)
  writeMac(bytes, 6, src)
  bytes[12] = etherType >>> 8
  bytes[13] = etherType
  bytes.set(payload, ETH_HLEN)
  return { bytes, dst, src, etherType, group: isGroup(dst), length: bytes.length, tag: undefined }
}

export function payloadOf(frame: Frame): Uint8Array {
  const tagged = frame.bytes.length - frame.length
  return frame.bytes.subarray(ETH_HLEN + tagged)
}

export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += (byte < 16 ? '0' : '') + byte.toString(16)
  return text
}

/** undefined unless the text is an even number of hexadecimal digits. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) return undefined
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
