import { type Device, isKind } from '../device/device.ts'
import { type Refusal, type Reply, refuse } from '../device/errno.ts'
import type { Macvlan, MacvlanMode, MacvlanPort } from '../device/macvlan-device.ts'
import { takesRxHandlers } from '../device/stacking.ts'
import { isPointToPoint } from '../device/tap-device.ts'
import { isValidUnicast, type Mac } from '../frame/mac.ts'
import { isAddressBusy } from './port.ts'

/** A macvlan on a macvlan is a macvlan on that one's lower device. */
export function realDevice(device: Device): Device {
  return isKind(device, 'macvlan') ? device.driver.lowerdev : device
}

/** macvlan_validate: what is refused before any device is looked at. */
export function validateAddress(address: Mac | undefined): Reply {
  return address === undefined || isValidUnicast(address) ? undefined : refuse('EADDRNOTAVAIL')
}

/** Whether `lowerdev` may carry macvlans: Ethernet, not loopback, and no other rx_handler (macvlan_port_create). */
export function admitLowerdev(lowerdev: Device): MacvlanPort | undefined | Refusal {
  if (isKind(lowerdev, 'loopback') || isPointToPoint(lowerdev)) return refuse('EINVAL')
  const handler = lowerdev.rxHandler
  if (handler !== undefined) return handler.kind === 'macvlan' ? handler : refuse('EBUSY')
  return takesRxHandlers(lowerdev) ? undefined : refuse('EINVAL')
}

/** passthru wants the lower device for itself alone, whoever came first (macvlan_common_newlink). */
export function admitMode(port: MacvlanPort | undefined, mode: MacvlanMode): Reply {
  if (port === undefined) return undefined
  if (port.passthru) return refuse('EINVAL')
  return mode === 'passthru' && port.vlans.length > 0 ? refuse('EINVAL') : undefined
}

/** Into passthru or out of it there is no way but deleting (macvlan_changelink). */
export function admitModeChange(vlan: Macvlan, mode: MacvlanMode): Reply {
  return (mode === 'passthru') !== (vlan.driver.mode === 'passthru') ? refuse('EINVAL') : undefined
}

/** macvlan_open: an address that is taken keeps the device down; a passthru device shares its parent's. */
export function admitOpen(vlan: Macvlan): Reply {
  const { port } = vlan.driver
  if (port.passthru) return undefined
  return isAddressBusy(port, vlan.mac) ? refuse('EADDRINUSE') : undefined
}

/** macvlan_set_mac_address. */
export function admitAddress(vlan: Macvlan, mac: Mac): Reply {
  if (!isValidUnicast(mac)) return refuse('EADDRNOTAVAIL')
  if (vlan.driver.port.passthru || vlan.mac === mac) return undefined
  return isAddressBusy(vlan.driver.port, mac) ? refuse('EADDRINUSE') : undefined
}

/** macvlan_change_mtu. */
export function admitMtu(vlan: Macvlan, mtu: number): Reply {
  return vlan.driver.lowerdev.mtu < mtu ? refuse('EINVAL') : undefined
}
