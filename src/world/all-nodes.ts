import { type Device, isRunning } from '../device/device.ts'
import { isPointToPoint } from '../device/tap-device.ts'
import type { Mac } from '../frame/mac.ts'
import { joinGroup, leaveGroup } from './device-filters.ts'

const ALL_NODES = 0x3333_0000_0001 as Mac
const IPV6_MIN_MTU = 1280

/**
 * ipv6_add_dev: IPv6 is off, yet every link that could carry it joins all nodes as it is registered. A link that
 * runs already is `ready` (IF_READY).
 */
export function joinAllNodes(dev: Device): void {
  if (dev.kind === 'loopback' || isPointToPoint(dev) || dev.mtu < IPV6_MIN_MTU) return
  dev.allNodes = isRunning(dev) ? 'ready' : 'joined'
  joinGroup(dev, ALL_NODES)
}

/** ipv6_mc_up: it joins again if it has left. */
export function rejoinAllNodes(dev: Device): void {
  if (dev.allNodes !== 'left') return
  joinGroup(dev, ALL_NODES)
  dev.allNodes = 'joined'
}

/** The same, where IPv6 is on: the link is ready from now on. */
export function enterAllNodes(dev: Device): void {
  rejoinAllNodes(dev)
  if (dev.allNodes === 'joined') dev.allNodes = 'ready'
}

/** addrconf_ifdown: only a link that was ready leaves, and with IPv6 off (addrconf_notify) it does not join again. */
export function leaveAllNodes(dev: Device): void {
  if (dev.allNodes !== 'ready') return
  dev.allNodes = 'left'
  leaveGroup(dev, ALL_NODES)
}

/**
 * addrconf_notify: above the least MTU IPv6 comes anew (NETDEV_CHANGEMTU), or once the link is ready, if nobody told of the MTU
 * (ipvlan_adjust_mtu).
 */
export function joinWithMtu(dev: Device): void {
  if (dev.mtu >= IPV6_MIN_MTU && dev.allNodes === 'absent') joinAllNodes(dev)
}

/** The same: below it IPv6 goes altogether, and this is the last group that it leaves (ipv6_mc_destroy_dev). */
export function leaveWithMtu(dev: Device): void {
  if (dev.mtu >= IPV6_MIN_MTU) return
  if (dev.allNodes === 'joined' || dev.allNodes === 'ready') leaveGroup(dev, ALL_NODES)
  dev.allNodes = 'absent'
}
