import type { Device } from '../device/device.ts'
import { type Refusal, type Reply, refuse } from '../device/errno.ts'
import type { Frame } from '../frame/frame.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
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
import type { PacketType } from './packet-type.ts'
import type { IcmpSocket } from './sockets.ts'
import type { TimerEvent } from './timers.ts'
import type { Netns, World } from './world.ts'

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

export function inetLinkEvent(_world: World, _netns: Netns, _dev: Device, _event: InetLinkEvent): void {}

export function receiveIp(
  _world: World,
  _netns: Netns,
  _dev: Device,
  _frame: Frame,
  _type: PacketType,
  _copy: number,
): void {}

export function receiveArp(
  _world: World,
  _netns: Netns,
  _dev: Device,
  _frame: Frame,
  _type: PacketType,
  _copy: number,
): void {}

export function neighbourTimer(_world: World, _event: TimerEvent): void {}

export function addAddress(_world: World, _dev: Device, _address: NewAddress, _how: AddHow): Reply {
  return refuse('EOPNOTSUPP')
}

export function deleteAddress(_world: World, _dev: Device, _selector: AddressSelector): Reply {
  return refuse('EOPNOTSUPP')
}

export function addRoute(_world: World, _netns: Netns, _route: NewRoute, _how: RouteHow): Reply {
  return refuse('EOPNOTSUPP')
}

export function deleteRoute(_world: World, _netns: Netns, _selector: RouteSelector): Reply {
  return refuse('EOPNOTSUPP')
}

export function lookupRoute(_world: World, _netns: Netns, _query: RouteQuery): RouteResult | Refusal {
  return refuse('EOPNOTSUPP')
}

export function changeNeighbour(_world: World, _dev: Device, _neighbour: NewNeighbour, _how: AddHow): Reply {
  return refuse('EOPNOTSUPP')
}

export function deleteNeighbour(_world: World, _dev: Device, _address: Ipv4): Reply {
  return refuse('EOPNOTSUPP')
}

/** undefined: no such file. */
export function readSysctl(_netns: Netns, _name: string): string | undefined {
  return undefined
}

export function writeSysctl(_world: World, _netns: Netns, _name: string, _value: string): Reply {
  return refuse('ENOENT')
}

/** Every name that readSysctl knows in this namespace, in the order of `sysctl -a`. */
export function sysctlNames(_netns: Netns): readonly string[] {
  return []
}

export function sendEcho(
  _world: World,
  _netns: Netns,
  _request: EchoRequest,
): Refusal | { readonly source: Ipv4; readonly dev: Device } {
  return refuse('EOPNOTSUPP')
}

export function openIcmpSocket(world: World, netns: Netns, id: number): IcmpSocket {
  const socket: IcmpSocket = { kind: 'icmp', netns: netns.id, id, queue: [] }
  world.sockets.add(socket)
  return socket
}

/** Of an ICMP socket; packet sockets are closed where they were opened. */
export function closeSocket(world: World, socket: IcmpSocket): void {
  world.sockets.delete(socket)
}
