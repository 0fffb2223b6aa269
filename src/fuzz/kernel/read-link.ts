import type { MacvlanMode } from '../../device/macvlan-device.ts'
import { readMac } from '../../frame/mac.ts'
import type { NamespaceName } from '../bench.ts'
import { COUNTERS, flagsText, type LinkView, type MacvlanView, MODE_BITS, portText } from '../link-view.ts'
import { IPVLAN_DATA, ipvlanText } from './ipvlan-requests.ts'
import { RTM_NEWLINK, RTM_NEWSTATS } from './link-requests.ts'
import type { StandNames } from './stand-names.ts'

const IFLA = {
  address: 1,
  mtu: 4,
  master: 10,
  operstate: 16,
  linkinfo: 18,
  promiscuity: 30,
  carrier: 33,
  allmulti: 61,
}
const [INFO_KIND, INFO_DATA, INFO_SLAVE_KIND, INFO_SLAVE_DATA] = [1, 2, 4, 5]
const HEADER = 16
const NAMES_OF_MODES = new Map(
  Object.entries(MODE_BITS).map(([name, bit]) => [bit, name as MacvlanMode] as const),
)

/** Attributes of higher types are not read here. */
const TYPES = 64
const NOWHERE: readonly number[] = Array.from({ length: TYPES }, () => 0)

/** Offsets of attributes by type, 0 where there is none: nothing is copied. */
class Attributes {
  private readonly at = NOWHERE.slice()
  readonly body: Buffer
  constructor(body: Buffer, start: number, end: number) {
    this.body = body
    for (let at = start; at + 4 <= end; ) {
      const length = body[at]! | (body[at + 1]! << 8)
      if (length < 4) break
      const type = (body[at + 2]! | (body[at + 3]! << 8)) & 0x3fff
      if (type < TYPES) this.at[type] = at
      at += (length + 3) & ~3
    }
  }
  has(type: number): boolean {
    return this.at[type] !== 0
  }
  /** Where its value starts. */
  start(type: number): number {
    return this.at[type]! + 4
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
    const at = this.at[type]!
    return [at + 4, at + this.body.readUInt16LE(at)]
  }
  nested(type: number): Attributes {
    return new Attributes(this.body, ...this.span(type))
  }
}

const NETLINK_HEADER = 16
const TYPE = 4

/** An answer to RTM_GETLINK. */
export class ToldLink {
  readonly netns: NamespaceName
  /** It has counted nothing. */
  readonly link: LinkView
  private readonly message: Buffer
  /** Where the clocks of a switch stand in it, which change always, and are not read. */
  private readonly clocks: Span | undefined

  private constructor(message: Buffer, netns: NamespaceName, names: StandNames) {
    const attributes = new Attributes(message, HEADER, message.length)
    this.netns = netns
    this.message = message
    this.clocks = clocksIn(attributes)
    this.link = readLink(attributes, netns, names)
  }

  /** undefined: there is no such link. */
  static read(bytes: Buffer, start: number, netns: NamespaceName, names: StandNames): ToldLink | undefined {
    if (bytes.readUInt16LE(start + TYPE) !== RTM_NEWLINK) return undefined
    const message = Buffer.from(bytes.subarray(start + NETLINK_HEADER, start + bytes.readUInt32LE(start)))
    return new ToldLink(message, netns, names)
  }

  /** Whether the message that starts there says the same. */
  isToldAgain(bytes: Buffer, start: number): boolean {
    const { message, clocks } = this
    const { length } = message
    if (bytes.readUInt32LE(start) - NETLINK_HEADER !== length) return false
    const at = start + NETLINK_HEADER
    const isSame = (from: number, to: number) => message.compare(bytes, at + from, at + to, from, to) === 0
    if (clocks === undefined) return isSame(0, length)
    return isSame(0, clocks[0]) && isSame(clocks[1], length)
  }
}

