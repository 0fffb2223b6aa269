import { type Device, isKind } from '../device/device.ts'
import { type Reply, refuse } from '../device/errno.ts'
import type { IpAddress, Ipvlan, IpvlanPort } from '../device/ipvlan-device.ts'

/** ipvlan_addr4_validator_event, ipvlan_addr6_validator_event: no two ipvlans of a port have one address, nor one of them twice. */
export function admitIpAddress(dev: Device, address: IpAddress): Reply {
  if (!isKind(dev, 'ipvlan') || !isIpBusy(dev.driver.port, address)) return undefined
  return refuse('EADDRINUSE', 'Address already assigned to an ipvlan device')
}

/** ipvlan_addr_busy: that of an ipvlan that is down is taken as well. The lower device's own addresses are not asked. */
function isIpBusy({ ipvlans }: IpvlanPort, address: IpAddress): boolean {
  return ipvlans.some(({ driver }) => driver.addresses.includes(address))
}

/** ipvlan_addr4_event, ipvlan_addr6_event, NETDEV_UP. Told of an address that it has (a promoted one), it does nothing. */
export function ipAddressAdded(dev: Device, address: IpAddress): void {
  if (!isKind(dev, 'ipvlan') || isIpBusy(dev.driver.port, address)) return
  dev.driver.addresses.push(address)
  if (dev.up) dev.driver.port.hash.set(address, dev)
}

/** ipvlan_addr4_event, ipvlan_addr6_event, NETDEV_DOWN. */
export function ipAddressRemoved(dev: Device, address: IpAddress): void {
  if (!isKind(dev, 'ipvlan')) return
  const { addresses, port } = dev.driver
  const index = addresses.indexOf(address)
  if (index < 0) return
  addresses.splice(index, 1)
  port.hash.delete(address)
}

/** ipvlan_open: from now on the port finds the device by its addresses. */
export function hashAddresses(ipvlan: Ipvlan): void {
  for (const address of ipvlan.driver.addresses) ipvlan.driver.port.hash.set(address, ipvlan)
}

/** ipvlan_stop. */
export function unhashAddresses({ driver }: Ipvlan): void {
  for (const address of driver.addresses) driver.port.hash.delete(address)
}
