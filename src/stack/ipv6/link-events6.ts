import { type Device, isRunning } from '../../device/device.ts'
import { devIdOf } from '../../device/ipvlan-device.ts'
import { isPointToPoint } from '../../device/tap-device.ts'
import { interfaceId, LINK_LOCAL, LOOPBACK6, MULTICAST, solicitedNode } from '../../frame/ipv6-address.ts'
import type { StackEnvironment } from '../environment.ts'
import type { InetLinkEvent } from '../link-events.ts'
import { flushNeighbours } from '../neighbours.ts'
import { addPrefixRoute, insertAddress6, lifetimesDue } from './addresses6.ts'
import { leaveAnycast } from './anycast.ts'
import { dadDue, tryAddress } from './dad.ts'
import { insertRoute6, kernelRoute, removeRoutes6, syncCarrier6 } from './fib6.ts'
import { joinRouterGroups } from './forwarding.ts'
import type { Inet6Address, Inet6Device, Timer6 } from './inet6.ts'
import {
  allGroupsDown,
  allGroupsUp,
  changesDue,
  dadReportDue,
  FIRST_GROUPS,
  joinGroup6,
  leaveGroup6,
} from './mld.ts'
import { announce6 } from './nd-send.ts'
import { solicitationDue } from './router-solicit.ts'
import { conf6, isOn, neighbour6Parameter } from './settings6.ts'

/** IPV6_MIN_MTU: a device that carries less has no IPv6. */
const MIN_MTU = 1280

/** addrconf_notify and ndisc_netdev_event. */
export function linkEvent6(stack: StackEnvironment, dev: Device, event: InetLinkEvent): void {
  const idev = stack.inet6.devices.get(dev.id)
  if (idev === undefined) {
    if (mayBegin(dev, event) && dev.mtu >= MIN_MTU) createDevice(stack, dev)
    return
  }
  if (event === 'unregister' || (event === 'mtu' && dev.mtu < MIN_MTU)) return destroy(stack, idev)
  if (!isOn(idev)) return
  switch (event) {
    case 'up':
      return deviceUp(stack, idev)
    case 'down':
      return deviceDown(stack, idev)
    case 'carrier':
      return carrierChanged(stack, idev)
    case 'flags':
      return flushNeighbours(stack, dev, false, stack.nd)
    case 'mac':
      // The addresses stay what they are: the link-local one goes on telling the old MAC until it is made anew.
      flushNeighbours(stack, dev, false, stack.nd)
      if (conf6(idev, 'ndisc_notify') !== 0)
        for (const { local, tentative } of idev.addresses) if (!tentative) announce6(stack, idev, local)
      return
    case 'register':
    case 'mtu':
    case 'rename':
      return
  }
}

/** ipv6_add_dev: the settings of `default` are the device's own from now on. */
/** Nobody tells of the MTU that an ipvlan takes from its parent: it is looked at again once the link is ready. */
function mayBegin(dev: Device, event: InetLinkEvent): boolean {
  if (event === 'up' || event === 'carrier') return isRunning(dev)
  return event === 'register' || event === 'mtu'
}

function createDevice(stack: StackEnvironment, dev: Device): void {
  const { inet6 } = stack
  const idev: Inet6Device = {
    dev,
    addresses: [],
    groups: new Map(),
    listening: new Set(),
    conf: new Map(inet6.confDefault),
    neighbour: new Map(inet6.neighbourDefault),
    ready: false,
    reachableTime: 0,
    reports: new Map(),
    changeReports: 0,
    dadReports: 0,
    solicitations: 0,
    solicitationInterval: 0,
    advertised: false,
    timers: new Map(),
  }
  inet6.devices.set(dev.id, idev)
  for (const group of FIRST_GROUPS) joinGroup6(stack, idev, group)
  if (!isOn(idev)) return
  idev.reachableTime = drawReachableTime6(stack, idev)
  if (conf6(idev, 'forwarding') !== 0) joinRouterGroups(stack, idev)
  if (dev.up) deviceUp(stack, idev)
}

/** neigh_rand_reach_time. */
function drawReachableTime6(stack: StackEnvironment, idev: Inet6Device): number {
  const base = neighbour6Parameter(idev, 'base_reachable_time_ms') * 1_000_000
  return base === 0 ? 0 : base / 2 + stack.random(base)
}

