import { takeFilterChanges } from '../bridge/hw-addresses.ts'
import { managePromisc } from '../bridge/promisc.ts'
import { addAddress, removeAddress, syncList, unsyncList } from '../device/address-list.ts'
import type { Bridge, FilterChange } from '../device/bridge-device.ts'
import { type Device, isKind } from '../device/device.ts'
import { type Reply, refuse } from '../device/errno.ts'
import type { Ipvlan } from '../device/ipvlan-device.ts'
import type { Macvlan } from '../device/macvlan-device.ts'
import { filtersUnicast } from '../device/unicast-filter.ts'
import type { Vlan } from '../device/vlan-device.ts'
import type { Mac } from '../frame/mac.ts'
import { groupsOf, portFilter, recomputeBcFilter } from '../macvlan/filter.ts'

/** dev_mc_add: the device shall hear a group. */
export function joinGroup(dev: Device, mac: Mac): void {
  addAddress(dev.multicast, mac)
  setRxMode(dev)
}

/** dev_mc_add_global: by hand. */
export function joinGlobally(dev: Device, mac: Mac): void {
  addAddress(dev.multicast, mac).global = true
  setRxMode(dev)
}

/** dev_mc_del. */
export function leaveGroup(dev: Device, mac: Mac): void {
  if (removeAddress(dev.multicast, mac)) setRxMode(dev)
}

/** dev_uc_add: the device shall receive frames for another address. */
export function addUnicast(dev: Device, mac: Mac): void {
  addAddress(dev.unicast, mac)
  setRxMode(dev)
}

/** dev_uc_del. */
export function removeUnicast(dev: Device, mac: Mac): void {
  if (removeAddress(dev.unicast, mac)) setRxMode(dev)
}

/** The counter is 32 bits wide, and the kernel lets it go below zero, but not up through it. */
function counted(count: number, change: 1 | -1): number | undefined {
  const next = (count + change) >>> 0
  return next === 0 && change > 0 ? undefined : next
}

/** dev_set_promiscuity: one user more (+1) or fewer (-1). */
export function setPromiscuity(dev: Device, change: 1 | -1): Reply {
  const before = dev.promiscuity > 0
  const refusal = countPromiscuity(dev, change)
  if (refusal === undefined && before !== dev.promiscuity > 0) setRxMode(dev)
  return refusal
}

/** __dev_set_promiscuity. */
function countPromiscuity(dev: Device, change: 1 | -1): Reply {
  const next = counted(dev.promiscuity, change)
  if (next === undefined) return refuse('EOVERFLOW')
  const before = dev.promiscuity > 0
  dev.promiscuity = next
  if (before !== next > 0) changeRxFlags(dev, 'promiscuity', next > 0 ? 1 : -1)
  return undefined
}

/** dev_set_allmulti. */
export function setAllmulti(dev: Device, change: 1 | -1): Reply {
  const next = counted(dev.allmulti, change)
  if (next === undefined) return refuse('EOVERFLOW')
  const before = dev.allmulti > 0
  dev.allmulti = next
  if (before === next > 0) return undefined
  changeRxFlags(dev, 'allmulti', next > 0 ? 1 : -1)
  setRxMode(dev)
  return undefined
}

/**
 * macvlan_change_rx_flags, vlan_dev_change_rx_flags, ipvlan_change_rx_flags: what it wants, its lower device must want
 * too; of an ipvlan, and of a VLAN device on most kernels, even while it is down, and for ever if it is deleted
 * meanwhile. Of an ipvlan that is true of all multicast alone.
 */
function changeRxFlags(dev: Device, what: 'promiscuity' | 'allmulti', change: 1 | -1): void {
  if (isKind(dev, 'ipvlan'))
    return what === 'allmulti' ? passOn(dev.driver.lowerdev, what, change) : undefined
  if (isKind(dev, 'vlan'))
    return dev.up || dev.driver.alwaysWants ? passOn(dev.driver.lowerdev, what, change) : undefined
  if (isKind(dev, 'bridge') && what === 'promiscuity') {
    managePromisc(dev)
    return applyFilterChanges(dev)
  }
  if (!isKind(dev, 'macvlan') || !dev.up) return
  const { lowerdev, port } = dev.driver
  if (what === 'allmulti' || !port.passthru) passOn(lowerdev, what, change)
}

function passOn(lowerdev: Device, what: 'promiscuity' | 'allmulti', change: 1 | -1): void {
  if (what === 'allmulti') setAllmulti(lowerdev, change)
  else setPromiscuity(lowerdev, change)
}

/** Carries out what a bridge's rules want its ports' filters to be. */
export function applyFilterChanges(bridge: Bridge): void {
  for (const change of takeFilterChanges(bridge)) applyFilterChange(change)
}

export function applyFilterChange(change: FilterChange): void {
  const { kind, dev, by } = change
  if (kind === 'promiscuity') setPromiscuity(dev, by)
  else if (by === 1) addUnicast(dev, change.mac)
  else removeUnicast(dev, change.mac)
}

/** dev_set_rx_mode: the device takes note of its filter lists; one that is down does so when it comes up. */
export function setRxMode(dev: Device): void {
  if (!dev.up) return
  if (!filtersUnicast(dev)) followUnicastList(dev)
  if (isKind(dev, 'macvlan')) setMacLists(dev)
  if (isKind(dev, 'vlan')) syncLists(dev)
  if (isKind(dev, 'ipvlan')) setMulticastFilter(dev)
}

function followUnicastList(dev: Device): void {
  const wanted = dev.unicast.size > 0
  if (dev.unicastPromisc === wanted) return
  countPromiscuity(dev, wanted ? 1 : -1)
  dev.unicastPromisc = wanted
}

/** macvlan_set_mac_lists: its own filter, then the lower device's lists, then the port's two filters. */
function setMacLists(vlan: Macvlan): void {
  const { lowerdev, port } = vlan.driver
  vlan.driver.filter = groupsOf(vlan)
  syncLists(vlan)
  port.mcFilter = portFilter(lowerdev, 0)
  recomputeBcFilter(port)
}

/** ipvlan_set_multicast_mac_filter. */
function setMulticastFilter(ipvlan: Ipvlan): void {
  ipvlan.driver.filter = groupsOf(ipvlan)
  syncLists(ipvlan)
}

/** A device that passes its lists down to the one that carries it. */
type Upper = Macvlan | Vlan | Ipvlan

/** vlan_dev_set_rx_mode. */
function syncLists({ unicast, multicast, driver: { lowerdev } }: Upper): void {
  syncList(unicast, lowerdev.unicast)
  setRxMode(lowerdev)
  syncList(multicast, lowerdev.multicast)
  setRxMode(lowerdev)
}

/** A device that goes down takes its addresses with it. */
export function unsyncLists({ unicast, multicast, driver: { lowerdev } }: Upper): void {
  unsyncList(unicast, lowerdev.unicast)
  setRxMode(lowerdev)
  unsyncList(multicast, lowerdev.multicast)
  setRxMode(lowerdev)
}
