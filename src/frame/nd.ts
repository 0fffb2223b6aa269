import { readUint32, writeUint16, writeUint32 } from './checksum.ts'
import { type Icmpv6Message, Icmpv6Type } from './icmpv6.ts'
import { type Ipv6, readIpv6, writeIpv6 } from './ipv6-address.ts'
import { type Mac, readMac, writeMac } from './mac.ts'

/** Neighbour discovery (RFC 4861): the four messages that stand where IPv4 has ARP and DHCP. */
export type NdMessage =
  | NeighbourSolicitation
  | NeighbourAdvertisement
  | RouterSolicitation
  | RouterAdvertisement

export interface NeighbourSolicitation {
  readonly kind: 'neighbour solicitation'
  readonly target: Ipv6
  readonly source: Mac | undefined
  /** By which a sender of a duplicate probe knows its own again (RFC 7527): six bytes as a number. */
  readonly nonce: number | undefined
}

export interface NeighbourAdvertisement {
  readonly kind: 'neighbour advertisement'
  readonly target: Ipv6
  readonly router: boolean
  readonly solicited: boolean
  readonly override: boolean
  readonly targetMac: Mac | undefined
}

export interface RouterSolicitation {
  readonly kind: 'router solicitation'
  readonly source: Mac | undefined
}

export interface RouterAdvertisement {
  readonly kind: 'router advertisement'
  readonly hopLimit: number
  readonly managed: boolean
  readonly other: boolean
  readonly preference: 'low' | 'medium' | 'high'
  /** Seconds for which the sender is a default router; 0: it is none. */
  readonly lifetime: number
  /** Milliseconds; 0: not said. */
  readonly reachableTime: number
  readonly retransmitTime: number
  readonly source: Mac | undefined
  readonly mtu: number | undefined
  readonly prefixes: readonly PrefixInformation[]
}

export interface PrefixInformation {
  readonly prefix: Ipv6
  readonly length: number
  readonly onLink: boolean
  readonly autonomous: boolean
  /** Seconds; FOREVER is no end. */
  readonly valid: number
  readonly preferred: number
}

export const FOREVER = 0xffff_ffff
/** No router lets it pass, so that it cannot have come from elsewhere. */
export const ND_HOP_LIMIT = 255

const Option = { source: 1, target: 2, prefix: 3, mtu: 5, nonce: 14 } as const
const [ROUTER, SOLICITED, OVERRIDE] = [0x8000_0000, 0x4000_0000, 0x2000_0000]
/** By the two bits of the flags; `10` is reserved, and taken for medium. */
const PREFERENCES = ['medium', 'high', 'medium', 'low'] as const

/** undefined: it is another message, or an option of it has no length or no room. */
export function parseNd({ type, rest, data }: Icmpv6Message): NdMessage | undefined {
  switch (type) {
    case Icmpv6Type.neighbourSolicitation:
      return withOptions(data, 16, (options) => ({
        kind: 'neighbour solicitation',
        target: readIpv6(data, 0),
        source: macIn(options, Option.source),
        nonce: macIn(options, Option.nonce),
      }))
    case Icmpv6Type.neighbourAdvertisement:
      return withOptions(data, 16, (options) => ({
        kind: 'neighbour advertisement',
        target: readIpv6(data, 0),
        router: rest >= ROUTER,
        solicited: (rest & SOLICITED) !== 0,
        override: (rest & OVERRIDE) !== 0,
        targetMac: macIn(options, Option.target),
      }))
    case Icmpv6Type.routerSolicitation:
      return withOptions(data, 0, (options) => ({
        kind: 'router solicitation',
        source: macIn(options, Option.source),
      }))
    case Icmpv6Type.routerAdvertisement:
      return withOptions(data, 8, (options) => routerAdvertisement(rest, data, options))
    default:
      return undefined
  }
}

type Options = readonly Uint8Array[]

function withOptions<T>(data: Uint8Array, start: number, make: (options: Options) => T): T | undefined {
  const options: Uint8Array[] = []
  let at = start
  while (at < data.length) {
    const length = (data[at + 1] ?? 0) * 8
    if (length === 0 || at + length > data.length) return undefined
    options.push(data.subarray(at, at + length))
    at += length
  }
  return data.length < start ? undefined : make(options)
}

function macIn(options: Options, type: number): Mac | undefined {
  const option = options.find((each) => each[0] === type && each.length === 8)
  return option === undefined ? undefined : readMac(option, 2)
}

