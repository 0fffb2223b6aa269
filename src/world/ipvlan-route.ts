import { type Device, isKind } from '../device/device.ts'
import type { Ipvlan } from '../device/ipvlan-device.ts'
import { checksum, readUint32, writeUint16 } from '../frame/checksum.ts'
import { EtherType, type Frame, payloadOf } from '../frame/frame.ts'
import { IPV4_HLEN, readPacket } from '../frame/ipv4.ts'
import { formatIpv4 } from '../frame/ipv4-address.ts'
import { IPV6_HLEN } from '../frame/ipv6.ts'
import { formatIpv6, readIpv6 } from '../frame/ipv6-address.ts'
import type { SendResult, StackEnvironment } from '../stack/environment.ts'
import { outputIp } from '../stack/ip-output.ts'
import { output6 } from '../stack/ipv6/output6.ts'
import { routeOutput6 } from '../stack/ipv6/route-output6.ts'
import { mtuOf, routeOutput } from '../stack/route-output.ts'
import { stackWith } from './inet-environment.ts'
import { traceFate } from './tracing.ts'
import type { Transmit, TransmitResult } from './transmit.ts'
import type { World } from './world.ts'

/** A way that the lower device's namespace has for a packet, and what it says of it. */
interface Way {
  readonly dst: string
  readonly route: string
  /** undefined: there is none. */
  readonly send: ((packet: Uint8Array) => SendResult) | undefined
}

/**
 * ipvlan_process_outbound: the Ethernet header goes, and what is left the lower device's namespace sends as a packet
 * of its own, from an address that need not be its own.
 */
export function routeOut(
  world: World,
  ipvlan: Ipvlan,
  frame: Frame,
  copy: number,
  transmit: Transmit,
): TransmitResult {
  const { lowerdev } = ipvlan.driver
  const stack = stackWith(world, world.namespaces.get(lowerdev.netns)!, transmit)
  const packet = payloadOf(frame).slice()
  const { dst, route, send } = wayOf(stack, lowerdev, frame.etherType, packet, copy)
  stack.why(ipvlan, copy)?.('IVT11', send !== undefined, { dst, route })
  if (send === undefined) {
    countError(lowerdev)
    traceFate(world, ipvlan, copy, 'IVT11', 'dropped', 'no way for it there')
    return 'refused'
  }
  traceFate(world, ipvlan, copy, 'IVT11', 'forwarded', lowerdev.name)
  const result = send(packet)
  if (result === 'refused') countError(lowerdev)
  return result
}

const NO_HEADER: Way = { dst: 'none', route: 'no header', send: undefined }

function wayOf(
  stack: StackEnvironment,
  lowerdev: Device,
  etherType: number,
  packet: Uint8Array,
  copy: number,
): Way {
  const ipv6 = etherType === EtherType.IPv6
  if (packet.length < (ipv6 ? IPV6_HLEN : IPV4_HLEN)) return NO_HEADER
  return ipv6 ? way6(stack, lowerdev, packet, copy) : way4(stack, lowerdev, packet, copy)
}

/**
 * ipvlan_process_v4_outbound: to a single host, which may be the lower device's own. Left out: the ICMP error that goes
 * out for what is too long and must not be cut up.
 */
function way4(stack: StackEnvironment, oif: Device, packet: Uint8Array, copy: number): Way {
  const [source, dst] = [readUint32(packet, 12), readUint32(packet, 16)]
  const route = routeOutput(stack, { dst, source, oif, anySource: true })
  const said = formatIpv4(dst)
  if ('errno' in route) return { dst: said, route: route.errno, send: undefined }
  const single = route.type === 'unicast' || route.type === 'local'
  const tooLong = packet.length > mtuOf(route) && readPacket(packet).dontFragment
  const send = (bytes: Uint8Array) =>
    tooLong ? ('refused' as const) : outputIp(stack, { bytes: finished(bytes), copy }, route)
  return { dst: said, route: route.type, send: single ? send : undefined }
}

/** ipvlan_process_v6_outbound. */
function way6(stack: StackEnvironment, oif: Device, packet: Uint8Array, copy: number): Way {
  const [source, dst] = [readIpv6(packet, 8), readIpv6(packet, 24)]
  const found = routeOutput6(stack, { dst, source, oif })
  const said = formatIpv6(dst)
  if ('errno' in found) return { dst: said, route: found.errno, send: undefined }
  const way = { dev: found.dev, nexthop: found.gateway ?? dst }
  return {
    dst: said,
    route: found.route.type,
    send: (bytes) => output6(stack, { bytes, copy }, way, false),
  }
}

/** DEV_STATS_INC(dev, tx_errors): few drivers show what is counted there. */
function countError(lowerdev: Device): void {
  if (isKind(lowerdev, 'bridge') || isKind(lowerdev, 'tun')) lowerdev.counters.txErrors++
}

/** __ip_local_out: total length and checksum are written anew. */
function finished(packet: Uint8Array): Uint8Array {
  writeUint16(packet, 2, packet.length)
  writeUint16(packet, 10, 0)
  writeUint16(packet, 10, checksum(packet, 0, (packet[0]! & 15) * 4))
  return packet
}
