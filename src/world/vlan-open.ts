import { type Reply, refuse } from '../device/errno.ts'
import type { Vlan } from '../device/vlan-device.ts'
import { isValidUnicast, type Mac } from '../frame/mac.ts'
import { addUnicast, removeUnicast, setAllmulti, setPromiscuity, unsyncLists } from './device-filters.ts'

/** vlan_dev_open: only on a device that is up, unless its binding is loose. */
export function openVlan(vlan: Vlan): Reply {
  const { lowerdev, looseBinding } = vlan.driver
  if (!lowerdev.up && !looseBinding) return refuse('ENETDOWN')
  if (!inheritAddress(vlan) && vlan.mac !== lowerdev.mac) addUnicast(lowerdev, vlan.mac)
  passOnWants(vlan, 1)
  vlan.driver.lowerMac = lowerdev.mac
  return undefined
}

/** vlan_dev_stop. */
export function stopVlan(vlan: Vlan): void {
  const { lowerdev } = vlan.driver
  unsyncLists(vlan)
  passOnWants(vlan, -1)
  if (vlan.mac !== lowerdev.mac) removeUnicast(lowerdev, vlan.mac)
}

/** Where its lower device does not want for it what it wants while it is down. */
function passOnWants({ driver, allmulti, promiscuity }: Vlan, change: 1 | -1): void {
  if (driver.alwaysWants) return
  if (allmulti > 0) setAllmulti(driver.lowerdev, change)
  if (promiscuity > 0) setPromiscuity(driver.lowerdev, change)
}

/** vlan_dev_set_mac_address: the lower device listens for an address that is not its own. */
export function changeVlanAddress(vlan: Vlan, mac: Mac): Reply {
  if (!isValidUnicast(mac)) return refuse('EADDRNOTAVAIL')
  const { lowerdev } = vlan.driver
  if (vlan.up) {
    if (mac !== lowerdev.mac) addUnicast(lowerdev, mac)
    if (vlan.mac !== lowerdev.mac) removeUnicast(lowerdev, vlan.mac)
  }
  vlan.mac = mac
  return undefined
}

/** vlan_sync_address: the lower device has another address. True if the VLAN device took it over. */
export function followLowerAddress(vlan: Vlan): boolean {
  const { driver, mac } = vlan
  const { lowerdev, lowerMac } = driver
  if (!vlan.up || lowerMac === lowerdev.mac) return false
  const inherited = inheritAddress(vlan)
  if (!inherited && mac === lowerdev.mac) removeUnicast(lowerdev, mac)
  if (!inherited && mac === lowerMac) addUnicast(lowerdev, mac)
  driver.lowerMac = lowerdev.mac
  return inherited
}

/** vlan_dev_inherit_address: an address that was never set by hand is the lower device's, whatever that is. */
function inheritAddress(vlan: Vlan): boolean {
  if (vlan.addressAssigned !== 'stolen') return false
  vlan.mac = vlan.driver.lowerdev.mac
  return true
}
