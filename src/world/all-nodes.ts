import type { Device } from '../device/device.ts'
import type { Mac } from '../frame/mac.ts'
import { joinGroup, leaveGroup } from './device-filters.ts'

const ALL_NODES = 0x3333_0000_0001 as Mac
const IPV6_MIN_MTU = 1280

/**
 * ipv6_add_dev: IPv6 is off, yet every link that could carry it joins all nodes as it is registered. Going down and
 * up again changes nothing: that is for links that IPv6 had made ready.
 */
export function joinAllNodes(dev: Device): void {
  if (dev.kind === 'loopback' || dev.mtu < IPV6_MIN_MTU) return
  dev.allNodes = true
  joinGroup(dev, ALL_NODES)
}

/** addrconf_notify, NETDEV_CHANGEMTU: below the least MTU IPv6 goes altogether, and above it comes anew. */
export function followMtu(dev: Device): void {
  if (dev.mtu >= IPV6_MIN_MTU) {
    if (!dev.allNodes) joinAllNodes(dev)
  } else if (dev.allNodes) {
    dev.allNodes = false
    leaveGroup(dev, ALL_NODES)
  }
}
