import { type Reply, refuse } from '../device/errno.ts'
import { checksum, readUint16, readUint32, writeUint16 } from '../frame/checksum.ts'
import { IPV4_HLEN } from '../frame/ipv4.ts'
import { formatIpv4 } from '../frame/ipv4-address.ts'
import { nextIdentification, outputIp } from '../stack/ip-output.ts'
import { mtuOf, routeOutput } from '../stack/route-output.ts'
import { stackOf } from './stacks.ts'
import type { Netns, World } from './world.ts'

/**
 * Sends an IPv4 packet with its header (raw_send_hdrinc): the kernel finds the way, and writes the total length, the
 * checksum, and an identification if there is none. Broadcast is allowed.
 */
export function sendRawIp(world: World, netns: Netns, packet: Uint8Array): Reply {
  if (packet.length < IPV4_HLEN) return refuse('EINVAL')
  const stack = stackOf(world, netns)
  const dst = readUint32(packet, 16)
  const route = routeOutput(stack, { dst })
  if ('errno' in route) return route
  if (packet.length > mtuOf(route)) return refuse('EMSGSIZE')
  const bytes = packet.slice()
  writeUint16(bytes, 2, bytes.length)
  if (readUint16(bytes, 4) === 0) writeUint16(bytes, 4, nextIdentification(netns.inet))
  writeUint16(bytes, 10, 0)
  writeUint16(bytes, 10, checksum(bytes, 0, (bytes[0]! & 15) * 4))
  const copy = stack.born(route.dev, 0, 'OUT1', `a raw packet for ${formatIpv4(dst)}`)
  return outputIp(stack, { bytes, copy }, route) === 'refused' ? refuse('ENOBUFS') : undefined
}
