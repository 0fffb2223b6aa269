import { type Device, isKind } from '../device/device.ts'
import type { Ipvlan } from '../device/ipvlan-device.ts'
import { checksum, readUint32, writeUint16 } from '../frame/checksum.ts'
import { EtherType, type Frame, payloadOf } from '../frame/frame.ts'
import { IPV4_HLEN } from '../frame/ipv4.ts'
import { formatIpv4 } from '../frame/ipv4-address.ts'
import { outputIp } from '../stack/ip-output.ts'
import { routeOutput } from '../stack/route-output.ts'
import { stackWith } from './inet-environment.ts'
import { traceFate } from './tracing.ts'
import type { Transmit, TransmitResult } from './transmit.ts'
import type { World } from './world.ts'

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
  const bytes = payloadOf(frame).slice()
  // IPv6 is off in the lower device's namespace: it has no way for it.
  if (frame.etherType !== EtherType.IPv4 || bytes.length < IPV4_HLEN)
    return lost(world, ipvlan, copy, 'no way for it there')
  const stack = stackWith(world, world.namespaces.get(lowerdev.netns)!, transmit)
  const [source, dst] = [readUint32(bytes, 12), readUint32(bytes, 16)]
  const route = routeOutput(stack, { dst, source, oif: lowerdev, anySource: true })
  const single = !('errno' in route) && (route.type === 'unicast' || route.type === 'local')
  stack.why(ipvlan, copy)?.('IVT11', single, {
    dst: formatIpv4(dst),
    route: 'errno' in route ? route.errno : route.type,
  })
  if ('errno' in route || !single) return lost(world, ipvlan, copy, 'no way for it there')
  finishHeader(bytes)
  traceFate(world, ipvlan, copy, 'IVT11', 'forwarded', lowerdev.name)
  const result = outputIp(stack, { bytes, copy }, route)
  if (result === 'refused') countError(lowerdev)
  return result
}

function lost(world: World, ipvlan: Ipvlan, copy: number, reason: string): TransmitResult {
  countError(ipvlan.driver.lowerdev)
  traceFate(world, ipvlan, copy, 'IVT11', 'dropped', reason)
  return 'refused'
}

/** DEV_STATS_INC(dev, tx_errors): few drivers show what is counted there. */
function countError(lowerdev: Device): void {
  if (isKind(lowerdev, 'bridge') || isKind(lowerdev, 'tun')) lowerdev.counters.txErrors++
}

/** __ip_local_out: total length and checksum are written anew. */
function finishHeader(bytes: Uint8Array): void {
  writeUint16(bytes, 2, bytes.length)
  writeUint16(bytes, 10, 0)
  writeUint16(bytes, 10, checksum(bytes, 0, (bytes[0]! & 15) * 4))
}