/** NETDEV_UP, and IPv6 being switched on. */
export function deviceUp(stack: StackEnvironment, idev: Inet6Device): void {
  const { dev } = idev
  if (idev.reachableTime === 0) idev.reachableTime = drawReachableTime6(stack, idev)
  for (const address of idev.addresses) addPrefixRoute(stack, idev, address)
  if (dev.driver.kind === 'loopback') return loopbackUp(stack, idev)
  if (dev.carrier) becomeReady(stack, idev)
}

/** init_loopback. */
function loopbackUp(stack: StackEnvironment, idev: Inet6Device): void {
  if (idev.addresses.length === 0) insertAddress6(stack, idev, { local: LOOPBACK6, prefix: 128 })
  else for (const address of idev.addresses) tryAddress(stack, idev, address)
}

/** addrconf_dev_config: a link that is ready has a route for groups, and a link-local address made from the MAC. */
function becomeReady(stack: StackEnvironment, idev: Inet6Device): void {
  const { dev } = idev
  idev.ready = true
  stack.listenToAllNodes(dev, 'ready')
  const pending = idev.addresses.filter(({ dadfailed }) => !dadfailed)
  allGroupsUp(stack, idev)
  if (isPointToPoint(dev)) return
  insertRoute6(
    stack.inet6,
    kernelRoute({ type: 'multicast', dst: MULTICAST, prefix: 8, dev, metric: 256 }, stack.now),
    'append',
  )
  addLinkLocal(stack, idev)
  // addrconf_dad_run
  for (const address of pending) tryAddress(stack, idev, address)
}

/** addrconf_addr_gen; `addrgenmode none` asks for no address. */
function addLinkLocal(stack: StackEnvironment, idev: Inet6Device): void {
  if (conf6(idev, 'addr_gen_mode') !== 0) return
  const local = LINK_LOCAL | interfaceId(idev.dev.mac, devIdOf(idev.dev))
  if (idev.addresses.every((address) => address.local !== local))
    insertAddress6(stack, idev, { local, prefix: 64 })
}

/** addrconf_ifdown: unlike with IPv4, the addresses go as well, unless they are told to stay. */
export function deviceDown(stack: StackEnvironment, idev: Inet6Device): void {
  const { dev, addresses } = idev
  const keep = conf6(idev, 'keep_addr_on_down') > 0
  const kept = addresses.filter(
    ({ scope, validLifetime }) => keep && scope !== 'link' && scope !== 'host' && validLifetime === undefined,
  )
  flushNeighbours(stack, dev, false, stack.nd)
  const wasReady = idev.ready
  idev.ready = false
  idev.advertised = false
  dropAddresses(stack, idev, kept)
  removeRoutes6(stack.inet6, (route) => route.dev === dev)
  // Who never was ready still reports what it has left: to nobody, as it is down.
  if (wasReady) allGroupsDown(stack, idev)
  for (const what of ['solicitation', 'lifetime'] as const) idev.timers.delete(what)
}

function dropAddresses(stack: StackEnvironment, idev: Inet6Device, kept: readonly Inet6Address[]): void {
  for (const address of idev.addresses.splice(0)) {
    address.timer = 0
    if (kept.includes(address)) address.tentative = !address.nodad
    else {
      leaveAnycast(stack, idev, address)
      leaveGroup6(stack, idev, solicitedNode(address.local))
    }
  }
  idev.addresses.push(...kept)
}

/** NETDEV_CHANGE. */
function carrierChanged(stack: StackEnvironment, idev: Inet6Device): void {
  const { dev } = idev
  if (!dev.up || dev.driver.kind === 'loopback') return
  syncCarrier6(stack.inet6, dev)
  if (dev.carrier) return idev.ready ? allGroupsUp(stack, idev) : becomeReady(stack, idev)
  if (conf6(idev, 'ndisc_evict_nocarrier') !== 0) flushNeighbours(stack, dev, true, stack.nd)
}

function destroy(stack: StackEnvironment, idev: Inet6Device): void {
  deviceDown(stack, idev)
  idev.timers.clear()
  stack.inet6.devices.delete(idev.dev.id)
}

/** A timer is due. What it is about may have changed since. */
export function timerDue6(stack: StackEnvironment, idev: Inet6Device, timer: Timer6): void {
  if (timer.what === 'dad') return dadDue(stack, idev, timer.address, timer.number)
  if (idev.timers.get(timer.what) !== timer.number) return
  switch (timer.what) {
    case 'report':
      return changesDue(stack, idev)
    case 'dad report':
      return dadReportDue(stack, idev)
    case 'solicitation':
      return solicitationDue(stack, idev)
    case 'lifetime':
      return lifetimesDue(stack, idev)
  }
}
