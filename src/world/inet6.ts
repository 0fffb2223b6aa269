import type { Device } from '../device/device.ts'
import { type Refusal, type Reply, refuse } from '../device/errno.ts'
import type { Ipv6 } from '../frame/ipv6-address.ts'
import type { Mac } from '../frame/mac.ts'
import type { NudState } from '../stack/inet.ts'
import * as addresses from '../stack/ipv6/addresses6.ts'
import * as echo from '../stack/ipv6/echo6.ts'
import * as fib from '../stack/ipv6/fib6.ts'
import type { Inet6Device } from '../stack/ipv6/inet6.ts'
import { neighbour6 } from '../stack/ipv6/output6.ts'
import type {
  Echo6Request,
  NewAddress6,
  NewRoute6,
  Route6Query,
  Route6Result,
  Route6Selector,
} from '../stack/ipv6/requests6.ts'
import * as output from '../stack/ipv6/route-output6.ts'
import { isOn } from '../stack/ipv6/settings6.ts'
import * as sysctl from '../stack/ipv6/sysctl6.ts'
import { updateNeighbour } from '../stack/neighbour-update.ts'
import { findNeighbour, removeNeighbour } from '../stack/neighbours.ts'
import type { AddHow, RouteHow } from '../stack/requests.ts'
import { addressReply } from './address-words.ts'
import { stackOf } from './stacks.ts'
import type { Netns, World } from './world.ts'

const DISABLED = refuse('ENXIO', 'ipv6: IPv6 is disabled on this device')

export function addAddress6(world: World, dev: Device, address: NewAddress6, how: AddHow): Reply {
  const { netns, idev } = placeOf(world, dev)
  // ipv6_find_idev: the device is too small for IPv6, which the kernel does not explain.
  if (idev === undefined) return refuse('EINVAL')
  return addressReply(world, addresses.addAddress6(stackOf(world, netns), idev, address, how))
}

export function deleteAddress6(world: World, dev: Device, local: Ipv6, prefix: number | undefined): Reply {
  const { netns, idev } = placeOf(world, dev)
  const reply =
    idev === undefined ? DISABLED : addresses.deleteAddress6(stackOf(world, netns), idev, local, prefix)
  return addressReply(world, reply)
}

export function addRoute6(world: World, netns: Netns, route: NewRoute6, how: RouteHow): Reply {
  const { loopback } = stackOf(world, netns)
  return fib.addRoute6(netns.inet6, route, how, loopback, world.now)
}

export function deleteRoute6(_world: World, netns: Netns, selector: Route6Selector): Reply {
  return fib.deleteRoute6(netns.inet6, selector)
}

/** inet6_set_link_af: a secret is needed for stable addresses, and there is none. The next address shows it. */
export function setAddressMode(world: World, dev: Device, mode: number): Reply {
  const { idev } = placeOf(world, dev)
  if (idev === undefined || mode === STABLE_SECRET) return refuse('EINVAL')
  idev.conf.set('addr_gen_mode', mode)
  return undefined
}

const STABLE_SECRET = 2

/** The way of a packet that this namespace would send: `ip -6 route get`, connect(2). */
export function lookupRoute6(world: World, netns: Netns, query: Route6Query): Route6Result | Refusal {
  return output.routeOutput6(stackOf(world, netns), query)
}

/** The address that suits a way best, whatever the packet comes from: `src` in `ip -6 route get`. */
export function preferredSource6(world: World, netns: Netns, { route, dst }: Route6Result): Ipv6 {
  return output.preferredSource6(stackOf(world, netns), route, dst)
}

/** connect(2): the address that a socket would send from. */
export function connect6(world: World, netns: Netns, query: Route6Query): Route6Result | Refusal {
  return output.connect6(stackOf(world, netns), query)
}

export interface NewNeighbour6 {
  readonly address: Ipv6
  readonly mac?: Mac | undefined
  readonly state: NudState
  readonly router?: boolean | undefined
}

/** neigh_add, the handler of RTM_NEWNEIGH, and ndisc_allow_add. */
export function changeNeighbour6(world: World, dev: Device, wanted: NewNeighbour6, how: AddHow): Reply {
  const { netns, idev } = placeOf(world, dev)
  if (idev === undefined || !isOn(idev)) return refuse('EINVAL', 'IPv6 is disabled on this device')
  const stack = stackOf(world, netns)
  const known = findNeighbour(netns.inet6, dev, wanted.address)
  if (known === undefined && how === 'change') return refuse('ENOENT')
  if (known !== undefined && how === 'add') return refuse('EEXIST')
  const neighbour = known ?? neighbour6(stack, dev, wanted.address)
  const { mac, state } = wanted
  if (wanted.router !== undefined) neighbour.router = wanted.router
  return updateNeighbour(stack, neighbour, { mac, state, override: true, admin: true, copy: 0 })
}

/** neigh_delete. */
export function deleteNeighbour6(world: World, dev: Device, address: Ipv6): Reply {
  const { netns } = placeOf(world, dev)
  const neighbour = findNeighbour(netns.inet6, dev, address)
  if (neighbour === undefined) return refuse('ENOENT')
  const stack = stackOf(world, netns)
  const update = { mac: undefined, state: 'failed', override: true, admin: true, copy: 0 } as const
  updateNeighbour(stack, neighbour, update)
  removeNeighbour(stack, neighbour)
  return undefined
}

/** What a ping program sends. What follows from it waits until the world settles. */
export function sendEcho6(
  world: World,
  netns: Netns,
  request: Echo6Request,
): Refusal | { readonly source: Ipv6; readonly dev: Device } {
  return echo.sendEcho6(stackOf(world, netns), request)
}

/** undefined: no such file. */
export function readSysctl6(netns: Netns, name: string): string | undefined {
  return sysctl.readSysctl6(netns.inet6, name)
}

export function writeSysctl6(world: World, netns: Netns, name: string, value: string): Reply {
  return sysctl.writeSysctl6(stackOf(world, netns), name, value)
}

export function sysctlNames6(netns: Netns): readonly string[] {
  return sysctl.sysctlNames6(netns.inet6)
}

function placeOf(
  world: World,
  dev: Device,
): { readonly netns: Netns; readonly idev: Inet6Device | undefined } {
  const netns = world.namespaces.get(dev.netns)
  if (netns === undefined) throw new Error(`${dev.name} is in namespace ${dev.netns}, which does not exist`)
  return { netns, idev: netns.inet6.devices.get(dev.id) }
}
