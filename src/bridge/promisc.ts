import type { Bridge, BridgePort } from '../device/bridge-device.ts'
import { filtersUnicast } from '../device/unicast-filter.ts'
import { syncStatic, unsyncStatic } from './hw-addresses.ts'

/** The count of those who want a device to be promiscuous is 32 bits wide. */
const MOST_PROMISCUOUS = 0xffff_ffff

/**
 * br_manage_promisc: the bridge must see all. With a VLAN filter, a port whose device has a filter of its own does
 * without if no other port floods or learns: what may come in there is known then.
 */
export function managePromisc(bridge: Bridge): void {
  const { ports, vlanFiltering, autoCount } = bridge.driver
  const all = bridge.promiscuity > 0 || !vlanFiltering
  for (const port of ports) {
    const known = autoCount === 0 || (autoCount === 1 && isAuto(port))
    if (!all && known && filtersUnicast(port.dev)) clearPromisc(port)
    else setPromisc(port)
  }
}

/** nbp_update_port_count: a port has come or gone, or floods or learns where it did not. */
export function updateAutoCount(bridge: Bridge): void {
  const { driver } = bridge
  const count = driver.ports.filter(isAuto).length
  if (count === driver.autoCount) return
  driver.autoCount = count
  managePromisc(bridge)
}

/** nbp_delete_promisc. */
export function deletePromisc(port: BridgePort): void {
  const { bridge, dev, promisc } = port
  if (promisc) bridge.driver.filterChanges.push({ kind: 'promiscuity', dev, by: -1 })
  else unsyncStatic(port)
}

/** br_auto_port. */
function isAuto({ flood, learning }: BridgePort): boolean {
  return flood || learning
}

/** br_port_set_promisc: a device whose count is at its end refuses, and the port stays as it was. */
function setPromisc(port: BridgePort): void {
  const { bridge, dev } = port
  if (port.promisc || dev.promiscuity === MOST_PROMISCUOUS) return
  bridge.driver.filterChanges.push({ kind: 'promiscuity', dev, by: 1 })
  unsyncStatic(port)
  port.promisc = true
}

/** br_port_clear_promisc. */
function clearPromisc(port: BridgePort): void {
  if (!port.promisc) return
  const { bridge, dev } = port
  syncStatic(port)
  bridge.driver.filterChanges.push({ kind: 'promiscuity', dev, by: -1 })
  port.promisc = false
}
