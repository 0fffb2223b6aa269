import type { Device } from '../device/device.ts'
import { ANY, type Ipv4 } from '../frame/ipv4-address.ts'
import { BROADCAST, type Mac } from '../frame/mac.ts'
import type { StackEnvironment } from './environment.ts'
import { addressType } from './fib-lookup.ts'
import type { Inet, InetDevice, Neighbour, NeighbourAddress } from './inet.ts'
import { groupMac } from './multicast.ts'
import { type NeighbourTable, nanoseconds, parameterTime, tableOf } from './neighbour-table.ts'
import { type NeighbourParameter, neighbourParameter } from './settings.ts'

/** neigh_lookup. A loopback device has one entry, for every address. */
export function findNeighbour(
  { neighbours }: { readonly neighbours: readonly Neighbour[] },
  dev: Device,
  address: NeighbourAddress,
): Neighbour | undefined {
  const key = typeof address === 'bigint' ? address : keyOn(dev, address)
  return neighbours.find((neighbour) => neighbour.dev === dev && neighbour.address === key)
}

/** arp_constructor: some destinations need no ARP, and are known from the start. */
export function createNeighbour(stack: StackEnvironment, { dev }: InetDevice, address: Ipv4): Neighbour {
  const key = keyOn(dev, address)
  return newNeighbour(stack.arp, dev, key, knownFromStart(stack.inet, dev, key), stack.now)
}

/** ___neigh_create. */
export function newNeighbour(
  table: NeighbourTable,
  dev: Device,
  address: NeighbourAddress,
  known: Mac | undefined,
  now: number,
): Neighbour {
  const neighbour: Neighbour = {
    dev,
    address,
    mac: known,
    state: known === undefined ? 'none' : 'noarp',
    probes: 0,
    confirmed: now - 2 * parameterTime(table, dev, 'base_reachable_time_ms'),
    updated: now,
    used: now,
    timer: 0,
    headerSource: undefined,
    queue: [],
  }
  table.entries.push(neighbour)
  return neighbour
}

function keyOn(dev: Device, address: Ipv4): Ipv4 {
  return dev.driver.kind === 'loopback' ? ANY : address
}

function knownFromStart(inet: Inet, dev: Device, address: Ipv4): Mac | undefined {
  const type = addressType(inet, address)
  if (type === 'multicast') return dev.driver.kind === 'loopback' ? dev.mac : groupMac(address)
  if (dev.driver.kind === 'loopback' || !dev.arp) return dev.mac
  return type === 'broadcast' ? BROADCAST : undefined
}

/** A time among the neighbour parameters, in nanoseconds whatever unit sysctl shows it in. */
export function neighbourTime(inet: Inet, idev: InetDevice, name: NeighbourParameter): number {
  return nanoseconds(name, neighbourParameter(inet, idev, name))
}

/** neigh_flush_dev: what waits for an answer is dropped without an error to its sender. */
export function flushNeighbours(
  stack: StackEnvironment,
  dev: Device,
  keepPermanent: boolean,
  { entries: neighbours }: NeighbourTable = stack.arp,
): void {
  for (let index = neighbours.length - 1; index >= 0; index--) {
    const neighbour = neighbours[index]!
    if (neighbour.dev !== dev || (keepPermanent && neighbour.state === 'permanent')) continue
    dropQueue(stack, neighbour, 'its neighbour entry is gone')
    neighbours.splice(index, 1)
  }
}

/** neigh_remove_one. */
export function removeNeighbour(stack: StackEnvironment, neighbour: Neighbour): void {
  dropQueue(stack, neighbour, 'its neighbour entry is gone')
  const { entries } = tableOf(stack, neighbour.address)
  entries.splice(entries.indexOf(neighbour), 1)
}

function dropQueue(stack: StackEnvironment, neighbour: Neighbour, reason: string): void {
  for (const { copy } of neighbour.queue.splice(0)) stack.fate(neighbour.dev, copy, 'NUD4', 'dropped', reason)
}
