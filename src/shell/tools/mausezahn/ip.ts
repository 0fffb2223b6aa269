import { checksum } from '../../../frame/checksum.ts'
import { formatIpv4, type Ipv4 } from '../../../frame/ipv4-address.ts'
import { random } from '../../../world/random.ts'
import { addressBytes, argument, colons, hexBytes, number, numberArgument, word16 } from './arguments.ts'
import type { Batch } from './ethernet.ts'
import { type AddressRange, applyMac, randomize, type Session } from './session.ts'
import type { Upper } from './upper.ts'

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
