import { type Device, isKind } from '../device/device.ts'
import { type Refusal, refuse } from '../device/errno.ts'
import type { IpvlanPort } from '../device/ipvlan-device.ts'
import { isPointToPoint } from '../device/tap-device.ts'

/** An ipvlan on an ipvlan is an ipvlan on that one's lower device. */
export function physicalDevice(device: Device): Device {
  return isKind(device, 'ipvlan') ? device.driver.lowerdev : device
}

/** ipvlan_link_new: Ethernet, not loopback, and no other rx_handler; the port that is there already, if one is. */
export function admitLowerdev(lowerdev: Device): IpvlanPort | undefined | Refusal {
  const handler = lowerdev.rxHandler
  if (handler?.kind === 'ipvlan') return handler
  if (isKind(lowerdev, 'loopback') || isPointToPoint(lowerdev)) return refuse('EINVAL')
  return handler === undefined ? undefined : refuse('EBUSY')
}
