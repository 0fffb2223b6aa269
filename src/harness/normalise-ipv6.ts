import { checksum, readUint16 } from '../frame/checksum.ts'
import { EtherType, toHex } from '../frame/frame.ts'
import { type Mac, readMac } from '../frame/mac.ts'
import type { MacNames } from './mac-names.ts'

const HEADER = 40
const HOP_BY_HOP = 0
const ICMPV6 = 58
const ECHO = [128, 129]
/** Errors quote the packet that they are about. */
const ERRORS = [1, 2, 3, 4]
const ROUTER_SOLICITATION = 133
const SOLICITATION = 135
const LISTENER_REPORT = 143
/** struct timeval, which ping puts before its pattern. */
const PING_TIME = 16

export function isIpv6(body: Uint8Array): boolean {
  return body.length >= HEADER && body[0]! >> 4 === 6
}

/**
 * Listener reports and router solicitations: how many of them fall into a run depends on when it began and how long
 * it took, since they are repeated after random times, and several changes may share a report.
 */
export function isUnprompted(frame: Uint8Array): boolean {
  const packet = packetIn(frame)
  if (packet === undefined) return false
  if (packet[6] === HOP_BY_HOP) return packet[HEADER + 8] === LISTENER_REPORT
  return packet[6] === ICMPV6 && packet[HEADER] === ROUTER_SOLICITATION
}

/** A solicitation from no address (addrconf_dad_work). */
export function isProbe(frame: Uint8Array): boolean {
  const packet = packetIn(frame)
  if (packet?.[6] !== ICMPV6 || packet[HEADER] !== SOLICITATION) return false
  return packet.subarray(8, 24).every((byte) => byte === 0)
}

function packetIn(frame: Uint8Array): Uint8Array | undefined {
  let at = 12
  while (readUint16(frame, at) === EtherType.VLAN) at += 4
  const packet = frame.subarray(at + 2)
  return readUint16(frame, at) === EtherType.IPv6 && isIpv6(packet) ? packet : undefined
}

/** The flow label is a hash with a secret. Bytes after the packet stay as they are. */
export function ipv6(packet: Uint8Array, names: MacNames): string {
  const end = Math.min(HEADER + readUint16(packet, 4), packet.length)
  const head = `${hex(packet, 0, 1)} # ${hex(packet, 4, 8)} ${address(packet, 8, names)} ${address(packet, 24, names)}`
  const rest = end < packet.length ? ` ${toHex(packet.subarray(end))}` : ''
  return `${head} ${payload(packet, packet.subarray(HEADER, end), names)}${rest}`
}

/** An address that was made from a random MAC is as random: the MAC's name stands in it. */
function address(packet: Uint8Array, at: number, names: MacNames): string {
  const bytes = packet.subarray(at, at + 16)
  if (bytes[11] !== 0xff || bytes[12] !== 0xfe) return toHex(bytes)
  const mac = Uint8Array.of(bytes[8]! ^ 2, bytes[9]!, bytes[10]!, bytes[13]!, bytes[14]!, bytes[15]!)
  const read = readMac(mac, 0)
  return names.isRandom(read) ? `${hex(bytes, 0, 8)}${names.nameOf(read)}` : toHex(bytes)
}

function payload(packet: Uint8Array, message: Uint8Array, names: MacNames): string {
  if (packet[6] !== ICMPV6 || message.length < 8) return toHex(message)
  const [type, sum] = [message[0]!, isWhole(packet, message) ? 'ok' : 'bad']
  const head = `${hex(message, 0, 2)} ${sum}`
  if (ECHO.includes(type)) return `${head} # ${hex(message, 6, 8)} ${echoData(message.subarray(8))}`
  if (ERRORS.includes(type)) return `${head} ${hex(message, 4, 8)} ${quotation(message.subarray(8), names)}`
  if (type >= SOLICITATION && type <= SOLICITATION + 1)
    return `${head} ${hex(message, 4, 8)} ${address(message, 8, names)} ${options(message.subarray(24), names)}`
  return `${head} ${hex(message, 4, message.length)}`
}

function isWhole(packet: Uint8Array, message: Uint8Array): boolean {
  const addresses = ~checksum(packet, 8, 32) & 0xffff
  return checksum(message, 0, message.length, addresses + ICMPV6 + message.length) === 0
}

function echoData(data: Uint8Array): string {
  return data.length >= PING_TIME ? `# ${hex(data, PING_TIME, data.length)}` : toHex(data)
}

/** A quoted packet may be cut short, so its own checksum says nothing. */
function quotation(packet: Uint8Array, names: MacNames): string {
  return isIpv6(packet) ? ipv6(packet, names).replace(/ (ok|bad) # /, ' # # ') : toHex(packet)
}

/** Link-layer addresses by name; the number that a sender knows its own question by is random. */
function options(bytes: Uint8Array, names: MacNames): string {
  const [LINK_LAYER, NONCE] = [[1, 2], 14]
  const texts: string[] = []
  for (let at = 0; at + 8 <= bytes.length; at += Math.max(8, bytes[at + 1]! * 8)) {
    const type = bytes[at]!
    if (LINK_LAYER.includes(type))
      texts.push(`${hex(bytes, at, at + 2)} ${names.nameOf(readMac(bytes, at + 2) as Mac)}`)
    else
      texts.push(
        type === NONCE ? `${hex(bytes, at, at + 2)} #` : hex(bytes, at, at + Math.max(8, bytes[at + 1]! * 8)),
      )
  }
  return texts.join(' ')
}

const hex = (bytes: Uint8Array, from: number, to: number): string => toHex(bytes.subarray(from, to))
