import { EtherType, type Frame } from '../../src/frame/frame.ts'
import { formatIpv4, type Ipv4 } from '../../src/frame/ipv4-address.ts'
import { formatIpv6, readIpv6 } from '../../src/frame/ipv6-address.ts'
import { BROADCAST, formatMac, isGroup, type Mac } from '../../src/frame/mac.ts'
import { EVERYONE } from './row.ts'

/** What a frame is, as its colour and its label tell. */
export type FrameKind =
  | 'arp-request'
  | 'arp-reply'
  | 'echo-request'
  | 'echo-reply'
  | 'icmp'
  | 'udp'
  | 'ip'
  | 'other'

const IP_PROTOCOLS: Readonly<Record<number, FrameKind>> = { 1: 'icmp', 17: 'udp' }

export function kindOf(frame: Frame): FrameKind {
  const { bytes, etherType } = frame
  if (etherType === EtherType.ARP) return bytes[21] === 2 ? 'arp-reply' : 'arp-request'
  if (etherType === EtherType.IPv6) return kindOf6(bytes)
  if (etherType !== EtherType.IPv4) return 'other'
  const kind = IP_PROTOCOLS[bytes[23] ?? 0] ?? 'ip'
  const message = bytes[14 + ((bytes[14] ?? 0) & 15) * 4]
  if (kind === 'icmp' && message === 8) return 'echo-request'
  return kind === 'icmp' && message === 0 ? 'echo-reply' : kind
}

const ICMPV6 = 58
const HOP_BY_HOP = 0

/** The type of the ICMPv6 message; behind hop-by-hop options there is a listener report. */
function icmpv6Type(bytes: Uint8Array): number | undefined {
  if (bytes[20] === HOP_BY_HOP) return bytes[62]
  return bytes[20] === ICMPV6 ? bytes[54] : undefined
}

/** Neighbour discovery stands where ARP does, and looks like it. */
function kindOf6(bytes: Uint8Array): FrameKind {
  switch (icmpv6Type(bytes)) {
    case undefined:
      return bytes[20] === 17 ? 'udp' : 'ip'
    case 128:
      return 'echo-request'
    case 129:
      return 'echo-reply'
    case 135:
      return 'arp-request'
    case 136:
      return 'arp-reply'
    default:
      return 'icmp'
  }
}

const LABELS6: Readonly<Record<number, string>> = {
  128: 'ping',
  129: 'pong',
  133: 'RS',
  134: 'RA',
  135: 'ND ?',
  136: 'ND !',
  143: 'MLD',
}

const LABELS: Readonly<Record<FrameKind, string>> = {
  'arp-request': 'ARP ?',
  'arp-reply': 'ARP !',
  'echo-request': 'ping',
  'echo-reply': 'pong',
  icmp: 'ICMP',
  udp: 'UDP',
  ip: 'IP',
  other: 'frame',
}

export function labelOf(frame: Frame): string {
  if (frame.etherType === EtherType.IPv6) {
    const type = icmpv6Type(frame.bytes)
    return type === undefined ? 'IPv6' : (LABELS6[type] ?? 'ICMPv6')
  }
  return LABELS[kindOf(frame)]
}

const PROTOCOLS: Readonly<Record<FrameKind, string>> = {
  'arp-request': 'ARP',
  'arp-reply': 'ARP',
  'echo-request': 'ICMP',
  'echo-reply': 'ICMP',
  icmp: 'ICMP',
  udp: 'UDP',
  ip: 'IPv4',
  other: '',
}

export function protocolOf(frame: Frame): string {
  if (frame.etherType === EtherType.IPv6) return icmpv6Type(frame.bytes) === undefined ? 'IPv6' : 'ICMPv6'
  return PROTOCOLS[kindOf(frame)] || `0x${frame.etherType.toString(16).padStart(4, '0')}`
}

export interface Ends {
  readonly source: string
  readonly destination: string
}

/** IP addresses, or else MAC addresses by the name of their device. */
export function endsOf(frame: Frame, nameOf: (mac: Mac) => string | undefined): Ends {
  if (frame.etherType === EtherType.IPv4 && frame.bytes.length >= 34)
    return { source: address(frame.bytes, 26), destination: address(frame.bytes, 30) }
  if (frame.etherType === EtherType.IPv6 && frame.bytes.length >= 54)
    return {
      source: formatIpv6(readIpv6(frame.bytes, 22)),
      destination: formatIpv6(readIpv6(frame.bytes, 38)),
    }
  return { source: station(frame.src, nameOf), destination: station(frame.dst, nameOf) }
}

function station(mac: Mac, nameOf: (mac: Mac) => string | undefined): string {
  if (mac === BROADCAST) return EVERYONE
  return (isGroup(mac) ? undefined : nameOf(mac)) ?? formatMac(mac)
}

function address(bytes: Uint8Array, at: number): string {
  const value = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at)
  return formatIpv4(value as Ipv4)
}
