import type { PortChanges } from '../../bridge/port-settings.ts'
import type { MacvlanMode } from '../../device/macvlan-device.ts'
import { type Mac, writeMac } from '../../frame/mac.ts'
import {
  MessageWriter,
  NLM_F_ACK,
  NLM_F_CREATE_EXCL,
  NLM_F_DUMP,
  NLM_F_REQUEST,
} from '../../harness/agent/netlink-message.ts'
import type { MacvlanOptions, SourceChange } from '../../world/link-requests.ts'
import type { FixedLink } from '../bench.ts'
import { IFF, MODE_BITS, NODST, NOPROMISC } from '../link-view.ts'
import type { MacvlanKind, VlanStep } from '../step.ts'

export const [RTM_NEWLINK, RTM_NEWSTATS] = [16, 92]
const [RTM_DELLINK, RTM_GETLINK, RTM_SETLINK, RTM_GETNEIGH, RTM_GETSTATS] = [17, 18, 19, 30, 94]
const IFLA = {
  address: 1,
  name: 3,
  mtu: 4,
  link: 5,
  master: 10,
  protinfo: 12,
  linkinfo: 18,
  group: 27,
  netnsFd: 28,
}
const [INFO_KIND, INFO_DATA] = [1, 2]
const AF_BRIDGE = 7
const VETH_INFO_PEER = 1
const IFLA_VLAN_ID = 1
const IFLA_BR_AGEING_TIME = 4
const IFLA_BR_VLAN_FILTERING = 7
const IFLA_BR_FDB_FLUSH = 21
const IFLA_BR_MCAST_SNOOPING = 23
const MACVLAN = { mode: 1, flags: 2, addressMode: 3, address: 4, addresses: 5, queueLength: 7, cutoff: 9 }
const SOURCE_HOW = { add: 0, del: 1, flush: 2, set: 3 } as const

const ACKED = NLM_F_REQUEST | NLM_F_ACK

/** Fresh macvlans are in this group, so that one message takes them all away. */
export const FRESH_GROUP = 77

export function addVeth(near: FixedLink, far: FixedLink): MessageWriter {
  return named(new MessageWriter(RTM_NEWLINK, ACKED | NLM_F_CREATE_EXCL, { index: near.index }), near).nested(
    IFLA.linkinfo,
    (info) =>
      info
        .text(INFO_KIND, 'veth')
        .nested(INFO_DATA, (data) =>
          data.nested(VETH_INFO_PEER, (peer) => named(peer.linkHeader({ index: far.index }), far)),
        ),
  )
}

function named(message: MessageWriter, { name, mac }: FixedLink): MessageWriter {
  return message.text(IFLA.name, name).bytes(IFLA.address, macBytes(mac))
}

export function addBridge({ name, index }: FixedLink): MessageWriter {
  const header = { index, flags: IFF.up, change: IFF.up }
  return new MessageWriter(RTM_NEWLINK, ACKED | NLM_F_CREATE_EXCL, header)
    .text(IFLA.name, name)
    .nested(IFLA.linkinfo, (info) =>
      info.text(INFO_KIND, 'bridge').nested(INFO_DATA, (data) => data.u8(IFLA_BR_MCAST_SNOOPING, 0)),
    )
}

export interface NewMacvlan {
  readonly kind: MacvlanKind
  readonly name: string
  readonly index: number
  readonly lower: number
  readonly mode: MacvlanMode
  readonly mac: Mac
  readonly up: boolean
  readonly mtu: number | undefined
  /** A descriptor of the namespace that it shall be in; undefined: this one. */
  readonly netns: number | undefined
  readonly options: MacvlanOptions
}

export function addMacvlan(want: NewMacvlan): MessageWriter {
  const header = { index: want.index, flags: want.up ? IFF.up : 0, change: want.up ? IFF.up : 0 }
  const message = new MessageWriter(RTM_NEWLINK, ACKED | NLM_F_CREATE_EXCL, header)
  message.text(IFLA.name, want.name).u32(IFLA.link, want.lower).u32(IFLA.group, FRESH_GROUP)
  message.bytes(IFLA.address, macBytes(want.mac))
  if (want.mtu !== undefined) message.u32(IFLA.mtu, want.mtu)
  if (want.netns !== undefined) message.u32(IFLA.netnsFd, want.netns)
  return macvlanInfo(message, want.kind, { ...want.options, mode: want.mode })
}

export function changeMacvlan(index: number, kind: MacvlanKind, options: MacvlanOptions): MessageWriter {
  return macvlanInfo(new MessageWriter(RTM_NEWLINK, ACKED, { index }), kind, options)
}

