import type { Device } from '../device/device.ts'
import { type Refusal, type Reply, refuse } from '../device/errno.ts'
import type { Frame } from '../frame/frame.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
import * as addresses from '../stack/addresses.ts'
import * as arp from '../stack/arp-receive.ts'
import * as echo from '../stack/echo.ts'
import * as fib from '../stack/fib.ts'
import type { InetDevice } from '../stack/inet.ts'
import * as ip from '../stack/ip-receive.ts'
import { linkEvent6 } from '../stack/ipv6/link-events6.ts'
import * as ip6 from '../stack/ipv6/receive6.ts'
import { isOn } from '../stack/ipv6/settings6.ts'
import { addressesDeleted, type InetLinkEvent, linkEvent } from '../stack/link-events.ts'
import * as neighbours from '../stack/neighbour-requests.ts'
import type {
  AddHow,
  AddressSelector,
  EchoRequest,
  NewAddress,
  NewNeighbour,
  NewRoute,
  RouteHow,
  RouteQuery,
  RouteResult,
  RouteSelector,
} from '../stack/requests.ts'
import * as output from '../stack/route-output.ts'
import * as sysctl from '../stack/sysctl.ts'
import { addressReply } from './address-words.ts'
import type { PacketType } from './packet-type.ts'
import { expireLater, stackOf } from './stacks.ts'
import { traceFate } from './tracing.ts'
import type { Netns, World } from './world.ts'

export { neighbourTimer } from './stacks.ts'
export type { InetLinkEvent }

/** A device came, went or changed: addresses, routes and neighbours follow. */
export function inetLinkEvent(
  world: World,
  netns: Netns,
  dev: Device,
  event: InetLinkEvent,
  toldIpv6 = true,
): void {
  const stack = stackOf(world, netns)
  linkEvent(stack, dev, event)
  if (toldIpv6) linkEvent6(stack, dev, event)
}

export function receiveIp(
  world: World,
  netns: Netns,
  dev: Device,
  frame: Frame,
  type: PacketType,
  copy: number,
): boolean {
  return ip.receiveIp(stackOf(world, netns), dev, frame, type, copy)
}

export function receiveArp(
  world: World,
  netns: Netns,
  dev: Device,
  frame: Frame,
  type: PacketType,
  copy: number,
): boolean {
  return arp.receiveArp(stackOf(world, netns), dev, frame, type, copy)
}

/** Where IPv6 is off it takes the frame and drops it, uncounted. */
export function receiveIp6(
  world: World,
  netns: Netns,
  dev: Device,
  frame: Frame,
  type: PacketType,
  copy: number,
): boolean {
  const idev = netns.inet6.devices.get(dev.id)
  if (idev === undefined || !isOn(idev)) {
    traceFate(world, dev, copy, 'DEV6', 'delivered', 'the protocol is off')
    return false
  }
  return ip6.receiveIp6(stackOf(world, netns), dev, frame, type, copy)
}

export function addAddress(world: World, dev: Device, address: NewAddress, how: AddHow): Reply {
  const { netns, idev } = placeOf(world, dev)
  if (idev === undefined) return refuse('ENOBUFS')
  const reply = addresses.addAddress(netns.inet, idev, address, how, world.now)
  if (reply === undefined) expireLater(world, netns, idev)
  return addressReply(world, reply)
}

export function deleteAddress(world: World, dev: Device, selector: AddressSelector): Reply {
  const { netns, idev } = placeOf(world, dev)
  if (idev === undefined) return refuse('ENODEV')
  const reply = addresses.deleteAddress(netns.inet, idev, selector)
  if (reply === undefined) addressesDeleted(stackOf(world, netns), idev)
  return addressReply(world, reply)
}

export function addRoute(_world: World, netns: Netns, route: NewRoute, how: RouteHow): Reply {
  return fib.addRoute(netns.inet, route, how)
}

export function deleteRoute(_world: World, netns: Netns, selector: RouteSelector): Reply {
  return fib.deleteRoute(netns.inet, selector)
}

/** The way of a packet that this namespace would send: `ip route get`, connect(2). */
export function lookupRoute(world: World, netns: Netns, query: RouteQuery): RouteResult | Refusal {
  return output.routeOutput(stackOf(world, netns), query)
}

export function changeNeighbour(world: World, dev: Device, neighbour: NewNeighbour, how: AddHow): Reply {
  const { netns, idev } = placeOf(world, dev)
  return neighbours.changeNeighbour(stackOf(world, netns), idev, neighbour, how)
}

export function deleteNeighbour(world: World, dev: Device, address: Ipv4): Reply {
  const { netns, idev } = placeOf(world, dev)
  return neighbours.deleteNeighbour(stackOf(world, netns), idev, address)
}

/** undefined: no such file. */
export function readSysctl(netns: Netns, name: string): string | undefined {
  return exists(netns, name) ? sysctl.readSysctl(netns.inet, name) : undefined
}

export function writeSysctl(world: World, netns: Netns, name: string, value: string): Reply {
  return exists(netns, name) ? sysctl.writeSysctl(stackOf(world, netns), name, value) : refuse('ENOENT')
}

/** Every name that readSysctl knows in this namespace, in the order of `sysctl -a`. */
export function sysctlNames(netns: Netns): readonly string[] {
  return sysctl.sysctlNames(netns.inet).filter((name) => exists(netns, name))
}

/** The defaults of the neighbour tables show in the first namespace of a machine alone. */
function exists(netns: Netns, name: string): boolean {
  return netns.name === '' || !name.startsWith('net.ipv4.neigh.default.')
}

/** What a ping program sends. What follows from it waits until the world settles. */
export function sendEcho(
  world: World,
  netns: Netns,
  request: EchoRequest,
): Refusal | { readonly source: Ipv4; readonly dev: Device } {
  return echo.sendEcho(stackOf(world, netns), request)
}

function placeOf(
  world: World,
  dev: Device,
): { readonly netns: Netns; readonly idev: InetDevice | undefined } {
  const netns = world.namespaces.get(dev.netns)
  if (netns === undefined) throw new Error(`${dev.name} is in namespace ${dev.netns}, which does not exist`)
  return { netns, idev: netns.inet.devices.get(dev.id) }
}
