import { type Device, isKind } from '../device/device.ts'
import { type Reply, refuse } from '../device/errno.ts'
import { ETH_HLEN, EtherType, parseFrame } from '../frame/frame.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
import type { Ipv6 } from '../frame/ipv6-address.ts'
import { setPromiscuity } from './device-filters.ts'
import { tapsOn } from './devices.ts'
import { headerLength } from './header-length.ts'
import type { IcmpSocket, PacketSocket, Socket } from './sockets.ts'
import { newCopy } from './tracing.ts'
import { transmit } from './transmit.ts'
import type { Netns, World } from './world.ts'

export interface PacketSocketRequest {
  readonly netns: Netns
  readonly dev: Device | undefined
  readonly etherType?: number
  readonly promiscuous?: boolean
}

/** socket(AF_PACKET), bind, and PACKET_ADD_MEMBERSHIP if promiscuous. */
export function openPacketSocket(world: World, request: PacketSocketRequest): PacketSocket {
  const { netns, dev, etherType, promiscuous = false } = request
  const socket: PacketSocket = { kind: 'packet', netns: netns.id, dev, etherType, promiscuous, queue: [] }
  world.sockets.add(socket)
  if (promiscuous && dev !== undefined) setPromiscuity(dev, 1)
  recountTaps(world, netns)
  return socket
}

export interface IcmpSocketRequest {
  readonly netns: Netns
  readonly id: number
  readonly dev?: Device | undefined
  readonly address?: Ipv4 | Ipv6 | undefined
}

/** socket(SOCK_RAW), SO_BINDTODEVICE and bind, if there is a device and an address. */
export function openIcmpSocket(world: World, { netns, id, dev, address }: IcmpSocketRequest): IcmpSocket {
  const socket: IcmpSocket = { kind: 'icmp', netns: netns.id, id, dev, address, queue: [] }
  world.sockets.add(socket)
  return socket
}

export function closeSocket(world: World, socket: Socket): void {
  if (!world.sockets.delete(socket) || socket.kind !== 'packet') return
  const netns = world.namespaces.get(socket.netns)
  if (netns === undefined) return
  if (socket.promiscuous && socket.dev?.netns === netns.id) setPromiscuity(socket.dev, -1)
  recountTaps(world, netns)
}

function recountTaps(world: World, netns: Netns): void {
  for (const dev of netns.devices.values()) dev.taps = tapsOn(world, dev)
}

/**
 * Sends a frame as it is out of a device, as an AF_PACKET socket does (packet_snd). What follows from it waits
 * until the world settles. Errors: ENETDOWN, EINVAL for less than a header, EMSGSIZE above the MTU.
 */
export function sendFrame(world: World, dev: Device, bytes: Uint8Array): Reply {
  if (!dev.up) return refuse('ENETDOWN')
  if (bytes.length < ETH_HLEN) return refuse('EINVAL')
  const frame = parseFrame(bytes)
  const longest = dev.mtu + headerLength(world, dev) + (frame.etherType === EtherType.VLAN ? 4 : 0)
  if (bytes.length > longest) return refuse('EMSGSIZE')
  // packet_parse_headers
  const sent = parsesHeaders(world, dev) ? frame : { ...frame, unparsed: true as const }
  return transmit(world, dev, sent, newCopy(world)) === 'refused' ? refuse('ENOBUFS') : undefined
}

/** dev_parse_header_protocol: whether its header_ops know how. */
function parsesHeaders({ kernel }: World, dev: Device): boolean {
  return kernel.childrenParse || !(isKind(dev, 'macvlan') || isKind(dev, 'ipvlan'))
}