function macvlanInfo(message: MessageWriter, kind: MacvlanKind, options: MacvlanOptions): MessageWriter {
  return message.nested(IFLA.linkinfo, (info) =>
    info.text(INFO_KIND, kind).nested(INFO_DATA, (data) => macvlanData(data, options)),
  )
}

function macvlanData(
  data: MessageWriter,
  { mode, flags, sources, bcQueueLen, bcCutoff }: MacvlanOptions,
): void {
  if (mode !== undefined) data.u32(MACVLAN.mode, MODE_BITS[mode])
  if (flags !== undefined)
    data.bytes(MACVLAN.flags, Uint8Array.of((flags.nopromisc ? NOPROMISC : 0) | (flags.nodst ? NODST : 0), 0))
  if (bcQueueLen !== undefined) data.u32(MACVLAN.queueLength, bcQueueLen)
  if (bcCutoff !== undefined) data.u32(MACVLAN.cutoff, bcCutoff >>> 0)
  if (sources !== undefined) sourceData(data, sources)
}

function sourceData(data: MessageWriter, change: SourceChange): void {
  data.u32(MACVLAN.addressMode, SOURCE_HOW[change.how])
  if (change.how === 'add' || change.how === 'del') data.bytes(MACVLAN.address, macBytes(change.address))
  if (change.how === 'set')
    data.nested(MACVLAN.addresses, (list) => {
      for (const address of change.addresses) list.bytes(MACVLAN.address, macBytes(address))
    })
}

/** `ip link set`, indexes and descriptors in the place of names. */
export interface RawChanges {
  readonly up?: boolean
  readonly promisc?: boolean
  readonly allmulticast?: boolean
  readonly address?: Mac
  readonly mtu?: number
  readonly master?: number
  readonly netns?: number
}

export function changeLink(index: number, changes: RawChanges): MessageWriter {
  const { address, mtu, master, netns } = changes
  const message = new MessageWriter(RTM_NEWLINK, ACKED, { index, ...flagsOf(changes) })
  if (netns !== undefined) message.u32(IFLA.netnsFd, netns)
  if (address !== undefined) message.bytes(IFLA.address, macBytes(address))
  if (mtu !== undefined) message.u32(IFLA.mtu, mtu)
  if (master !== undefined) message.u32(IFLA.master, master)
  return message
}

function flagsOf({ up, promisc, allmulticast }: RawChanges): { flags: number; change: number } {
  let [flags, change] = [0, 0]
  for (const [bit, on] of [
    [IFF.up, up],
    [IFF.promisc, promisc],
    [IFF.allmulti, allmulticast],
  ] as const) {
    if (on === undefined) continue
    change |= bit
    if (on) flags |= bit
  }
  return { flags, change }
}

const PORT_BYTES = {
  state: 1,
  hairpin: 4,
  guard: 5,
  rootBlock: 6,
  fastleave: 7,
  learning: 8,
  flood: 9,
  mcastFlood: 27,
  mcastToUnicast: 28,
  vlanTunnel: 29,
  bcastFlood: 30,
  neighSuppress: 32,
  isolated: 33,
  locked: 39,
} as const
const [BRPORT_GROUP_FWD_MASK, BRPORT_FLUSH] = [31, 24]

export function changePort(index: number, changes: PortChanges): MessageWriter {
  const message = new MessageWriter(RTM_SETLINK, ACKED, { family: AF_BRIDGE, index })
  return message.nested(IFLA.protinfo, (info) => {
    for (const [name, type] of Object.entries(PORT_BYTES)) {
      const value = changes[name as keyof typeof PORT_BYTES]
      if (value !== undefined) info.u8(type, Number(value))
    }
    if (changes.groupFwdMask !== undefined)
      info.bytes(BRPORT_GROUP_FWD_MASK, Uint8Array.of(changes.groupFwdMask, changes.groupFwdMask >> 8))
    if (changes.flush) info.bytes(BRPORT_FLUSH, new Uint8Array(0))
  })
}

export function deleteLink(index: number): MessageWriter {
  return new MessageWriter(RTM_DELLINK, ACKED, { index })
}

/** The device goes with the next `deleteGroup`. */
export function joinGroup(index: number): MessageWriter {
  return new MessageWriter(RTM_NEWLINK, ACKED, { index }).u32(IFLA.group, FRESH_GROUP)
}

/** unregister_netdevice_many: a single wait for all of them. */
export function deleteGroup(): MessageWriter {
  return new MessageWriter(RTM_DELLINK, ACKED, {}).u32(IFLA.group, FRESH_GROUP)
}

