import { checksum } from '../../../frame/checksum.ts'
import { formatIpv4, type Ipv4 } from '../../../frame/ipv4-address.ts'
import { random } from '../../../world/random.ts'
import {
  address,
  addressBytes,
  argument,
  colons,
  hexBytes,
  number,
  numberArgument,
  word16,
} from './arguments.ts'
import type { Batch } from './ethernet.ts'
import { type AddressRange, applyMac, randomize, type Session } from './session.ts'

/** What lies in an IP packet, for given addresses: ports may be ranges, checksums cover addresses. */
export interface Upper {
  readonly protocol: number
  /** What counts in the header's total length; not always what is there. */
  readonly statedLength: number
  readonly ports: { readonly source: PortRange; readonly destination: PortRange }
  build(source: Ipv4, destination: Ipv4, sourcePort: number, destinationPort: number): readonly number[]
  readonly verbose: string
}

export interface PortRange {
  readonly first: number
  readonly last: number
}

const FILLER = 0x42
const NO_PORTS: PortRange = { first: 0, last: 0 }

/** create_ip_packet and create_eth_frame; without -a, -b and -Q the kernel finds the way. */
export function ipBatch(session: Session, upper: Upper): Batch {
  const { options, destination, source, sources, destinations, world } = session
  const routed = options.sourceMac === '' && options.destinationMac === '' && options.tags === undefined
  const randomDestination =
    options.destinationMac !== '' && applyMac(session, destination, options.destinationMac)
  const randomSource = options.sourceMac !== '' && applyMac(session, source, options.sourceMac)
  const variants = variantsOf(sources, destinations, upper)
  let turn = 0
  return {
    layer: routed ? 'packet' : 'frame',
    variants: variants.length,
    next() {
      const [from, to, sourcePort, destinationPort] = variants[turn++ % variants.length]!
      const src = sources.random ? random(world, 0xe0000000) : from
      const packet = ipPacket(session, upper, src, to, upper.build(src, to, sourcePort, destinationPort))
      if (routed) return { bytes: Uint8Array.from(packet), verbose: describe(session, upper, src, to) }
      if (randomDestination) randomize(world, destination)
      if (randomSource) randomize(world, source)
      const link = ` Eth: DA = ${colons(destination)}, SA = ${colons(source)}\n`
      const bytes = Uint8Array.from([
        ...destination,
        ...source,
        ...tags(options.tags),
        ...etherType(session),
        ...packet,
      ])
      return { bytes, verbose: link + describe(session, upper, src, to) }
    },
  }
}

/** Destination ports change fastest, then source ports, then destinations, then sources. */
function variantsOf(sources: AddressRange, destinations: AddressRange, { ports }: Upper) {
  const found: (readonly [Ipv4, Ipv4, number, number])[] = []
  for (let from = sources.first; from <= sources.last; from++)
    for (let to = destinations.first; to <= destinations.last; to++)
      for (let sp = ports.source.first; sp <= ports.source.last; sp++)
        for (let dp = ports.destination.first; dp <= ports.destination.last; dp++)
          found.push([from, to, sp, dp])
  return found
}

function etherType({ words }: Session): readonly number[] {
  const given = argument(words, 'ether_type')
  if (given === undefined) return [8, 0]
  const [high = 0, low] = hexBytes(given).bytes
  return low === undefined ? [0, high] : [high, low]
}

/** -Q 5:100,200: 802.1Q tags, outermost first. */
function tags(text: string | undefined): readonly number[] {
  if (text === undefined) return []
  return text.split(/[,.]/).flatMap((tag) => {
    const parts = tag.split(':').map(number)
    const [priority, vlan] = parts.length > 1 ? [Math.min(parts[0]!, 7), parts[1]!] : [0, parts[0]!]
    return [0x81, 0x00, ...word16((priority << 13) | Math.min(vlan, 4095))]
  })
}

interface Header {
  readonly tos: number
  readonly id: number
  readonly fragment: number
  readonly ttl: number
  readonly protocol: number
  readonly length: number
  readonly sum: number
}

function header({ words, options }: Session, upper: Upper): Header {
  const plain = options.packetType === 'ip'
  const dscp = argument(words, 'dscp')
  const tos = Number.parseInt(argument(words, 'tos') ?? '0', 16) & 255
  const flag = (name: string, bit: number) => (argument(words, name) === undefined ? 0 : bit)
  return {
    tos: dscp === undefined ? tos : Math.min(number(dscp), 63) * 4,
    id: numberArgument(words, 'id', 0),
    fragment: numberArgument(words, 'frag', 0) | flag('df', 0x4000) | flag('mf', 0x2000) | flag('rf', 0x8000),
    ttl: numberArgument(words, 'ttl', 255, 8),
    protocol: numberArgument(words, 'proto', upper.protocol, 8),
    length: numberArgument(words, plain ? 'len' : 'iplen', 20 + upper.statedLength),
    sum: numberArgument(words, plain ? 'sum' : 'ipsum', 0),
  }
}

function ipPacket(
  session: Session,
  upper: Upper,
  src: Ipv4,
  dst: Ipv4,
  payload: readonly number[],
): readonly number[] {
  const { tos, id, fragment, ttl, protocol, length, sum } = header(session, upper)
  const bytes = Uint8Array.from([
    ...[0x45, tos, ...word16(length), ...word16(id), ...word16(fragment), ttl, protocol, ...word16(sum)],
    ...addressBytes(src),
    ...addressBytes(dst),
  ])
  if (sum === 0) bytes.set(word16(checksum(bytes)), 10)
  return [...bytes, ...payload]
}

