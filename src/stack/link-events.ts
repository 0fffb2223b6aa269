import type { Device } from '../device/device.ts'
import { LOOPBACK } from '../frame/ipv4-address.ts'
import { insertAddress, newAddress, removeAllAddresses, renameLabels } from './addresses.ts'
import { announce } from './arp-send.ts'
import type { StackEnvironment } from './environment.ts'
import { flushDevice, syncCarrier } from './fib.ts'
import { addAddressRoutes } from './fib-address.ts'
import type { InetDevice } from './inet.ts'
import { joinAllHosts, leaveAllHosts } from './multicast.ts'
import { flushNeighbours } from './neighbours.ts'
import { forgetExceptions } from './path-exceptions.ts'
import { conf, neighbourParameter, settle } from './settings.ts'

/** NETDEV_REGISTER, _UP, … ; `flags` is a change of IFF_NOARP (NETDEV_CHANGE). */
export type InetLinkEvent =
  | 'register'
  | 'up'
  | 'down'
  | 'unregister'
  | 'carrier'
  | 'flags'
  | 'mac'
  | 'mtu'
  | 'rename'

/** IPV4_MIN_MTU: a device that comes to carry less loses IPv4; one that never carried more has it, and does not use it. */
const MIN_MTU = 68

/** inetdev_event, fib_netdev_event and arp_netdev_event, one after the other as the kernel calls them. */
export function linkEvent(stack: StackEnvironment, dev: Device, event: InetLinkEvent): void {
  const { inet } = stack
  const idev = inet.devices.get(dev.id)
  if (idev === undefined) {
    if (event === 'register' || (event === 'mtu' && dev.mtu >= MIN_MTU)) createInetDevice(stack, dev)
    return
  }
  switch (event) {
    case 'register':
      throw new Error(`${dev.name} has IPv4 before it is registered`)
    case 'up':
      return deviceUp(stack, idev)
    case 'down':
      return deviceDown(stack, idev)
    case 'unregister':
      return destroy(stack, idev)
    case 'carrier':
      return carrierChanged(stack, idev)
    case 'flags':
      return flushNeighbours(stack, dev, false)
    case 'mac':
      flushNeighbours(stack, dev, false)
      if (dev.up && conf(inet, idev, 'arp_notify') !== 0) announce(stack, idev)
      return
    case 'mtu':
      if (dev.mtu < MIN_MTU) destroy(stack, idev)
      return
    case 'rename':
      return renameLabels(idev)
  }
}

/** inetdev_init. */
function createInetDevice(stack: StackEnvironment, dev: Device): InetDevice {
  const idev: InetDevice = {
    dev,
    addresses: [],
    groups: new Map(),
    conf: new Map(),
    neighbour: new Map(),
    settled: false,
    reachableTime: 0,
  }
  if (dev.driver.kind === 'loopback') idev.conf.set('disable_xfrm', 1).set('disable_policy', 1)
  stack.inet.devices.set(dev.id, idev)
  drawReachableTime(stack, idev)
  if (dev.up) joinAllHosts(stack, idev)
  return idev
}

/** neigh_rand_reach_time: between a half and one and a half of base_reachable_time_ms. */
export function drawReachableTime(stack: StackEnvironment, idev: InetDevice): void {
  const base = neighbourParameter(stack.inet, idev, 'base_reachable_time_ms') * 1_000_000
  idev.reachableTime = base === 0 ? 0 : base / 2 + stack.random(base)
}

function deviceUp(stack: StackEnvironment, idev: InetDevice): void {
  const { inet, now } = stack
  if (idev.dev.mtu < MIN_MTU) return
  if (idev.dev.driver.kind === 'loopback') {
    settle(inet, idev)
    insertAddress(inet, idev, newAddress(idev, { local: LOOPBACK, prefix: 8, scope: 'host' }, now))
  }
  joinAllHosts(stack, idev)
  if (conf(inet, idev, 'arp_notify') !== 0) announce(stack, idev)
  addAddressRoutes(inet, idev)
  forgetExceptions(inet)
}

/** The host keeps its addresses, and answers for them; everything that leads out of the device goes. */
function deviceDown(stack: StackEnvironment, idev: InetDevice): void {
  leaveAllHosts(stack, idev)
  flushDevice(stack.inet, idev.dev, false)
  forgetExceptions(stack.inet)
  flushNeighbours(stack, idev.dev, false)
}

/** fib_disable_ip, after addresses were deleted: with the last of a device its neighbours go, whatever they are. */
export function addressesDeleted(stack: StackEnvironment, idev: InetDevice): void {
  if (idev.addresses.length === 0) flushNeighbours(stack, idev.dev, false)
}

function carrierChanged(stack: StackEnvironment, idev: InetDevice): void {
  const { inet } = stack
  if (!idev.dev.up) return
  syncCarrier(inet, idev.dev)
  forgetExceptions(inet)
  if (!idev.dev.carrier && conf(inet, idev, 'arp_evict_nocarrier') !== 0)
    flushNeighbours(stack, idev.dev, true)
}

/** inetdev_destroy: the device leaves, or cannot carry IPv4 any more. */
function destroy(stack: StackEnvironment, idev: InetDevice): void {
  const { inet } = stack
  leaveAllHosts(stack, idev)
  removeAllAddresses(inet, idev)
  flushDevice(inet, idev.dev, true)
  forgetExceptions(inet, idev.dev)
  flushNeighbours(stack, idev.dev, false)
  inet.devices.delete(idev.dev.id)
}
