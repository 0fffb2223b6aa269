import type { Bridge, BridgePort, FdbEntry } from '../device/bridge-device.ts'
import { isValidUnicast, type Mac } from '../frame/mac.ts'
import { addEntry, findEntry } from './learn.ts'

/** fdb_add_local: frames to `mac` are for this machine. Where two devices share an address the first keeps it. */
export function addLocal(bridge: Bridge, port: BridgePort | undefined, mac: Mac, now: number): void {
  if (!isValidUnicast(mac)) return
  const known = findEntry(bridge, mac, now)
  if (known?.local) return
  // A station was seen with this address: the kernel warns, and forgets it.
  if (known !== undefined) bridge.driver.fdb.delete(mac)
  const entry = addEntry(bridge, mac, port, now)
  entry.local = true
  entry.static = true
}

/** br_fdb_changeaddr: a port's device has a new address. */
export function changePortAddress(port: BridgePort, mac: Mac, now: number): void {
  for (const entry of port.bridge.driver.fdb.values())
    if (entry.port === port && entry.local && !entry.addedByUser) {
      deleteLocal(port.bridge, port, entry)
      break
    }
  addLocal(port.bridge, port, mac, now)
}

/** br_fdb_change_mac_address: the bridge is about to have a new address. */
export function changeBridgeAddress(bridge: Bridge, mac: Mac, now: number): void {
  const old = findEntry(bridge, bridge.mac, now)
  if (old?.local && old.port === undefined && !old.addedByUser) deleteLocal(bridge, undefined, old)
  addLocal(bridge, undefined, mac, now)
}

/** fdb_delete_local: another port, or the bridge itself, with the same address inherits the entry. */
export function deleteLocal(bridge: Bridge, port: BridgePort | undefined, entry: FdbEntry): void {
  const heir = bridge.driver.ports.find((other) => other !== port && other.dev.mac === entry.mac)
  if (heir === undefined && !(port !== undefined && bridge.mac === entry.mac)) {
    bridge.driver.fdb.delete(entry.mac)
    return
  }
  entry.port = heir
  entry.addedByUser = false
}

/** br_fdb_delete_by_port: what was learned there, or everything when the port leaves. */
export function deleteByPort(port: BridgePort, all: boolean): void {
  const { bridge } = port
  for (const entry of bridge.driver.fdb.values()) {
    if (entry.port !== port) continue
    if (!all && (entry.static || entry.extLearned)) continue
    if (entry.local) deleteLocal(bridge, port, entry)
    else bridge.driver.fdb.delete(entry.mac)
  }
}
