import type { Device } from '../device/device.ts'
import { ANY, type Ipv4 } from '../frame/ipv4-address.ts'
import { BROADCAST, type Mac } from '../frame/mac.ts'
import type { StackEnvironment } from './environment.ts'
import { addressType } from './fib-lookup.ts'
import type { Inet, InetDevice, Neighbour } from './inet.ts'
import { groupMac } from './multicast.ts'
import { type NeighbourParameter, neighbourParameter } from './settings.ts'

const MILLISECOND = 1_000_000

/** neigh_lookup. A loopback device has one entry, for every address. */
export function findNeighbour(inet: Inet, dev: Device, address: Ipv4): Neighbour | undefined {
  const key = keyOn(dev, address)
  return inet.neighbours.find((neighbour) => neighbour.dev === dev && neighbour.address === key)
}

/** ___neigh_create and arp_constructor: some destinations need no ARP, and are known from the start. */
export function createNeighbour(stack: StackEnvironment, idev: InetDevice, address: Ipv4): Neighbour {
  const { inet, now } = stack
  const { dev } = idev
  const key = keyOn(dev, address)
  const known = knownFromStart(inet, dev, key)
  const neighbour: Neighbour = {
    dev,
    address: key,
    mac: known,
    state: known === undefined ? 'none' : 'noarp',
    probes: 0,
    confirmed: now - 2 * neighbourTime(inet, idev, 'base_reachable_time_ms'),
    updated: now,
    used: now,
    timer: 0,
    queue: [],
  }
  inet.neighbours.push(neighbour)
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
  const value = neighbourParameter(inet, idev, name)
  if (name.endsWith('_ms')) return value * MILLISECOND
  // Hundredths of a second (USER_HZ) for the ones that came first.
  const isHundredths = name === 'locktime' || name === 'proxy_delay' || name === 'anycast_delay'
  return value * (isHundredths ? 10 : 1000) * MILLISECOND
}

/** neigh_flush_dev: what waits for an answer is dropped without an error to its sender. */
export function flushNeighbours(stack: StackEnvironment, dev: Device, keepPermanent: boolean): void {
  const { neighbours } = stack.inet
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
  stack.inet.neighbours.splice(stack.inet.neighbours.indexOf(neighbour), 1)
}

function dropQueue(stack: StackEnvironment, neighbour: Neighbour, reason: string): void {
  for (const { copy } of neighbour.queue.splice(0)) stack.fate(neighbour.dev, copy, 'NUD4', 'dropped', reason)
}
