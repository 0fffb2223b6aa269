import type { Bridge, BridgePort, FdbEntry } from '../device/bridge-device.ts'
import { isValidUnicast, type Mac } from '../frame/mac.ts'
import { tellPorts } from './hw-addresses.ts'
import { addEntry, findEntry, forget } from './learn.ts'

/** fdb_add_local: frames to `mac` are for this machine. Where two devices share an address the first keeps it. */
export function addLocal(
  bridge: Bridge,
  port: BridgePort | undefined,
  mac: Mac,
  now: number,
  vlan = 0,
): void {
  if (!isValidUnicast(mac)) return
  const known = findEntry(bridge, mac, now, vlan)
  if (known?.local) return
  // A station was seen with this address: the kernel warns, and forgets it.
  if (known !== undefined) forget(bridge, known)
  const entry = addEntry(bridge, mac, port, now, vlan)
  entry.local = true
  entry.static = true
  tellPorts(bridge, mac, 1)
}

/** br_fdb_changeaddr: a port's device has a new address, in every VLAN of the port. */
export function changePortAddress(port: BridgePort, mac: Mac, now: number): void {
  const { bridge, vlans } = port
  for (const entry of bridge.driver.fdb.values()) {
    if (entry.port !== port || !entry.local || entry.addedByUser) continue
    deleteLocal(bridge, port, entry)
    if (vlans.members.size === 0) break
  }
  for (const vlan of [0, ...vlans.members.keys()]) addLocal(bridge, port, mac, now, vlan)
}

/** br_fdb_change_mac_address: the bridge is about to have a new address. */
export function changeBridgeAddress(bridge: Bridge, mac: Mac, now: number): void {
  for (const vlan of [0, ...bridge.driver.vlans.members.keys()]) {
    deleteOwnLocal(bridge, undefined, vlan, now)
    addLocal(bridge, undefined, mac, now, vlan)
  }
}

/** br_fdb_find_delete_local: the entry of its own address. */
export function deleteOwnLocal(
  bridge: Bridge,
  port: BridgePort | undefined,
  vlan: number,
  now: number,
): void {
  const entry = findEntry(bridge, (port?.dev ?? bridge).mac, now, vlan)
  if (entry?.local && entry.port === port && !entry.addedByUser) deleteLocal(bridge, port, entry)
}

/** fdb_delete_local: another port, or the bridge itself, with the same address in the VLAN inherits the entry. */
export function deleteLocal(bridge: Bridge, port: BridgePort | undefined, entry: FdbEntry): void {
  const { driver } = bridge
  const heir = driver.ports.find(
    (other) => other !== port && other.dev.mac === entry.mac && isIn(other.vlans, entry.vlan),
  )
  const bridgeInherits = port !== undefined && bridge.mac === entry.mac && isIn(driver.vlans, entry.vlan)
  if (heir === undefined && !bridgeInherits) return forget(bridge, entry)
  entry.port = heir
  entry.addedByUser = false
}

function isIn({ members }: BridgePort['vlans'], vlan: number): boolean {
  return vlan === 0 || members.has(vlan)
}

/** What br_fdb_delete_by_port is about: everything, as when the port leaves, or what was learned, in a VLAN or in all. */
export type Forgotten = { readonly all: true } | { readonly all?: false; readonly vlan?: number }

/** br_fdb_delete_by_port. */
export function deleteByPort(bridge: Bridge, port: BridgePort | undefined, what: Forgotten): void {
  for (const entry of bridge.driver.fdb.values()) {
    if (entry.port !== port || (!what.all && !isForgotten(entry, what.vlan))) continue
    if (entry.local) deleteLocal(bridge, port, entry)
    else forget(bridge, entry)
  }
}

function isForgotten(entry: FdbEntry, vlan: number | undefined): boolean {
  return !entry.static && !entry.extLearned && (vlan === undefined || entry.vlan === vlan)
}
