import type { Device } from '../../device/device.ts'
import { Icmpv6Type } from '../../frame/icmpv6.ts'
import type { Ipv6 } from '../../frame/ipv6-address.ts'
import type { StackEnvironment } from '../environment.ts'
import type { Icmpv6Error } from './error6.ts'
import { plain6 } from './settings6.ts'

/** XRLIM_BURST_FACTOR. */
const BURST = 6
const MILLISECOND = 1_000_000

/** icmpv6_xrlim_allow: at most six errors at once to a host, then one per icmp.ratelimit (milliseconds). */
export function icmpAllowed6(
  { inet6, now }: StackEnvironment,
  dev: Device,
  to: Ipv6,
  { type }: Pick<Icmpv6Error, 'type'>,
): boolean {
  if (dev.driver.kind === 'loopback' || type === Icmpv6Type.packetTooBig || type >= 128) return true
  const timeout = plain6(inet6, 'net.ipv6.icmp.ratelimit') * MILLISECOND
  if (timeout === 0) return true
  const known = inet6.peers.get(to) ?? { tokens: BURST * timeout, last: now, redirects: 0 }
  inet6.peers.set(to, known)
  known.tokens = Math.min(known.tokens + (now - known.last), BURST * timeout)
  known.last = now
  if (known.tokens < timeout) return false
  known.tokens -= timeout
  return true
}
