import { EtherType, type Frame } from '../../src/frame/frame.ts'
import { formatIpv4, type Ipv4 } from '../../src/frame/ipv4-address.ts'
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
  if (etherType !== EtherType.IPv4) return 'other'
  const kind = IP_PROTOCOLS[bytes[23] ?? 0] ?? 'ip'
  const message = bytes[14 + ((bytes[14] ?? 0) & 15) * 4]
  if (kind === 'icmp' && message === 8) return 'echo-request'
  return kind === 'icmp' && message === 0 ? 'echo-reply' : kind
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
  if (frame.etherType === EtherType.IPv6) return 'IPv6'
  return PROTOCOLS[kindOf(frame)] || `0x${frame.etherType.toString(16).padStart(4, '0')}`
}

export interface Ends {
  readonly source: string
  readonly destination: string
}

/** IPv4 addresses, or else MAC addresses by the name of their device. */
export function endsOf(frame: Frame, nameOf: (mac: Mac) => string | undefined): Ends {
  if (frame.etherType === EtherType.IPv4 && frame.bytes.length >= 34)
    return { source: address(frame.bytes, 26), destination: address(frame.bytes, 30) }
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
