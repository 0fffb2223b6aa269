import { ArpOperation, emitArp } from '../frame/arp.ts'
import { checksum, readUint16, writeUint16 } from '../frame/checksum.ts'
import { emitIcmpv6, ICMPV6_HLEN, Icmpv6Type } from '../frame/icmpv6.ts'
import { emitIpv4, IpProtocol, PLAIN_HEADER } from '../frame/ipv4.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
import { emitIpv6, IPV6_HLEN, PLAIN_HEADER6 } from '../frame/ipv6.ts'
import { type Ipv6, parseIpv6 } from '../frame/ipv6-address.ts'
import type { Mac } from '../frame/mac.ts'
import { emitNd, ND_HOP_LIMIT, type NdMessage } from '../frame/nd.ts'

/** What a frame bears that is more than bytes. */
export type Payload = ArpPayload | IpPayload | NdPayload | Ip6Payload

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

/** A question who has an address, or an answer; addresses are written as `2001:db8::11`. */
export interface NdPayload {
  readonly kind: 'nd'
  readonly message: 'solicitation' | 'advertisement'
  readonly source: string
  readonly destination: string
  readonly target: string
  /** Whether it says at which MAC its sender, or what was asked for, is. */
  readonly tellsMac: boolean
  /** Of an answer. */
  readonly solicited: boolean
  readonly override: boolean
  /** Its checksum is wrong, or it has come through a router. */
  readonly fault?: 'checksum' | 'hops' | undefined
}

/** An echo request, or a reply to nobody's request. It fills its frame. */
export interface Ip6Payload {
  readonly kind: 'ip6'
  readonly message: 'request' | 'reply'
  readonly source: string
  readonly destination: string
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
    case 'nd':
      return ndBytes(payload)
    case 'ip6':
      return ip6Bytes(payload, length)
  }
}

/**
 * An address speaks ARP from one MAC alone, which no device has: what is known of it changes never, and it does not
 * matter for how long a neighbour is locked (arp_process).
 */
const stationOf = (address: Ipv4): Mac => station(address & 0xff)
const station = (last: number): Mac => (0x0200_0000_0100 + last) as Mac
const station6Of = (address: Ipv6): Mac => station(Number(address & 0xffn))

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

function ndBytes({ source, destination, fault, ...payload }: NdPayload): Uint8Array {
  const ends = { src: ipv6(source), dst: ipv6(destination) }
  const message = emitIcmpv6(emitNd(ndMessage(payload, ends.src)), ends)
  if (fault === 'checksum') writeUint16(message, 2, readUint16(message, 2) ^ 1)
  return emitIpv6({ ...PLAIN_HEADER6, ...ends, hopLimit: fault === 'hops' ? 64 : ND_HOP_LIMIT }, message)
}

type NdFields = Omit<NdPayload, 'kind' | 'source' | 'destination' | 'fault'>

function ndMessage({ message, target, tellsMac, solicited, override }: NdFields, source: Ipv6): NdMessage {
  const wanted = ipv6(target)
  if (message === 'solicitation')
    return {
      kind: 'neighbour solicitation',
      target: wanted,
      source: tellsMac ? station6Of(source) : undefined,
      nonce: undefined,
    }
  const targetMac = tellsMac ? station6Of(wanted) : undefined
  return { kind: 'neighbour advertisement', target: wanted, router: false, solicited, override, targetMac }
}

function ip6Bytes({ source, destination, message: what }: Ip6Payload, length: number): Uint8Array {
  const ends = { src: ipv6(source), dst: ipv6(destination) }
  const data = new Uint8Array(Math.max(length - IPV6_HLEN - ICMPV6_HLEN, 0))
  const message = emitIcmpv6({ type: ECHO_TYPES[what], code: 0, rest: 0, data }, ends)
  return emitIpv6({ ...PLAIN_HEADER6, ...ends, hopLimit: 64 }, message)
}

const ECHO_TYPES = { request: Icmpv6Type.echo, reply: Icmpv6Type.echoReply } as const

function ipv6(text: string): Ipv6 {
  return parseIpv6(text)!
}
