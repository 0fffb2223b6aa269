import { PORT_STATES } from '../../device/bridge-device.ts'
import type { MacvlanMode } from '../../device/macvlan-device.ts'
import { readMac } from '../../frame/mac.ts'
import { COUNTERS, FLAG_NAMES, IFF, type LinkView, type MacvlanView, MODE_BITS } from '../link-view.ts'
import { IPVLAN_DATA, ipvlanText } from './ipvlan-requests.ts'
import type { StandNames } from './stand-names.ts'

const IFLA = {
  address: 1,
  mtu: 4,
  stats: 7,
  master: 10,
  operstate: 16,
  linkinfo: 18,
  stats64: 23,
  promiscuity: 30,
  carrier: 33,
  allmulti: 61,
}
const [INFO_KIND, INFO_DATA, INFO_SLAVE_KIND, INFO_SLAVE_DATA] = [1, 2, 4, 5]
const HEADER = 16
const NAMES_OF_MODES = new Map(
  Object.entries(MODE_BITS).map(([name, bit]) => [bit, name as MacvlanMode] as const),
)

/** Offsets of attributes by type: nothing is copied. */
class Attributes {
  private readonly at = new Map<number, number>()
  readonly body: Buffer
  constructor(body: Buffer, start: number, end: number) {
    this.body = body
    for (let at = start; at + 4 <= end; ) {
      const length = body.readUInt16LE(at)
      if (length < 4) break
      this.at.set(body.readUInt16LE(at + 2) & 0x3fff, at)
      at += (length + 3) & ~3
    }
  }
  has(type: number): boolean {
    return this.at.has(type)
  }
  /** Where its value starts. */
  start(type: number): number {
    return this.at.get(type)! + 4
  }
  u8(type: number): number {
    return this.body[this.start(type)]!
  }
  u16(type: number): number {
    return this.body.readUInt16LE(this.start(type))
  }
  u32(type: number, otherwise = 0): number {
    return this.has(type) ? this.body.readUInt32LE(this.start(type)) : otherwise
  }
  text(type: number): string {
    const [start, end] = this.span(type)
    return this.body.toString('latin1', start, end - 1)
  }
  span(type: number): [number, number] {
    const at = this.at.get(type)!
    return [at + 4, at + this.body.readUInt16LE(at)]
  }
  nested(type: number): Attributes {
    return new Attributes(this.body, ...this.span(type))
  }
}

/** An answer to RTM_GETLINK. */
export class ToldLink {
  readonly body: Buffer
  /** Where something stands in it that changes often, and is not read: counters, and the clocks of a switch. */
  private readonly moving: readonly Span[]
  private readonly statistics: number

  constructor(body: Buffer, known?: ToldLink) {
    this.body = body
    if (known !== undefined) {
      this.moving = known.moving
      this.statistics = known.statistics
      return
    }
    const attributes = new Attributes(body, HEADER, body.length)
    this.statistics = attributes.start(IFLA.stats64)
    this.moving = [attributes.span(IFLA.stats), attributes.span(IFLA.stats64), ...clocksIn(attributes)].sort(
      ([a], [b]) => a - b,
    )
  }

  /** A later message that tells the same, but for counters. */
  next(body: Buffer): ToldLink | undefined {
    return isSameOutside(this.moving, this.body, body) ? new ToldLink(Buffer.from(body), this) : undefined
  }

  /** The counters of a message that is the same but for them. */
  statisticsOf(body: Buffer): Buffer {
    return body.subarray(this.statistics, this.statistics + STATISTICS)
  }