function routerAdvertisement(rest: number, data: Uint8Array, options: Options): RouterAdvertisement {
  const flags = (rest >>> 16) & 0xff
  const mtu = options.find((option) => option[0] === Option.mtu && option.length === 8)
  return {
    kind: 'router advertisement',
    hopLimit: rest >>> 24,
    managed: (flags & 0x80) !== 0,
    other: (flags & 0x40) !== 0,
    preference: PREFERENCES[(flags >>> 3) & 3]!,
    lifetime: rest & 0xffff,
    reachableTime: readUint32(data, 0),
    retransmitTime: readUint32(data, 4),
    source: macIn(options, Option.source),
    mtu: mtu === undefined ? undefined : readUint32(mtu, 4),
    prefixes: options.filter((option) => option[0] === Option.prefix && option.length === 32).map(readPrefix),
  }
}

function readPrefix(option: Uint8Array): PrefixInformation {
  return {
    prefix: readIpv6(option, 16),
    length: option[2]!,
    onLink: (option[3]! & 0x80) !== 0,
    autonomous: (option[3]! & 0x40) !== 0,
    valid: readUint32(option, 4),
    preferred: readUint32(option, 8),
  }
}

export function emitNd(message: NdMessage): Icmpv6Message {
  switch (message.kind) {
    case 'neighbour solicitation': {
      const { target, source, nonce } = message
      const options = [
        ...macOption(Option.source, source),
        ...macOption(Option.nonce, nonce as Mac | undefined),
      ]
      return icmp(Icmpv6Type.neighbourSolicitation, 0, [addressBytes(target), ...options])
    }
    case 'neighbour advertisement': {
      const { router, solicited, override, target, targetMac } = message
      const rest = (router ? ROUTER : 0) + (solicited ? SOLICITED : 0) + (override ? OVERRIDE : 0)
      const options = macOption(Option.target, targetMac)
      return icmp(Icmpv6Type.neighbourAdvertisement, rest, [addressBytes(target), ...options])
    }
    case 'router solicitation':
      return icmp(Icmpv6Type.routerSolicitation, 0, macOption(Option.source, message.source))
    case 'router advertisement':
      return emitRouterAdvertisement(message)
  }
}

function emitRouterAdvertisement(message: RouterAdvertisement): Icmpv6Message {
  const preference = PREFERENCES.indexOf(message.preference)
  const flags = (message.managed ? 0x80 : 0) + (message.other ? 0x40 : 0) + preference * 8
  const times = new Uint8Array(8)
  writeUint32(times, 0, message.reachableTime)
  writeUint32(times, 4, message.retransmitTime)
  const rest = message.hopLimit * 0x100_0000 + flags * 0x1_0000 + message.lifetime
  const options = [
    ...message.prefixes.map(prefixOption),
    ...(message.mtu === undefined ? [] : [mtuOption(message.mtu)]),
    ...macOption(Option.source, message.source),
  ]
  return icmp(Icmpv6Type.routerAdvertisement, rest, [times, ...options])
}

function icmp(type: number, rest: number, parts: readonly Uint8Array[]): Icmpv6Message {
  const data = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    data.set(part, at)
    at += part.length
  }
  return { type, code: 0, rest, data }
}

function addressBytes(address: Ipv6): Uint8Array {
  const bytes = new Uint8Array(16)
  writeIpv6(bytes, 0, address)
  return bytes
}

function macOption(type: number, mac: Mac | undefined): Uint8Array[] {
  if (mac === undefined) return []
  const bytes = Uint8Array.of(type, 1, 0, 0, 0, 0, 0, 0)
  writeMac(bytes, 2, mac)
  return [bytes]
}

function mtuOption(mtu: number): Uint8Array {
  const bytes = Uint8Array.of(Option.mtu, 1, 0, 0, 0, 0, 0, 0)
  writeUint32(bytes, 4, mtu)
  return bytes
}

function prefixOption(prefix: PrefixInformation): Uint8Array {
  const bytes = new Uint8Array(32)
  writeUint16(bytes, 0, Option.prefix * 256 + 4)
  bytes[2] = prefix.length
  bytes[3] = (prefix.onLink ? 0x80 : 0) + (prefix.autonomous ? 0x40 : 0)
  writeUint32(bytes, 4, prefix.valid)
  writeUint32(bytes, 8, prefix.preferred)
  writeIpv6(bytes, 16, prefix.prefix)
  return bytes
}
