import type { Device } from '../device/device.ts'
import { isPointToPoint } from '../device/tap-device.ts'
import { ALL_HOSTS, type Ipv4 } from '../frame/ipv4-address.ts'
import type { Mac } from '../frame/mac.ts'
import type { StackEnvironment } from './environment.ts'
import type { InetDevice } from './inet.ts'

/** ip_eth_mc_map: 01:00:5e and the group's low 23 bits. */
export function groupMac(group: Ipv4): Mac {
  return (0x0100_5e00_0000 + (group & 0x7f_ffff)) as Mac
}

/** ip_mc_up: every host is in the group of all hosts, on every device. */
export function joinAllHosts(stack: StackEnvironment, idev: InetDevice): void {
  if (idev.groups.has(ALL_HOSTS)) return
  idev.groups.set(ALL_HOSTS, 1)
  if (hasGroupAddresses(idev.dev)) stack.joinGroup(idev.dev, groupMac(ALL_HOSTS))
}

/** ip_mc_down. No IGMP report is ever sent about 224.0.0.1. */
export function leaveAllHosts(stack: StackEnvironment, idev: InetDevice): void {
  if (!idev.groups.delete(ALL_HOSTS)) return
  if (hasGroupAddresses(idev.dev)) stack.leaveGroup(idev.dev, groupMac(ALL_HOSTS))
}

/** arp_mc_map: a device that is no Ethernet has no address for a group. */
function hasGroupAddresses(dev: Device): boolean {
  return dev.driver.kind !== 'loopback' && !isPointToPoint(dev)
}