  read(netns: string, names: StandNames): LinkView {
    const { body } = this
    const attributes = new Attributes(body, HEADER, body.length)
    const bits = body.readUInt32LE(8)
    const info = attributes.has(IFLA.linkinfo) ? attributes.nested(IFLA.linkinfo) : undefined
    return {
      name: names.name(body.readInt32LE(4)) ?? `if${body.readInt32LE(4)}`,
      netns,
      flags: FLAG_NAMES.filter((name) => bits & IFF[name]).join(' '),
      mac: readMac(body, attributes.start(IFLA.address)),
      mtu: attributes.u32(IFLA.mtu),
      operstate: attributes.u8(IFLA.operstate),
      carrier: attributes.u8(IFLA.carrier) === 1,
      promiscuity: attributes.u32(IFLA.promiscuity),
      allmulti: attributes.has(IFLA.allmulti) ? attributes.u32(IFLA.allmulti) : undefined,
      master: names.plain(attributes.u32(IFLA.master)),
      macvlan: info && readMacvlan(info),
      port: info && readPort(info),
      ...(info !== undefined && readIpvlan(info)),
      counters: readCounters(this.statisticsOf(body)),
    }
  }
}

type Span = readonly [start: number, end: number]

/** br_fill_info tells of timers. */
function clocksIn(attributes: Attributes): readonly Span[] {
  if (!attributes.has(IFLA.linkinfo)) return []
  const info = attributes.nested(IFLA.linkinfo)
  return info.has(INFO_KIND) && info.text(INFO_KIND) === 'bridge' ? [info.span(INFO_DATA)] : []
}

function isSameOutside(moving: readonly Span[], body: Buffer, other: Buffer): boolean {
  if (body.length !== other.length) return false
  let from = 0
  for (const [start, end] of moving) {
    if (body.compare(other, from, start, from, start) !== 0) return false
    from = end
  }
  return body.compare(other, from, other.length, from, body.length) === 0
}

/** Of struct rtnl_link_stats64, what every kernel has. */
const STATISTICS = 8 * COUNTERS.length
/** struct if_stats_msg and an attribute's header stand before it. */
const BEFORE_STATISTICS = 16

/** The counters in an answer to RTM_GETSTATS. */
export function readStatistics(body: Buffer): Buffer {
  return body.subarray(BEFORE_STATISTICS, BEFORE_STATISTICS + STATISTICS)
}

/** They stay far below 2^53. */
export function readCounters(statistics: Buffer): number[] {
  return COUNTERS.map(
    (_, index) => statistics.readUInt32LE(8 * index) + statistics.readUInt32LE(8 * index + 4) * 2 ** 32,
  )
}

function readMacvlan(info: Attributes): MacvlanView | undefined {
  if (!info.has(INFO_KIND) || !/^macv(?:lan|tap)$/.test(info.text(INFO_KIND))) return undefined
  const data = info.nested(INFO_DATA)
  return {
    mode: NAMES_OF_MODES.get(data.u32(1))!,
    flags: data.u16(2),
    sources: data.has(5) ? readMacs(data.body, ...data.span(5)) : [],
    bcQueueLen: data.has(7) ? data.u32(7) : undefined,
    bcQueueLenUsed: data.has(8) ? data.u32(8) : undefined,
    bcCutoff: data.has(9) ? data.body.readInt32LE(data.start(9)) : undefined,
  }
}

function readIpvlan(info: Attributes): Pick<LinkView, 'ipvlan'> {
  if (!info.has(INFO_KIND) || info.text(INFO_KIND) !== 'ipvlan') return {}
  const data = info.nested(INFO_DATA)
  return { ipvlan: ipvlanText(data.u16(IPVLAN_DATA.mode), data.u16(IPVLAN_DATA.flags)) }
}

function readMacs(body: Buffer, start: number, end: number): number[] {
  const macs: number[] = []
  for (let at = start; at + 4 <= end; at += (body.readUInt16LE(at) + 3) & ~3) macs.push(readMac(body, at + 4))
  return macs.sort((a, b) => a - b)
}

const PORT_FLAGS = {
  hairpin: 4,
  learning: 8,
  flood: 9,
  mcastFlood: 27,
  bcastFlood: 30,
  isolated: 33,
} as const

function readPort(info: Attributes): string | undefined {
  if (!info.has(INFO_SLAVE_KIND) || info.text(INFO_SLAVE_KIND) !== 'bridge') return undefined
  const data = info.nested(INFO_SLAVE_DATA)
  const flags = Object.entries(PORT_FLAGS).filter(([, type]) => data.u8(type) === 1)
  return [PORT_STATES[data.u8(1)], ...flags.map(([name]) => name), data.u16(31)].join(' ')
}