const IFLA_EXT_MASK = 29
/** No counters, and none of those that IPv6 keeps. */
const RTEXT_FILTER_SKIP_STATS = 8

export function getLink(index: number): Buffer {
  const attribute = [8 | (IFLA_EXT_MASK << 16), RTEXT_FILTER_SKIP_STATS]
  return question(RTM_GETLINK, [0, index, 0, 0, ...attribute])
}

/** struct if_stats_msg: the index, and a mask that asks for IFLA_STATS_LINK_64 alone. */
export function getStatistics(index: number): Buffer {
  return question(RTM_GETSTATS, [0, index, 1])
}

function question(type: number, words: readonly number[]): Buffer {
  const message = Buffer.alloc(16 + 4 * words.length)
  message.writeUInt32LE(message.length, 0)
  message.writeUInt16LE(type, 4)
  message.writeUInt16LE(NLM_F_REQUEST, 6)
  words.forEach((word, at) => {
    message.writeInt32LE(word, 16 + 4 * at)
  })
  return message
}

/** It goes with the fresh macvlans. */
export function addVlan(want: {
  readonly name: string
  readonly index: number
  readonly lower: number
  readonly id: number
  readonly up: boolean
}): MessageWriter {
  const header = { index: want.index, flags: want.up ? IFF.up : 0, change: want.up ? IFF.up : 0 }
  return new MessageWriter(RTM_NEWLINK, ACKED | NLM_F_CREATE_EXCL, header)
    .text(IFLA.name, want.name)
    .u32(IFLA.link, want.lower)
    .u32(IFLA.group, FRESH_GROUP)
    .nested(IFLA.linkinfo, (info) =>
      info
        .text(INFO_KIND, 'vlan')
        .nested(INFO_DATA, (data) => data.bytes(IFLA_VLAN_ID, Uint8Array.of(want.id, want.id >> 8))),
    )
}

function changeBridge(index: number, fill: (data: MessageWriter) => void): MessageWriter {
  return new MessageWriter(RTM_NEWLINK, ACKED, { index }).nested(IFLA.linkinfo, (info) =>
    info.text(INFO_KIND, 'bridge').nested(INFO_DATA, fill),
  )
}

/** br_set_ageing_time: in hundredths of a second. */
export function changeAgeing(index: number, ageingTime: number): MessageWriter {
  return changeBridge(index, (data) => data.u32(IFLA_BR_AGEING_TIME, ageingTime))
}

export function changeFiltering(index: number, on: boolean): MessageWriter {
  return changeBridge(index, (data) => data.u8(IFLA_BR_VLAN_FILTERING, Number(on)))
}

export function flushFdb(index: number): MessageWriter {
  return changeBridge(index, (data) => data.bytes(IFLA_BR_FDB_FLUSH, new Uint8Array(0)))
}

const IFLA_AF_SPEC = 26
const [BRIDGE_FLAGS, BRIDGE_VLAN_INFO] = [0, 2]
const [FLAG_MASTER, FLAG_SELF] = [1, 2]
const [VLAN_PVID, VLAN_UNTAGGED] = [2, 4]

/** struct bridge_vlan_info: flags and number. */
export function changeVlan(index: number, { how, of, vlan, pvid, untagged }: VlanStep): MessageWriter {
  const type = how === 'add' ? RTM_SETLINK : RTM_DELLINK
  const flags = (pvid ? VLAN_PVID : 0) | (untagged ? VLAN_UNTAGGED : 0)
  const where = of === 'self' ? FLAG_SELF : FLAG_MASTER
  return new MessageWriter(type, ACKED, { family: AF_BRIDGE, index }).nested(IFLA_AF_SPEC, (spec) =>
    spec
      .bytes(BRIDGE_FLAGS, Uint8Array.of(where, 0))
      .bytes(BRIDGE_VLAN_INFO, Uint8Array.of(flags, 0, vlan, vlan >> 8)),
  )
}

/** The tables of all bridges, and the lists of all devices; or those of one bridge and its ports. */
export function dumpFdb(bridge?: number): MessageWriter {
  const message = new MessageWriter(RTM_GETNEIGH, NLM_F_REQUEST | NLM_F_DUMP, { family: AF_BRIDGE })
  return bridge === undefined ? message : message.u32(IFLA.master, bridge)
}

function macBytes(mac: Mac): Uint8Array {
  const bytes = new Uint8Array(6)
  writeMac(bytes, 0, mac)
  return bytes
}
