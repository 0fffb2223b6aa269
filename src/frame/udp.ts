import { checksum, readUint16, writeUint16 } from './checksum.ts'
import { IpProtocol } from './ipv4.ts'
import type { Ipv4 } from './ipv4-address.ts'

const UDP_HLEN = 8

/** UDP (RFC 768). */
export interface UdpDatagram {
  readonly sourcePort: number
  readonly destinationPort: number
  readonly payload: Uint8Array
}

export type UdpFault = 'truncated' | 'bad checksum'

/** The addresses belong to the checksum (the pseudo header). A checksum of 0 means that there is none. */
export function parseUdp(bytes: Uint8Array, src: Ipv4, dst: Ipv4): UdpDatagram | UdpFault {
  if (bytes.length < UDP_HLEN) return 'truncated'
  const length = readUint16(bytes, 4)
  if (length < UDP_HLEN || length > bytes.length) return 'truncated'
  const sum = pseudoHeader(src, dst, length)
  if (readUint16(bytes, 6) !== 0 && checksum(bytes, 0, length, sum) !== 0) return 'bad checksum'
  return {
    sourcePort: readUint16(bytes, 0),
    destinationPort: readUint16(bytes, 2),
    payload: bytes.subarray(UDP_HLEN, length),
  }
}

export function emitUdp(datagram: UdpDatagram, src: Ipv4, dst: Ipv4): Uint8Array {
  const bytes = new Uint8Array(UDP_HLEN + datagram.payload.length)
  writeUint16(bytes, 0, datagram.sourcePort)
  writeUint16(bytes, 2, datagram.destinationPort)
  writeUint16(bytes, 4, bytes.length)
  bytes.set(datagram.payload, UDP_HLEN)
  const sum = checksum(bytes, 0, bytes.length, pseudoHeader(src, dst, bytes.length))
  writeUint16(bytes, 6, sum === 0 ? 0xffff : sum)
  return bytes
}

function pseudoHeader(src: Ipv4, dst: Ipv4, length: number): number {
  return (src >>> 16) + (src & 0xffff) + (dst >>> 16) + (dst & 0xffff) + IpProtocol.UDP + length
}
