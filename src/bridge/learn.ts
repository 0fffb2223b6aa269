import type { Bridge, BridgePort, FdbEntry } from '../device/bridge-device.ts'
import type { Why } from '../device/why.ts'
import { formatMac, type Mac } from '../frame/mac.ts'

/** has_expired: it was learned, and has not been seen for the ageing time. */
export function hasExpired(bridge: Bridge, entry: FdbEntry, now: number): boolean {
  return !entry.static && !entry.extLearned && entry.updated + bridge.driver.ageing <= now
}

/**
 * br_fdb_find. The kernel's look-up does not ask for age: br_fdb_cleanup runs at the very moment the oldest entry
 * expires. Here an expired entry goes when it is next looked for, which nobody can tell apart.
 */
export function findEntry(bridge: Bridge, mac: Mac, now: number): FdbEntry | undefined {
  const { fdb } = bridge.driver
  const entry = fdb.get(mac)
  if (entry === undefined || !hasExpired(bridge, entry, now)) return entry
  fdb.delete(mac)
  return undefined
}

/** br_fdb_cleanup: forgets what has expired, for those who list the table. */
export function forgetExpired(bridge: Bridge, now: number): void {
  const { fdb } = bridge.driver
  for (const entry of fdb.values()) if (hasExpired(bridge, entry, now)) fdb.delete(entry.mac)
}

/**
 * br_fdb_update: the station `mac` was seen at `port`. Changes the table. An entry added by hand moves as well
 * unless it is sticky: "static" only means that it does not age.
 */
export function learn(port: BridgePort, mac: Mac, now: number, why: Why | undefined): FdbEntry | undefined {
  const { bridge } = port
  why?.('FDB1', bridge.driver.ageing === 0, { ageing: bridge.driver.ageing })
  if (bridge.driver.ageing === 0) return undefined

  const entry = findEntry(bridge, mac, now)
  why?.('FDB2', entry !== undefined, { src: formatMac(mac), port: port.dev.name })
  if (entry === undefined) return addEntry(bridge, mac, port, now)

  why?.('FDB3', entry.local, { src: formatMac(mac) })
  if (entry.local) return undefined
  entry.updated = now
  const moved = entry.port !== port
  why?.('FDB4', moved, { src: formatMac(mac), port: port.dev.name, before: placeOf(bridge, entry) })
  if (moved) {
    why?.('FDB5', entry.sticky, { src: formatMac(mac) })
    if (!entry.sticky) {
      entry.port = port
      // A port's own observation outranks a controller's.
      entry.extLearned = false
    }
  }
  return entry
}

/** fdb_create: an entry as learning makes it. */
export function addEntry(bridge: Bridge, mac: Mac, port: BridgePort | undefined, now: number): FdbEntry {
  const entry: FdbEntry = {
    mac,
    port,
    local: false,
    static: false,
    addedByUser: false,
    sticky: false,
    extLearned: false,
    updated: now,
    used: now,
  }
  bridge.driver.fdb.set(mac, entry)
  return entry
}

/** The device an entry leads to, by name. */
export function placeOf(bridge: Bridge, entry: FdbEntry): string {
  return entry.port === undefined ? bridge.name : entry.port.dev.name
}
