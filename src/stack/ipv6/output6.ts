import type { Device } from '../../device/device.ts'
import { buildFrame, EtherType } from '../../frame/frame.ts'
import {
  formatIpv6,
  groupMac6,
  groupScope,
  type Ipv6,
  isMulticast6,
  readIpv6 as readAddress,
} from '../../frame/ipv6-address.ts'
import { type Mac, ZERO_MAC } from '../../frame/mac.ts'
import type { SendResult, StackEnvironment } from '../environment.ts'
import type { Neighbour, WaitingPacket } from '../inet.ts'
import { resolveOutput } from '../neighbour-send.ts'
import { findNeighbour, newNeighbour } from '../neighbours.ts'

/** Where a packet leaves, and to which neighbour on that link. */
export interface Way6 {
  readonly dev: Device
  readonly nexthop: Ipv6
}

/** IPV6_ADDR_SCOPE_NODELOCAL. */
const NODE_LOCAL = 1

/**
 * ip6_finish_output2: a group's packet goes out, unless the group is one of this node alone, and comes back up if this
 * host has joined the group itself.
 */
export function output6(
  stack: StackEnvironment,
  packet: WaitingPacket,
  way: Way6,
  loop: boolean,
): SendResult {
  const { dev, nexthop } = way
  const joined = stack.inet6.devices.get(dev.id)?.groups.has(nexthop) ?? false
  const includesSelf = loop && joined && dev.driver.kind !== 'loopback'
  const why = stack.why(dev, packet.copy)
  const dst = destination(packet)
  why?.('SIX9', includesSelf, { dst: formatIpv6(dst) })
  if (includesSelf) loopBack(stack, packet, dev)
  if (isMulticast6(dst)) {
    const here = groupScope(dst) <= NODE_LOCAL && dev.driver.kind !== 'loopback'
    why?.('SIX12', here, { dst: formatIpv6(dst) })
    if (here) return stay(stack, packet, dev)
  }
  return resolveOutput(stack, neighbour6(stack, dev, nexthop), packet)
}

const destination = ({ bytes }: WaitingPacket) => readAddress(bytes, 24)

function stay(stack: StackEnvironment, { copy }: WaitingPacket, dev: Device): SendResult {
  stack.fate(dev, copy, 'SIX12', 'dropped', 'for this node alone')
  return 'sent'
}

function loopBack(stack: StackEnvironment, { bytes, copy }: WaitingPacket, dev: Device): void {
  const clone = stack.born(dev, copy, 'SIX9', 'the group includes this host')
  stack.loopBack(dev, buildFrame(ZERO_MAC, ZERO_MAC, EtherType.IPv6, bytes), clone)
}

function knownFromStart(dev: Device, address: Ipv6): Mac | undefined {
  if (isMulticast6(address)) return groupMac6(address)
  return dev.arp ? undefined : dev.mac
}

/** The entry of nd_tbl, made if there is none (ndisc_constructor): groups need no question. */
export function neighbour6(stack: StackEnvironment, dev: Device, address: Ipv6): Neighbour {
  const loopback = dev.driver.kind === 'loopback'
  const key = loopback ? 0n : address
  const known = findNeighbour(stack.inet6, dev, key)
  if (known !== undefined) return known
  const mac = loopback ? dev.mac : knownFromStart(dev, address)
  return newNeighbour(stack.nd, dev, key, mac, stack.now)
}