function describe(session: Session, upper: Upper, src: Ipv4, dst: Ipv4): string {
  const { tos, id, fragment, ttl, protocol, length, sum } = header(session, upper)
  const fields = `ver=4, len=${length}, tos=${tos}, id=${id}, frag=${fragment}, ttl=${ttl}, proto=${protocol}, sum=${sum}`
  return ` IP:  ${fields}, SA=${formatIpv4(src)}, DA=${formatIpv4(dst)},\n      payload=${upper.verbose}\n\n`
}

/** -p adds bytes to the payload; -P replaces what `p=` says. */
function payloadOf({ words, options }: Session): readonly number[] {
  const ascii = options.payload
  const bytes =
    ascii === undefined ? hexBytes(argument(words, 'payload', 'p') ?? '').bytes : characters(ascii)
  return [...bytes, ...new Array<number>(options.padding).fill(FILLER)]
}

function characters(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0) & 255)
}

export function plainPayload(session: Session): Upper {
  const payload = payloadOf(session)
  const verbose = colons(payload)
  const ports = { source: NO_PORTS, destination: NO_PORTS }
  return { protocol: 0, statedLength: payload.length, ports, build: () => payload, verbose }
}

/** create_udp_packet. */
export function udp(session: Session): Upper {
  const { words } = session
  const payload = payloadOf(session)
  const length = numberArgument(words, 'len', 8 + payload.length)
  const sum = argument(words, 'udp_sum')
  const ports = { source: portRange(argument(words, 'sp')), destination: portRange(argument(words, 'dp')) }
  const details = `sp=${ports.source.first}, dp=${ports.destination.first}, len=${length}, sum=${number(sum ?? '0')}`
  return {
    ...{ protocol: 17, statedLength: length, ports },
    verbose: `[see next layer]\n UDP: ${details}, \n      payload=${colons(payload)}`,
    build(src, dst, sourcePort, destinationPort) {
      const head = [...word16(sourcePort), ...word16(destinationPort), ...word16(length)]
      if (sum !== undefined) return [...head, ...word16(number(sum)), ...payload]
      const pseudo = [...addressBytes(src), ...addressBytes(dst), 0, 17, ...word16(length)]
      const computed = checksum(Uint8Array.from([...pseudo, ...head, 0, 0, ...payload]))
      return [...head, ...word16(computed), ...payload]
    },
  }
}

function portRange(text: string | undefined): PortRange {
  const [first = 0, last = first] = (text ?? '').split('-').map(number)
  if (first > 0xffff) return NO_PORTS
  return first <= last ? { first, last } : { first: last, last: first }
}

/** create_icmp_packet: echo requests, errors, and any type with the own address behind it. */
export function icmp(session: Session): Upper {
  const { words, sources } = session
  const payload = payloadOf(session)
  const kind = kindOf(words)
  const type = numberArgument(words, 'type', DEFAULT_TYPES[kind], 8)
  const code = numberArgument(words, 'code', kind === 'redirect' ? 1 : 0, 8)
  const [id, sequence] = [numberArgument(words, 'id', 0x42), numberArgument(words, 'seq', 1)]
  const rest = {
    echo: [...word16(id), ...word16(sequence)],
    // Given as an argument it gets the wrong byte order, and so it travels.
    redirect: gateway(words) ?? addressBytes(sources.first),
    unreachable: [0, 0, 0, 0],
    other: gateway(words) ?? addressBytes(sources.first),
  }[kind]
  const sum = numberArgument(words, 'icmp_sum', 0)
  const words16 = sum === 0 ? checksum(Uint8Array.from([type, code, 0, 0, ...rest, ...payload])) : sum
  const message = [type, code, ...word16(words16), ...rest, ...payload]
  const details = {
    echo: `ICMP Echo Request (id=${id} seq=${sequence})\n`,
    redirect: `ICMP Redirect, GW=${rest.join('.')}`,
    unreachable: `ICMP unreachable (code=${code})\n`,
    other: `ICMP Redirect, GW=${rest.join('.')}`,
  }[kind]
  return {
    protocol: 1,
    // The real one forgets to count what an unreachable message is long.
    statedLength: kind === 'unreachable' ? 0 : message.length,
    ports: { source: NO_PORTS, destination: NO_PORTS },
    build: () => message,
    verbose: `[see next layer]\n ${details}`,
  }
}

type IcmpKind = 'echo' | 'redirect' | 'unreachable' | 'other'
const DEFAULT_TYPES: Readonly<Record<IcmpKind, number>> = { echo: 8, redirect: 5, unreachable: 3, other: 0 }

function kindOf(words: string): IcmpKind {
  if (argument(words, 'unreach') !== undefined) return 'unreachable'
  if (argument(words, 'ping', 'echoreq') !== undefined) return 'echo'
  return argument(words, 'redirect', 'redir') === undefined ? 'other' : 'redirect'
}

function gateway(words: string): readonly number[] | undefined {
  const text = argument(words, 'gateway', 'gw')
  return text === undefined ? undefined : [...addressBytes(address(text))].reverse()
}