function readLink(attributes: Attributes, netns: NamespaceName, names: StandNames): LinkView {
  const { body } = attributes
  const bits = body.readUInt32LE(8)
  const info = attributes.has(IFLA.linkinfo) ? attributes.nested(IFLA.linkinfo) : undefined
  return {
    name: names.name(body.readInt32LE(4)) ?? `if${body.readInt32LE(4)}`,
    netns,
    flags: flagsText(bits),
    mac: readMac(body, attributes.start(IFLA.address)),
    mtu: attributes.u32(IFLA.mtu),
    operstate: attributes.u8(IFLA.operstate),
    carrier: attributes.u8(IFLA.carrier) === 1,
    promiscuity: attributes.u32(IFLA.promiscuity),
    allmulti: attributes.has(IFLA.allmulti) ? attributes.u32(IFLA.allmulti) : undefined,
    master: names.plain(attributes.u32(IFLA.master)),
    macvlan: info && readMacvlan(info),
    port: info && readPort(info),
    ipvlan: info && readIpvlan(info),
    counters: NONE,
  }
}

const NONE: readonly number[] = []

/** The same link when it has counted this. Spelled out, so that all views are alike to the engine. */
export function viewOf(link: LinkView, counters: readonly number[]): LinkView {
  const { name, netns, flags, mac, mtu, operstate, carrier } = link
  const { promiscuity, allmulti, master, macvlan, port, ipvlan } = link
  return {
    name,
    netns,
    flags,
    mac,
    mtu,
    operstate,
    carrier,
    promiscuity,
    allmulti,
    master,
    macvlan,
    port,
    ipvlan,
    counters,
  }
}

type Span = readonly [start: number, end: number]

/** br_fill_info tells of timers. */
function clocksIn(attributes: Attributes): Span | undefined {
  if (!attributes.has(IFLA.linkinfo)) return undefined
  const info = attributes.nested(IFLA.linkinfo)
  return info.has(INFO_KIND) && info.text(INFO_KIND) === 'bridge' ? info.span(INFO_DATA) : undefined
}

/** Bytes of struct rtnl_link_stats64: what every kernel has of it. */
export const STATISTICS = 8 * COUNTERS.length
/** struct if_stats_msg and an attribute's header stand before it. */
const BEFORE_STATISTICS = NETLINK_HEADER + 16

/** Whether the message that starts there answers RTM_GETSTATS. */
export function isStatistics(bytes: Buffer, start: number): boolean {
  return bytes.readUInt16LE(start + TYPE) === RTM_NEWSTATS
}

export function statisticsAt(start: number): number {
  return start + BEFORE_STATISTICS
}

/** They stay far below 2^53. */
export function readCounters(statistics: Buffer): number[] {
  const counters: number[] = []
  for (let at = 0; at < STATISTICS; at += 8)
    counters.push(statistics.readUInt32LE(at) + statistics.readUInt32LE(at + 4) * 2 ** 32)
  return counters
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

function readIpvlan(info: Attributes): string | undefined {
  if (!info.has(INFO_KIND) || info.text(INFO_KIND) !== 'ipvlan') return undefined
  const data = info.nested(INFO_DATA)
  return ipvlanText(data.u16(IPVLAN_DATA.mode), data.u16(IPVLAN_DATA.flags))
}

function readMacs(body: Buffer, start: number, end: number): number[] {
  const macs: number[] = []
  for (let at = start; at + 4 <= end; at += (body.readUInt16LE(at) + 3) & ~3) macs.push(readMac(body, at + 4))
  return macs.sort((a, b) => a - b)
}

/** IFLA_BRPORT_*, in the order of PORT_FLAGS. */
const PORT_ATTRIBUTES = [4, 8, 9, 27, 30, 33]

function readPort(info: Attributes): string | undefined {
  if (!info.has(INFO_SLAVE_KIND) || info.text(INFO_SLAVE_KIND) !== 'bridge') return undefined
  const data = info.nested(INFO_SLAVE_DATA)
  const flags = PORT_ATTRIBUTES.reduce((bits, type, at) => (data.u8(type) === 1 ? bits | (1 << at) : bits), 0)
  return portText(data.u8(1), flags, data.u16(31))
}
