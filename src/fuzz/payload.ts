import { ArpOperation, emitArp } from '../frame/arp.ts'
import { checksum, readUint16, writeUint16 } from '../frame/checksum.ts'
import { emitIpv4, IpProtocol, PLAIN_HEADER } from '../frame/ipv4.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
import type { Mac } from '../frame/mac.ts'

/** What a frame bears that is more than bytes. */
export type Payload = ArpPayload | IpPayload

export interface ArpPayload {
  readonly kind: 'arp'
  readonly operation: keyof typeof ArpOperation
  readonly sender: Ipv4
  readonly target: Ipv4
}

/** An echo reply to nobody's request: whoever it is for takes it and says nothing. It fills its frame. */
export interface IpPayload {
  readonly kind: 'ip'
  readonly source: Ipv4
  readonly destination: Ipv4
  /** Its header's checksum is wrong, or its total length is more than there is. */
  readonly fault?: 'checksum' | 'length' | undefined
}

const NOBODY = 0 as Mac

export function payloadBytes(payload: Payload, length: number): Uint8Array {
  switch (payload.kind) {
    case 'arp':
      return emitArp({
        operation: ArpOperation[payload.operation],
        senderMac: stationOf(payload.sender),
        senderIp: payload.sender,
        targetMac: NOBODY,
        targetIp: payload.target,
      })
    case 'ip':
      return ipBytes(payload, length)
  }
}

/**
 * An address speaks ARP from one MAC alone, which no device has: what is known of it changes never, and it does not
 * matter for how long a neighbour is locked (arp_process).
 */
const stationOf = (address: Ipv4): Mac => (0x0200_0000_0100 + (address & 0xff)) as Mac

const [IP_HEADER, ICMP_HEADER] = [20, 8]

function ipBytes({ source, destination, fault }: IpPayload, length: number): Uint8Array {
  // Type 0 is an echo reply, and so are noughts.
  const message = new Uint8Array(Math.max(length - IP_HEADER, ICMP_HEADER))
  writeUint16(message, 2, checksum(message))
  const packet = emitIpv4(
    { ...PLAIN_HEADER, protocol: IpProtocol.ICMP, src: source, dst: destination },
    message,
  )
  if (fault === 'checksum') writeUint16(packet, 10, readUint16(packet, 10) ^ 1)
  if (fault === 'length') writeUint16(packet, 2, packet.length + 1)
  return packet
}
