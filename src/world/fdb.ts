import {
  addFdb,
  deleteFdb,
  type FdbRequest,
  type FdbState,
  type FlushFilter,
  fdbState,
  flushFdb,
  knowsVlan,
  listFdb,
} from '../bridge/fdb.ts'
import { findEntry } from '../bridge/learn.ts'
import type { Bridge, BridgePort, FdbEntry } from '../device/bridge-device.ts'
import { type Device, isKind } from '../device/device.ts'
import { type Refusal, type Reply, refuse } from '../device/errno.ts'
import { isGroup, isLinkLocalGroup, type Mac } from '../frame/mac.ts'
import { isVlanId } from '../frame/vlan-tag.ts'
import { addUnicast, applyFilterChanges, joinGlobally, leaveGroup, removeUnicast } from './device-filters.ts'
import type { Netns, World } from './world.ts'

/** NTF_MASTER and NTF_SELF: whose table is meant, the bridge's that the device is in, or the device's own. */
export interface FdbTarget {
  readonly master: boolean
  readonly self: boolean
}

export interface FdbAddition extends FdbRequest {
  /** NLM_F_REPLACE. */
  readonly replace?: boolean
}

/** rtnl_fdb_add. */
export function addFdbEntry(world: World, dev: Device, request: FdbAddition, target: FdbTarget): Reply {
  return (
    admitFdb(dev, request.vlan, 'FDB add only supported for Ethernet devices') ??
    inBoth(dev, target, {
      master: (port) => addToBridge(world, port.bridge, port, request),
      self: () => addOwn(world, dev, request),
    })
  )
}

/** rtnl_fdb_del. */
export function deleteFdbEntry(
  world: World,
  dev: Device,
  request: Pick<FdbRequest, 'mac' | 'state' | 'vlan'>,
  target: FdbTarget,
): Reply {
  return (
    admitFdb(dev, request.vlan, 'FDB delete only supported for Ethernet devices') ??
    inBoth(dev, target, {
      master: (port) => deleteFromBridge(world, port.bridge, port, request),
      self: () => deleteOwn(world, dev, request),
    })
  )
}

/** RTM_DELNEIGH with NLM_F_BULK: only bridges know it. */
export function flushFdbEntries(world: World, dev: Device, filter: FlushFilter, target: FdbTarget): Reply {
  if (!world.kernel.flushesTables) return refuse('EINVAL', 'invalid address')
  return (
    admitFdb(dev, undefined, 'FDB delete only supported for Ethernet devices') ??
    inBoth(dev, target, {
      master: (port) => flushBridge(port.bridge, { port, ...filter }),
      self: () => (isKind(dev, 'bridge') ? flushBridge(dev, filter) : refuse('EOPNOTSUPP')),
    })
  )
}

function admitFdb(dev: Device, vlan: number | undefined, sentence: string): Reply {
  if (isKind(dev, 'loopback')) return refuse('EINVAL', sentence)
  return vlan !== undefined && !isVlanId(vlan) ? refuse('EINVAL', 'invalid vlan id') : undefined
}

/** The master first, and the device's own table only if the master did not refuse. */
function inBoth(
  dev: Device,
  target: FdbTarget,
  ask: { readonly master: (port: BridgePort) => Reply; readonly self: () => Reply },
): Reply {
  const port = dev.rxHandler
  let reply: Reply = refuse('EOPNOTSUPP')
  if (target.master && port?.kind === 'bridge') {
    reply = ask.master(port)
    if (reply !== undefined) return reply
  }
  return target.self ? ask.self() : reply
}

/** ndo_fdb_add: br_fdb_add, macvlan_fdb_add, and ndo_dflt_fdb_add for all others. */
function addOwn(world: World, dev: Device, request: FdbAddition): Reply {
  if (isKind(dev, 'bridge')) return addToBridge(world, dev, undefined, request)
  const { mac } = request
  if (isKind(dev, 'macvlan')) {
    if (isForeignUnicast(dev, mac) || request.replace) return refuse('EOPNOTSUPP')
    return addExclusive(dev, mac)
  }
  if (request.state !== 'permanent' || request.vlan !== undefined) return refuse('EINVAL')
  const reply = addExclusive(dev, mac)
  return reply?.errno === 'EEXIST' && !request.exclusive ? undefined : reply
}

/** br_fdb_add */
function addToBridge(
  world: World,
  bridge: Bridge,
  port: BridgePort | undefined,
  request: FdbAddition,
): Reply {
  const reply = addFdb(bridge, port, request, world.now)
  applyFilterChanges(bridge)
  return reply
}

/** br_fdb_delete_bulk */
function flushBridge(bridge: Bridge, filter: FlushFilter): undefined {
  flushFdb(bridge, filter)
  applyFilterChanges(bridge)
}

