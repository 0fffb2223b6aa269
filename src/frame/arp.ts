import { readUint16, readUint32, writeUint16, writeUint32 } from './checksum.ts'
import type { Ipv4 } from './ipv4-address.ts'
import { type Mac, readMac, writeMac } from './mac.ts'

const ARP_LENGTH = 28
export const ArpOperation = { request: 1, reply: 2 } as const

const HARDWARE_ETHERNET = 1
/** ARPHRD_IEEE802, which arp_process takes for Ethernet too. */
const HARDWARE_IEEE802 = 6
const PROTOCOL_IPV4 = 0x0800

/** ARP for IPv4 over Ethernet (RFC 826): who asks, and for whom. */
export interface ArpPacket {
  readonly operation: number
  readonly senderMac: Mac
  readonly senderIp: Ipv4
  readonly targetMac: Mac
  readonly targetIp: Ipv4
}

/** undefined unless it is ARP for IPv4 over Ethernet, complete. */
export function parseArp(bytes: Uint8Array): ArpPacket | undefined {
  if (bytes.length < ARP_LENGTH) return undefined
  const hardware = readUint16(bytes, 0)
  if (hardware !== HARDWARE_ETHERNET && hardware !== HARDWARE_IEEE802) return undefined
  if (readUint16(bytes, 2) !== PROTOCOL_IPV4 || bytes[4] !== 6 || bytes[5] !== 4) return undefined
  return {
    operation: readUint16(bytes, 6),
    senderMac: readMac(bytes, 8),
    senderIp: readUint32(bytes, 14),
    targetMac: readMac(bytes, 18),
    targetIp: readUint32(bytes, 24),
  }
}

export function emitArp(packet: ArpPacket): Uint8Array {
  const bytes = new Uint8Array(ARP_LENGTH)
  writeUint16(bytes, 0, HARDWARE_ETHERNET)
  writeUint16(bytes, 2, PROTOCOL_IPV4)
  bytes[4] = 6
  bytes[5] = 4
  writeUint16(bytes, 6, packet.operation)
  writeMac(bytes, 8, packet.senderMac)
  writeUint32(bytes, 14, packet.senderIp)
  writeMac(bytes, 18, packet.targetMac)
  writeUint32(bytes, 24, packet.targetIp)
  return bytes
}
