import type { Bridge, BridgePort, FdbEntry } from '../device/bridge-device.ts'
import { type Reply, refuse } from '../device/errno.ts'
import { type Mac, ZERO_MAC } from '../frame/mac.ts'
import { tellPorts } from './hw-addresses.ts'
import { addEntry, findEntry, forget, forgetExpired, refresh } from './learn.ts'
import { vlansOf } from './vlans.ts'

/** Neighbour states (NUD_*) as the table uses them: for this machine, static, learned. */
export type FdbState = 'permanent' | 'noarp' | 'reachable'

/** RTM_NEWNEIGH for a bridge: what `bridge fdb add` asks. */
export interface FdbRequest {
  readonly mac: Mac
  readonly state: FdbState
  /** NLM_F_CREATE, NLM_F_EXCL: may it be made, must it be new. */
  readonly create: boolean
  readonly exclusive: boolean
  readonly sticky?: boolean
  /** NTF_USE: as if a frame had come from there. */
  readonly use?: boolean
  /** NTF_EXT_LEARNED. */
  readonly extLearned?: boolean
  readonly vlan?: number
}

/** br_fdb_add. Without a port the entry is the bridge's own. Of no VLAN, it is of every VLAN of the port as well. */
export function addFdb(
  bridge: Bridge,
  port: BridgePort | undefined,
  request: FdbRequest,
  now: number,
): Reply {
  if (request.mac === ZERO_MAC) return refuse('EINVAL')
  const { members } = vlansOf({ bridge, port })
  const { vlan = 0 } = request
  if (vlan !== 0 && !members.has(vlan)) return refuse('EINVAL')
  for (const one of vlan === 0 ? [0, ...sorted(members)] : [vlan]) {
    const refusal = addIn(one, bridge, port, request, now)
    if (refusal !== undefined) return refusal
  }
  return undefined
}

/** vg->vlan_list is in order of number. */
function sorted(members: ReadonlyMap<number, unknown>): number[] {
  return [...members.keys()].sort((a, b) => a - b)
}

/** __br_fdb_add. */
function addIn(
  vlan: number,
  bridge: Bridge,
  port: BridgePort | undefined,
  request: FdbRequest,
  now: number,
): Reply {
  if (request.use) return useEntry(port, request.mac, vlan, now)
  if (request.extLearned) return addExternal(bridge, port, request, vlan, now)
  return addByUser(bridge, port, request, vlan, now)
}

function useEntry(port: BridgePort | undefined, mac: Mac, vlan: number, now: number): Reply {
  if (port === undefined) return refuse('EINVAL')
  if (!learns(port)) return undefined
  if (port.bridge.driver.ageing === 0) return undefined
  const entry = findEntry(port.bridge, mac, now, vlan) ?? addEntry(port.bridge, mac, port, now, vlan)
  if (entry.local) return undefined
  refresh(entry, port, now, undefined)
  entry.addedByUser = true
  return undefined
}

/** br_fdb_external_learn_add. */
function addExternal(
  bridge: Bridge,
  port: BridgePort | undefined,
  request: FdbRequest,
  vlan: number,
  now: number,
): Reply {
  if (port === undefined && request.state !== 'permanent')
    return refuse('EINVAL', 'bridge: FDB entry towards bridge must be permanent')
  const known = findEntry(bridge, request.mac, now, vlan)
  const entry = known ?? addEntry(bridge, request.mac, port, now, vlan)
  entry.updated = now
  entry.port = port
  entry.extLearned = true
  // Netlink made it, and to the kernel that is a user.
  entry.addedByUser = true
  if (port === undefined) entry.local = true
  return undefined
}

/** fdb_add_entry. */
function addByUser(
  bridge: Bridge,
  port: BridgePort | undefined,
  request: FdbRequest,
  vlan: number,
  now: number,
): Reply {
  const { mac, state, sticky = false } = request
  const lasting = state === 'permanent' || state === 'noarp'
  if (port !== undefined && !lasting && !learns(port)) return refuse('EPERM')
  if (port === undefined && state !== 'permanent') return refuse('EINVAL')
  if (sticky && state === 'permanent') return refuse('EINVAL')

  const known = findEntry(bridge, mac, now, vlan)
  if (known === undefined && !request.create) return refuse('ENOENT')
  if (known !== undefined && request.exclusive) return refuse('EEXIST')
  const entry = known ?? addEntry(bridge, mac, port, now, vlan)
  const changed = entry.port !== port || fdbState(entry) !== state || entry.sticky !== sticky
  entry.port = port
  entry.addedByUser = true
  entry.local = state === 'permanent'
  if (entry.static !== lasting) tellPorts(bridge, mac, lasting ? 1 : -1)
  entry.static = lasting
  entry.sticky = sticky
  entry.used = now
  if (changed) entry.updated = now
  return undefined
}

/** br_fdb_delete: the entry must lead to that very port. Without a VLAN, of all that the port is in. */
export function deleteFdb(
  bridge: Bridge,
  port: BridgePort | undefined,
  mac: Mac,
  vlan: number | undefined,
  now: number,
): Reply {
  const numbers = vlan ? [vlan] : [0, ...vlansOf({ bridge, port }).members.keys()]
  const entries = numbers.map((one) => findEntry(bridge, mac, now, one)).filter((one) => one !== undefined)
  const there = entries.filter((entry) => entry.port === port)
  for (const entry of there) forget(bridge, entry)
  return there.length === 0 ? refuse('ENOENT') : undefined
}

/** br_vlan_find: a bridge knows the VLANs of its ports, even those that it is not in itself. */
export function knowsVlan(bridge: Bridge, port: BridgePort | undefined, vlan: number): boolean {
  const groups = port === undefined ? [bridge.driver, ...bridge.driver.ports] : [port]
  return groups.some(({ vlans }) => vlans.members.has(vlan))
}

/** What a flush is about; absent: all of them. */
export interface FlushFilter {
  readonly port?: BridgePort
  readonly local?: boolean
  readonly static?: boolean
  readonly addedByUser?: boolean
  readonly extLearned?: boolean
  readonly sticky?: boolean
  readonly vlan?: number
}

/** br_fdb_flush: local entries go with the others. */
export function flushFdb(bridge: Bridge, filter: FlushFilter): void {
  for (const entry of bridge.driver.fdb.values()) if (isFlushed(entry, filter)) forget(bridge, entry)
}

function isFlushed(entry: FdbEntry, filter: FlushFilter): boolean {
  const flags = ['port', 'local', 'static', 'addedByUser', 'extLearned', 'sticky', 'vlan'] as const
  return flags.every((flag) => filter[flag] === undefined || filter[flag] === entry[flag])
}

/** br_fdb_dump: br->fdb_list has the newest entry first. */
export function listFdb(bridge: Bridge, now: number): FdbEntry[] {
  forgetExpired(bridge, now)
  return [...bridge.driver.fdb.values()].reverse()
}

/** fdb_to_nud. */
export function fdbState(entry: FdbEntry): FdbState {
  if (entry.local) return 'permanent'
  return entry.static ? 'noarp' : 'reachable'
}

function learns(port: BridgePort): boolean {
  return port.state === 'learning' || port.state === 'forwarding'
}
