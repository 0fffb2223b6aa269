import { formatIpv4 } from '../../frame/ipv4-address.ts'
import { formatIpv6, readIpv6 } from '../../frame/ipv6-address.ts'
import { type Mac, readMac, writeMac } from '../../frame/mac.ts'
import { NLM_F_ACK, NLM_F_DUMP, NLM_F_REQUEST } from '../../harness/agent/netlink-message.ts'
import { NEVER_AGAIN } from '../ipv6-steps.ts'
import type { FdbStep, NeighbourStep } from '../step.ts'

const [RTM_NEWNEIGH, RTM_DELNEIGH, RTM_GETNEIGH] = [28, 29, 30]
const [AF_INET, AF_BRIDGE, AF_INET6] = [2, 7, 10]
const FAMILIES = { inet: AF_INET, inet6: AF_INET6 } as const
const [NTF_SELF, NTF_MASTER] = [0x02, 0x04]
const [NDA_DST, NDA_LLADDR, NDA_VLAN] = [1, 2, 5]
const [NLM_F_REPLACE, NLM_F_EXCL, NLM_F_CREATE, NLM_F_APPEND] = [0x100, 0x200, 0x400, 0x800]
const NUD = { reachable: 0x02, stale: 0x04, noarp: 0x40, permanent: 0x80 } as const
/** What a neighbour may come to without being told. */
const UNTOLD = { none: 0, incomplete: 0x01, delay: 0x08, probe: 0x10, failed: 0x20 } as const
const NAMES = new Map<number, string>(Object.entries({ ...NUD, ...UNTOLD }).map(([name, bit]) => [bit, name]))

/** As iproute2 fills them. */
const FDB_FLAGS = {
  add: NLM_F_CREATE | NLM_F_EXCL,
  append: NLM_F_CREATE | NLM_F_APPEND,
  replace: NLM_F_CREATE | NLM_F_REPLACE,
  del: 0,
} as const
const FDB_STATES = {
  permanent: NUD.noarp | NUD.permanent,
  noarp: NUD.noarp | NUD.reachable,
  reachable: NUD.reachable,
} as const
const NEIGHBOUR_FLAGS = {
  add: NLM_F_CREATE | NLM_F_EXCL,
  change: NLM_F_REPLACE,
  replace: NLM_F_CREATE | NLM_F_REPLACE,
  del: 0,
} as const

export function changeFdb(index: number, { how, of, mac, state, vlan }: FdbStep): Buffer {
  return neighbourMessage({
    type: how === 'del' ? RTM_DELNEIGH : RTM_NEWNEIGH,
    flags: NLM_F_REQUEST | NLM_F_ACK | FDB_FLAGS[how],
    family: AF_BRIDGE,
    index,
    state: FDB_STATES[state],
    of: of === 'self' ? NTF_SELF : NTF_MASTER,
    attributes: [
      [NDA_LLADDR, macBytes(mac)],
      ...(vlan === undefined ? [] : [[NDA_VLAN, Buffer.of(vlan, vlan >> 8)] as const]),
    ],
  })
}

export function changeNeighbour(index: number, { how, address, mac, state }: NeighbourStep): Buffer {
  const destination = Buffer.alloc(4)
  destination.writeUInt32BE(address)
  return neighbourMessage({
    type: how === 'del' ? RTM_DELNEIGH : RTM_NEWNEIGH,
    flags: NLM_F_REQUEST | NLM_F_ACK | NEIGHBOUR_FLAGS[how],
    family: AF_INET,
    index,
    state: NUD[state],
    of: 0,
    attributes: [[NDA_DST, destination], ...(how === 'del' ? [] : [[NDA_LLADDR, macBytes(mac)] as const])],
  })
}

export function dumpNeighbours(family: 'inet' | 'inet6' = 'inet'): Buffer {
  const flags = NLM_F_REQUEST | NLM_F_DUMP
  return neighbourMessage({
    type: RTM_GETNEIGH,
    flags,
    family: FAMILIES[family],
    index: 0,
    state: 0,
    of: 0,
    attributes: [],
  })
}

