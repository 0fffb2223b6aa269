import { newCounters } from '../device/counters.ts'
import { type Device, type Driver, isKind } from '../device/device.ts'
import { lowerdevOf } from '../device/stacking.ts'
import type { Mac } from '../frame/mac.ts'
import { joinAllNodes } from './all-nodes.ts'
import { inetLinkEvent } from './inet.ts'
import { randomMac } from './random.ts'
import type { Netns, World } from './world.ts'

const ETH_MTU = 1500
const ETH_MIN_MTU = 68
const ETH_MAX_MTU = 65535

/** The namespace of a device that is gone, or not yet there. */
export const NOWHERE = -1

/** Makes a device that is in no namespace yet, with what ether_setup and its kind give it. */
export function newDevice(world: World, driver: Driver, name: string, mac: Mac | undefined): Device {
  const loopback = driver.kind === 'loopback'
  return {
    id: world.nextId++,
    name,
    ifindex: 0,
    listed: 0,
    netns: NOWHERE,
    kind: driver.kind,
    driver,
    mac: mac ?? randomMac(world),
    permanentMac: (driver.kind === 'veth' && driver.physical) || driver.kind === 'ipvlan' ? mac : undefined,
    addressAssigned: mac === undefined ? 'random' : 'set',
    mtu: loopback ? 65536 : ETH_MTU,
    minMtu: loopback || driver.kind === 'dummy' || driver.kind === 'vlan' ? 0 : ETH_MIN_MTU,
    maxMtu: loopback || driver.kind === 'dummy' ? 0 : ETH_MAX_MTU,
    txQueueLength: 1000,
    group: 0,
    alias: '',
    up: false,
    carrier: driver.kind !== 'veth' && driver.kind !== 'vlan',
    // Nothing has happened yet to work it out from; a veth says at once that it has no carrier.
    operstate: driver.kind === 'veth' ? 'down' : 'unknown',
    queueAttached: false,
    promiscFlag: false,
    allmultiFlag: false,
    promiscuity: 0,
    allmulti: 0,
    unicastPromisc: false,
    arp: driver.kind !== 'dummy' && !loopback,
    multicastFlag: !loopback && driver.kind !== 'dummy',
    unicast: new Map(),
    multicast: new Map(),
    allNodes: 'absent',
    master: undefined,
    rxHandler: undefined,
    vlanGroup: undefined,
    place: { machine: '', netns: '', dev: name, device: 0 },
    taps: 0,
    counters: newCounters(),
  }
}

/** list_netdevice: the device is in the namespace from now on, under its name and a free index. */
export function enlist(world: World, netns: Netns, dev: Device, ifindex?: number): void {
  dev.netns = netns.id
  dev.ifindex = ifindex ?? nextIfindex(netns)
  dev.listed = ++netns.lastListed
  netns.devices.set(dev.ifindex, dev)
  if (dev.ifindex < netns.highestIfindex) sortByIndex(netns)
  netns.highestIfindex = Math.max(netns.highestIfindex, dev.ifindex)
  nameIn(netns, dev, dev.name)
  dev.taps = tapsOn(world, dev)
  joinAllNodes(dev)
  inetLinkEvent(world, netns, dev, 'register')
  nameLinkNetns(world, dev)
}

/** The device is known by this name in its namespace from now on. */
export function nameIn(netns: Netns, dev: Device, name: string): void {
  netns.byName.delete(dev.name)
  dev.name = name
  netns.byName.set(name, dev)
  dev.place = { machine: netns.machine, netns: netns.name, dev: name, device: dev.id }
}

/**
 * rtnl_fill_link_netnsid: announcing a device whose link leads to another namespace gives that namespace a number
 * here, the one that `ip link` shows as link-netnsid.
 */
export function nameLinkNetns(world: World, dev: Device): void {
  const linked = lowerdevOf(dev) ?? (isKind(dev, 'veth') ? dev.driver.peer : undefined)
  const there = linked && world.namespaces.get(linked.netns)
  if (there !== undefined && linked!.netns !== dev.netns) netnsId(netnsOf(world, dev), there)
}

/** peernet2id_alloc: the number by which `from` knows `to`; given once, the lowest that is free. */
export function netnsId(from: Netns, to: Netns): number {
  const known = from.netnsIds.get(to.id)
  if (known !== undefined) return known
  const taken = new Set(from.netnsIds.values())
  let id = 0
  while (taken.has(id)) id++
  from.netnsIds.set(to.id, id)
  return id
}

/** unlist_netdevice: addresses, routes and neighbours go with it. */
export function unlist(world: World, netns: Netns, dev: Device): void {
  inetLinkEvent(world, netns, dev, 'unregister')
  netns.devices.delete(dev.ifindex)
  netns.byName.delete(dev.name)
  dev.unicast.clear()
  dev.multicast.clear()
  dev.allNodes = 'absent'
  dev.taps = 0
  dev.netns = NOWHERE
}

/** dev_index_reserve: counts on from the last index that it gave; one that was asked for does not move the count. */
export function nextIfindex(netns: Netns): number {
  do netns.lastIfindex++
  while (netns.devices.has(netns.lastIfindex))
  return netns.lastIfindex
}

function sortByIndex({ devices }: Netns): void {
  const entries = [...devices].sort(([a], [b]) => a - b)
  devices.clear()
  for (const [index, dev] of entries) devices.set(index, dev)
}

/** How many packet sockets see the device, the world's own watcher included. */
export function tapsOn(world: World, dev: Device): number {
  let taps = world.settings.tapped ? 1 : 0
  for (const socket of world.sockets)
    if (socket.kind === 'packet' && socket.netns === dev.netns && (socket.dev ?? dev) === dev) taps++
  return taps
}

/** `macvlan%d`: the first number that gives an unused name (dev_alloc_name). */
export function freeName(netns: Netns, pattern: string): string {
  if (!pattern.includes('%d')) return pattern
  let number = 0
  while (netns.byName.has(pattern.replace('%d', String(number)))) number++
  return pattern.replace('%d', String(number))
}

export function netnsOf(world: World, dev: Device): Netns {
  const netns = world.namespaces.get(dev.netns)
  if (netns === undefined) throw new Error(`${dev.name} is in namespace ${dev.netns}, which does not exist`)
  return netns
}

/** Every device of the world, by namespace. */
export function* allDevices(world: World): Generator<Device> {
  for (const netns of world.namespaces.values()) yield* netns.devices.values()
}
