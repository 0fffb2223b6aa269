import { checksum, readUint16 } from '../frame/checksum.ts'
import { EtherType, fromHex, toHex } from '../frame/frame.ts'
import { isGroup, type Mac, readMac } from '../frame/mac.ts'
import type { MacNames } from './mac-names.ts'
import { ipv6, isIpv6, isProbe, isUnprompted } from './normalise-ipv6.ts'

/** A frame as text: addresses by name, what the kernel chose replaced, all other bytes in hexadecimal. */
export interface FrameText {
  readonly dst: string
  readonly src: string
  readonly group: boolean
  readonly text: string
  /** What IPv6 says by itself, and says again at times of its own: left out of comparisons. */
  readonly unprompted: boolean
  /** A probe for a duplicate address is sent at a time of its own, whatever else its sender does. */
  readonly apart: boolean
}

const IPPROTO = { icmp: 1, udp: 17 } as const
const ICMP_ECHO = [0, 8]
/** Errors quote the packet that they are about. */
const ICMP_ERRORS = [3, 4, 5, 11, 12]
/** struct timeval, which ping puts before its pattern. */
const PING_TIME = 16
const EPHEMERAL = 32768

export function normaliseFrame(hex: string, names: MacNames): FrameText {
  const bytes = fromHex(hex)
  if (!bytes || bytes.length < 14) throw new Error(`not a frame: ${hex}`)
  const dst = readMac(bytes, 0)
  const src = readMac(bytes, 6)
  const named = { src: names.nameOf(src), dst: names.nameOf(dst), group: isGroup(dst) }
  const text = `${named.src} > ${named.dst} ${typeAndPayload(bytes, 12, names)}`
  return { ...named, text, unprompted: isUnprompted(bytes), apart: isProbe(bytes) }
}

function typeAndPayload(bytes: Uint8Array, at: number, names: MacNames): string {
  const etherType = readUint16(bytes, at)
  const type = etherType.toString(16).padStart(4, '0')
  const body = bytes.subarray(at + 2)
  if (etherType === EtherType.VLAN && body.length >= 4) {
    return `${type} ${toHex(body.subarray(0, 2))} ${typeAndPayload(bytes, at + 4, names)}`
  }
  if (etherType === EtherType.ARP && body.length >= 28) return `${type} ${arp(body, names)}`
  if (etherType === EtherType.IPv4 && isIpv4(body)) return `${type} ${ipv4(body)}`
  if (etherType === EtherType.IPv6 && isIpv6(body)) return `${type} ${ipv6(body, names)}`
  return `${type} ${toHex(body)}`
}

function arp(body: Uint8Array, names: MacNames): string {
  const mac = (at: number): string => names.nameOf(readMac(body, at) as Mac)
  const rest = body.length > 28 ? ` ${toHex(body.subarray(28))}` : ''
  return `${hex(body, 0, 8)} ${mac(8)} ${hex(body, 14, 18)} ${mac(18)} ${hex(body, 24, 28)}${rest}`
}

function isIpv4(body: Uint8Array): boolean {
  return body.length >= 20 && body[0]! >> 4 === 4 && (body[0]! & 15) >= 5 && headerLength(body) <= body.length
}

const headerLength = (packet: Uint8Array): number => (packet[0]! & 15) * 4

/** Bytes after the packet (padding of short frames) stay as they are. */
function ipv4(packet: Uint8Array): string {
  const header = headerLength(packet)
  const end = Math.min(Math.max(readUint16(packet, 2), header), packet.length)
  const sum = checksum(packet, 0, header) === 0 ? 'ok' : 'bad'
  const head = `${hex(packet, 0, 4)} # ${hex(packet, 6, 10)} ${sum} ${hex(packet, 12, header)}`
  const rest = end < packet.length ? ` ${toHex(packet.subarray(end))}` : ''
  return `${head} ${ipv4Payload(packet, packet.subarray(header, end))}${rest}`
}

function ipv4Payload(packet: Uint8Array, payload: Uint8Array): string {
  const fragment = readUint16(packet, 6) & 0x3fff
  if (fragment === 0 && packet[9] === IPPROTO.icmp && payload.length >= 8) return icmp(payload)
  if (fragment === 0 && packet[9] === IPPROTO.udp && payload.length >= 8) return udp(packet, payload)
  return toHex(payload)
}

function icmp(message: Uint8Array): string {
  const sum = checksum(message) === 0 ? 'ok' : 'bad'
  const type = message[0]!
  if (ICMP_ECHO.includes(type)) {
    const data = message.subarray(8)
    const time = data.length >= PING_TIME ? `# ${hex(data, PING_TIME, data.length)}` : toHex(data)
    return `${hex(message, 0, 2)} ${sum} # ${hex(message, 6, 8)} ${time}`
  }
  const quoted = message.subarray(8)
  const body = ICMP_ERRORS.includes(type) && isIpv4(quoted) ? quotation(quoted) : toHex(quoted)
  return `${hex(message, 0, 2)} ${sum} ${hex(message, 4, 8)} ${body}`
}

/** A quoted packet may be cut short, so its own checksum says nothing. */
function quotation(packet: Uint8Array): string {
  return ipv4(packet).replace(/ (ok|bad) # /, ' # # ')
}

function udp(packet: Uint8Array, message: Uint8Array): string {
  const port = (at: number): string => (readUint16(message, at) >= EPHEMERAL ? '#' : hex(message, at, at + 2))
  const pseudo = (~checksum(packet, 12, 8) & 0xffff) + IPPROTO.udp + readUint16(message, 4)
  const sum =
    readUint16(message, 6) === 0 ? 'none' : checksum(message, 0, message.length, pseudo) === 0 ? 'ok' : 'bad'
  return `${port(0)} ${port(2)} ${hex(message, 4, 6)} ${sum} ${toHex(message.subarray(8))}`
}

const hex = (bytes: Uint8Array, from: number, to: number): string => toHex(bytes.subarray(from, to))
