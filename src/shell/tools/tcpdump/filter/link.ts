import {
  and,
  type Base,
  type Condition,
  compare,
  equals,
  load,
  masked,
  not,
  or,
  type Value,
} from './condition.ts'
import { FilterError } from './tokens.ts'

/** What the filter is compiled for. */
export interface Target {
  readonly link: 'ethernet' | 'cooked'
  /** Reading a file: what only the kernel knows about a packet cannot be asked. */
  readonly savefile: boolean
  /** Of the device, for `ip broadcast`. */
  readonly netmask: number
}

/** Where the headers begin; `vlan` moves them for everything to its right. */
export interface Layout {
  readonly target: Target
  /** Bytes of 802.1Q tags before the EtherType at hand. */
  shift: number
}

/** The kernel takes the outermost tag out of what a socket sees; in a file it is where it was on the wire. */
function knowsTags({ target }: Layout): boolean {
  return target.link === 'ethernet' && !target.savefile
}

/** One that the kernel may hold is among the tags before the EtherType at hand. */
function lessTag(layout: Layout): boolean {
  return layout.shift > 0 && knowsTags(layout)
}

export const IPV4 = 0x0800
export const ARP = 0x0806
export const RARP = 0x8035
export const IPV6 = 0x86dd

const COOKED_HEADER = 20
const MAX_LENGTH = 1500
const IEEE_802_2 = 4
const FRAME: Base = { at: 0, behindIpv4: false }

export function frameBase(): Base {
  return FRAME
}

/** Where the network header begins. */
export function networkBase(layout: Layout): Base {
  const at = (layout.target.link === 'cooked' ? COOKED_HEADER : 14) + layout.shift
  return { at, behindIpv4: false, lessTag: lessTag(layout) }
}

export function transportBase(layout: Layout): Base {
  return { ...networkBase(layout), behindIpv4: true }
}

function typeField(layout: Layout): Value {
  const { link } = layout.target
  if (link === 'cooked') return load(FRAME, layout.shift === 0 ? 0 : COOKED_HEADER + layout.shift - 2, 2)
  return load({ ...FRAME, lessTag: lessTag(layout) }, 12 + layout.shift, 2)
}

/** gen_linktype: an EtherType, or a service access point where the field holds a length. */
export function etherType(layout: Layout, type: number): Condition {
  const field = typeField(layout)
  if (type > MAX_LENGTH) return equals(field, type)
  const dsap = equals(load(networkBase(layout), 0, 1), type)
  if (layout.target.link === 'cooked') return and(equals(field, IEEE_802_2), dsap)
  return and(not(compare(field, '>', MAX_LENGTH)), dsap)
}

export function llcFrame(layout: Layout): Condition {
  const field = typeField(layout)
  return layout.target.link === 'cooked' ? equals(field, IEEE_802_2) : not(compare(field, '>', MAX_LENGTH))
}

/** gen_vlan: the tag, and everything after it 4 bytes further, unless the kernel holds it. */
export function vlanTag(layout: Layout, id: number | undefined): Condition {
  if (layout.target.link === 'cooked' && layout.target.savefile)
    throw new FilterError('no VLAN support for Linux cooked v2')
  const outermost = layout.shift === 0 && knowsTags(layout)
  const field = typeField(layout)
  const inBytes = or(or(equals(field, 0x8100), equals(field, 0x88a8)), equals(field, 0x9100))
  const number = load(networkBase(layout), 0, 2)
  layout.shift += 4
  const tagged = outermost ? or(TAGGED, inBytes) : inBytes
  if (id === undefined) return tagged
  if (id > 0xfff) throw new FilterError(`VLAN tag ${id} greater than maximum 4095`)
  const isNumber = (value: Value) => equals(masked(value, 0xfff), id)
  return and(
    tagged,
    outermost ? or(and(TAGGED, isNumber({ kind: 'tag' })), isNumber(number)) : isNumber(number),
  )
}

const TAGGED = equals({ kind: 'tagged' }, 1)

/** gen_inbound. */
export function direction(layout: Layout, outgoing: boolean): Condition {
  if (layout.target.link === 'cooked') return equalsIf(equals(load(FRAME, 10, 1), 4), outgoing)
  if (layout.target.savefile) {
    throw new FilterError('inbound/outbound not supported on Ethernet when reading savefiles')
  }
  return equals({ kind: 'outgoing' }, outgoing ? 1 : 0)
}

function equalsIf(condition: Condition, wanted: boolean): Condition {
  return wanted ? condition : not(condition)
}

export function interfaceIndex(layout: Layout, index: number): Condition {
  if (layout.target.link === 'cooked') return equals(load(FRAME, 4, 4), index)
  if (layout.target.savefile)
    throw new FilterError('ifindex not supported on Ethernet when reading savefiles')
  return equals({ kind: 'ifindex' }, index)
}