interface NeighbourMessage {
  readonly type: number
  readonly flags: number
  readonly family: number
  readonly index: number
  readonly state: number
  readonly of: number
  readonly attributes: readonly (readonly [number, Buffer])[]
}

const HEADERS = 16 + 12

/** struct ndmsg, and attributes. */
function neighbourMessage({ type, flags, family, index, state, of, attributes }: NeighbourMessage): Buffer {
  const message = Buffer.alloc(HEADERS + attributes.length * 12)
  message.writeUInt16LE(type, 4)
  message.writeUInt16LE(flags, 6)
  message[16] = family
  message.writeInt32LE(index, 20)
  message.writeUInt16LE(state, 24)
  message[26] = of
  let end = HEADERS
  for (const [name, value] of attributes) {
    message.writeUInt16LE(4 + value.length, end)
    message.writeUInt16LE(name, end + 2)
    value.copy(message, end + 4)
    end += (4 + value.length + 3) & ~3
  }
  message.writeUInt32LE(end, 0)
  return message.subarray(0, end)
}

function macBytes(mac: Mac): Buffer {
  const bytes = Buffer.alloc(6)
  writeMac(bytes, 0, mac)
  return bytes
}

export interface NeighbourLine {
  readonly index: number
  /** `192.0.2.1`, `fe80::1` */
  readonly address: string
  /** `2000000000b stale` */
  readonly told: string
}

export function readNeighbour(bytes: Buffer, start: number, end: number): NeighbourLine {
  let [address, mac] = ['', undefined as Mac | undefined]
  for (let at = start + 12; at + 4 <= end; at += (bytes.readUInt16LE(at) + 3) & ~3) {
    const type = bytes.readUInt16LE(at + 2)
    if (type === NDA_DST) address = addressIn(bytes, at + 4, bytes[start]!)
    if (type === NDA_LLADDR) mac = readMac(bytes, at + 4)
  }
  const state =
    NAMES.get(bytes.readUInt16LE(start + 8)) ?? `state ${bytes.readUInt16LE(start + 8)} of ${address}`
  return { index: bytes.readInt32LE(start + 4), address, told: `${mac?.toString(16)} ${state}` }
}

function addressIn(bytes: Buffer, at: number, family: number): string {
  return family === AF_INET6 ? formatIpv6(readIpv6(bytes, at)) : formatIpv4(bytes.readUInt32BE(at))
}

const RTM_SETNEIGHTBL = 67
const [NDTA_NAME, NDTA_PARMS] = [1, 6]
const [NDTPA_IFINDEX, NDTPA_RETRANS_TIME, NDTPA_DELAY_PROBE_TIME] = [1, 5, 7]
const TABLES = { inet: 'arp_cache', inet6: 'ndisc_cache' } as const

/**
 * `ip ntable change name arp_cache dev DEV retrans … delay_probe …`: what a device asks once it asks at once, and again
 * never, as no time passes in the model.
 */
export function askOnce(index: number, family: 'inet' | 'inet6' = 'inet'): Buffer {
  const number = Buffer.alloc(4)
  number.writeUInt32LE(index)
  const time = Buffer.alloc(8)
  time.writeBigUInt64LE(BigInt(NEVER_AGAIN))
  const parameters = Buffer.concat([
    attribute(NDTPA_IFINDEX, number),
    attribute(NDTPA_RETRANS_TIME, time),
    attribute(NDTPA_DELAY_PROBE_TIME, time),
  ])
  const header = Buffer.alloc(16 + 4)
  header.writeUInt16LE(RTM_SETNEIGHTBL, 4)
  header.writeUInt16LE(NLM_F_REQUEST | NLM_F_ACK, 6)
  header[16] = FAMILIES[family]
  const message = Buffer.concat([
    header,
    attribute(NDTA_NAME, Buffer.from(`${TABLES[family]}\0`)),
    attribute(NDTA_PARMS, parameters),
  ])
  message.writeUInt32LE(message.length, 0)
  return message
}

function attribute(type: number, value: Buffer): Buffer {
  const bytes = Buffer.alloc(4 + ((value.length + 3) & ~3))
  bytes.writeUInt16LE(4 + value.length, 0)
  bytes.writeUInt16LE(type, 2)
  value.copy(bytes, 4)
  return bytes
}
