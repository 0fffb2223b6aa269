import type { Bridge, BridgePort, FdbEntry, FdbKey } from '../device/bridge-device.ts'
import type { Why } from '../device/why.ts'
import type { Frame } from '../frame/frame.ts'
import type { Mac } from '../frame/mac.ts'
import { tellPorts } from './hw-addresses.ts'

/** has_expired: it was learned, and has not been seen for the ageing time. */
export function hasExpired(bridge: Bridge, entry: FdbEntry, now: number): boolean {
  return !entry.static && !entry.extLearned && entry.updated + bridge.driver.ageing <= now
}

/**
 * br_fdb_find. The kernel's look-up does not ask for age: br_fdb_cleanup runs at the very moment the oldest entry
 * expires. Here an expired entry goes when it is next looked for, which nobody can tell apart.
 */
export function findEntry(bridge: Bridge, mac: Mac, now: number, vlan = 0): FdbEntry | undefined {
  const { fdb } = bridge.driver
  const entry = fdb.get(vlan === 0 ? mac : fdbKey(mac, vlan))
  if (entry === undefined || !hasExpired(bridge, entry, now)) return entry
  forget(bridge, entry)
  return undefined
}

/** br_fdb_cleanup: forgets what has expired, for those who list the table. */
export function forgetExpired(bridge: Bridge, now: number): void {
  for (const entry of bridge.driver.fdb.values()) if (hasExpired(bridge, entry, now)) forget(bridge, entry)
}

/** fdb_delete. */
export function forget(bridge: Bridge, { mac, vlan, static: lasting }: FdbEntry): void {
  if (lasting) tellPorts(bridge, mac, -1)
  bridge.driver.fdb.delete(fdbKey(mac, vlan))
}

/** Numbers alone where there are no VLANs: that look-up is made for every frame. */
function fdbKey(mac: Mac, vlan: number): FdbKey {
  return vlan === 0 ? mac : `${mac} ${vlan}`
}

/** br_fdb_update: the frame's sender was seen at `port`. Changes the table. */
export function learn(port: BridgePort, frame: Frame, now: number, why: Why | undefined, vlan = 0): void {
  const { bridge } = port
  why?.('FDB1', bridge.driver.ageing === 0, bridge.driver.ageing)
  if (bridge.driver.ageing === 0) return

  const entry = findEntry(bridge, frame.src, now, vlan)
  why?.('FDB2', entry !== undefined, frame, entry && placeOf(bridge, entry))
  if (entry === undefined) {
    addEntry(bridge, frame.src, port, now, vlan)
    return
  }
  why?.('FDB3', entry.local, frame, placeOf(bridge, entry))
  if (!entry.local) refresh(entry, port, now, why)
}

/** An entry added by hand moves as well unless it is sticky: "static" only means that it does not age. */
export function refresh(entry: FdbEntry, port: BridgePort, now: number, why: Why | undefined): void {
  entry.updated = now
  why?.('FDB4', entry.port !== port, port.dev.name, entry.port?.dev.name)
  if (entry.port === port) return
  why?.('FDB5', entry.sticky, port.dev.name)
  if (entry.sticky) return
  entry.port = port
  // A port's own observation outranks a controller's.
  entry.extLearned = false
}

/** fdb_create: an entry as learning makes it. */
export function addEntry(
  bridge: Bridge,
  mac: Mac,
  port: BridgePort | undefined,
  now: number,
  vlan = 0,
): FdbEntry {
  const entry: FdbEntry = {
    mac,
    vlan,
    port,
    local: false,
    static: false,
    addedByUser: false,
    sticky: false,
    extLearned: false,
    updated: now,
    used: now,
  }
  bridge.driver.fdb.set(fdbKey(mac, vlan), entry)
  return entry
}

/** The device an entry leads to, by name. */
export function placeOf(bridge: Bridge, entry: FdbEntry): string {
  return entry.port === undefined ? bridge.name : entry.port.dev.name
}
