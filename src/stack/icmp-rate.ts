import type { Device } from '../device/device.ts'
import { IcmpType, Unreachable } from '../frame/icmp.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
import type { StackEnvironment } from './environment.ts'
import type { IcmpError } from './icmp-error.ts'
import type { Inet, Peer } from './inet.ts'
import { plainNumber } from './settings.ts'

/** XRLIM_BURST_FACTOR. */
const BURST = 6
const MILLISECOND = 1_000_000
const HIGHEST_TYPE = 18

export function peerOf(inet: Inet, address: Ipv4): Peer {
  const known = inet.peers.get(address)
  if (known !== undefined) return known
  const made: Peer = { tokens: 60_000 * MILLISECOND, last: 0, redirects: 0 }
  inet.peers.set(address, made)
  return made
}

/** icmpv4_xrlim_allow: at most six errors at once to a host, then one per icmp_ratelimit (milliseconds). */
export function icmpAllowed(
  { inet, now }: StackEnvironment,
  dev: Device,
  to: Ipv4,
  { type, code }: Pick<IcmpError, 'type' | 'code'>,
): boolean {
  if (type > HIGHEST_TYPE || dev.driver.kind === 'loopback') return true
  if (type === IcmpType.unreachable && code === Unreachable.fragmentationNeeded) return true
  if ((plainNumber(inet, 'net.ipv4.icmp_ratemask') & (1 << type)) === 0) return true
  const timeout = plainNumber(inet, 'net.ipv4.icmp_ratelimit') * MILLISECOND
  if (timeout === 0) return true
  const peer = peerOf(inet, to)
  peer.tokens = Math.min(peer.tokens + (now - peer.last), BURST * timeout)
  peer.last = now
  if (peer.tokens < timeout) return false
  peer.tokens -= timeout
  return true
}