/** br_fdb_delete */
function deleteFromBridge(
  world: World,
  bridge: Bridge,
  port: BridgePort | undefined,
  { mac, vlan }: Pick<FdbRequest, 'mac' | 'vlan'>,
): Reply {
  if (vlan && !world.kernel.unknownVlanDeleted && !knowsVlan(bridge, port, vlan)) return refuse('EINVAL')
  const reply = deleteFdb(bridge, port, mac, vlan, world.now)
  applyFilterChanges(bridge)
  return reply
}

function deleteOwn(world: World, dev: Device, request: Pick<FdbRequest, 'mac' | 'state' | 'vlan'>): Reply {
  const { mac, state } = request
  if (isKind(dev, 'bridge')) return deleteFromBridge(world, dev, undefined, request)
  if (isKind(dev, 'macvlan')) return isForeignUnicast(dev, mac) ? refuse('EOPNOTSUPP') : deleteOnce(dev, mac)
  return state === 'permanent' ? deleteOnce(dev, mac) : refuse('EINVAL')
}

/** Only a passthru macvlan may listen to other unicast addresses. */
function isForeignUnicast(dev: Device, mac: Mac): boolean {
  return isKind(dev, 'macvlan') && !dev.driver.port.passthru && !isGroup(mac)
}

/** Reserved groups go into the unicast list, except on a macvlan. */
function isUnicastListed(dev: Device, mac: Mac): boolean {
  return !isGroup(mac) || (isLinkLocalGroup(mac) && !isKind(dev, 'macvlan'))
}

/** dev_uc_add_excl, dev_mc_add_excl. */
function addExclusive(dev: Device, mac: Mac): Reply {
  const unicast = isUnicastListed(dev, mac)
  if ((unicast ? dev.unicast : dev.multicast).has(mac)) return refuse('EEXIST')
  if (unicast) addUnicast(dev, mac)
  else joinGlobally(dev, mac)
  return undefined
}

/** dev_uc_del, dev_mc_del: one user fewer, whoever that was. */
function deleteOnce(dev: Device, mac: Mac): Reply {
  const unicast = isUnicastListed(dev, mac)
  if (!(unicast ? dev.unicast : dev.multicast).has(mac)) return refuse('ENOENT')
  if (unicast) removeUnicast(dev, mac)
  else leaveGroup(dev, mac)
  return undefined
}

/** One neighbour message of a dump. */
export interface FdbLine {
  readonly dev: Device
  readonly mac: Mac
  readonly state: FdbState
  /** The bridge's entry; absent for a device's own list, whose lines say `self`. */
  readonly entry?: FdbEntry
  readonly bridge?: Bridge
}

/** rtnl_fdb_dump: by ifindex; a port's entries of its bridge come before its own lists. */
export function dumpFdb(world: World, netns: Netns, only: { bridge?: Device; dev?: Device }): FdbLine[] {
  const lines: FdbLine[] = []
  for (const dev of netns.devices.values()) {
    if (only.dev !== undefined && dev !== only.dev) continue
    if (only.bridge !== undefined && dev !== only.bridge && dev.master !== only.bridge) continue
    if (only.bridge === dev && !isKind(dev, 'bridge')) continue
    const port = dev.rxHandler
    if (port?.kind === 'bridge') lines.push(...bridgeLines(port.bridge, port, world.now))
    if (!isKind(dev, 'loopback')) lines.push(...ownLines(dev))
    if (isKind(dev, 'bridge')) lines.push(...bridgeLines(dev, undefined, world.now))
  }
  return lines
}

function bridgeLines(bridge: Bridge, port: BridgePort | undefined, now: number): FdbLine[] {
  return listFdb(bridge, now)
    .filter((entry) => entry.port === port)
    .map((entry) => lineOf(bridge, entry))
}

function lineOf(bridge: Bridge, entry: FdbEntry): FdbLine {
  return { dev: entry.port?.dev ?? bridge, mac: entry.mac, state: fdbState(entry), entry, bridge }
}

/** ndo_dflt_fdb_dump: the unicast list, then the multicast list. */
function ownLines(dev: Device): FdbLine[] {
  return [...dev.unicast.keys(), ...dev.multicast.keys()].map((mac) => ({ dev, mac, state: 'permanent' }))
}

/** rtnl_fdb_get: by a bridge, or by the bridge that a device is in. */
export function getFdbEntry(
  world: World,
  mac: Mac,
  where: { readonly dev?: Device | undefined; readonly bridge?: Device | undefined; readonly self: boolean },
  vlan: number | undefined,
): FdbLine | Refusal {
  const { dev, bridge, self } = where
  if (dev !== undefined && bridge !== undefined)
    return refuse('EINVAL', 'Master and device are mutually exclusive')
  const table = bridge ?? (self ? dev : dev?.master)
  if (table === undefined) return refuse('EINVAL', 'Device is not a bridge port')
  if (!isKind(table, 'bridge')) return refuse('EOPNOTSUPP', 'Fdb get operation not supported by device')
  const entry = findEntry(table, mac, world.now, vlan)
  return entry === undefined ? refuse('ENOENT', 'Fdb entry not found') : lineOf(table, entry)
}
