import type { Device } from '../device/device.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
import type { Inet, PathException } from './inet.ts'
import { plainNumber } from './settings.ts'

/** find_exception: what ICMP has told about one destination, if it still holds. */
export function findException(inet: Inet, dev: Device, dst: Ipv4, now: number): PathException | undefined {
  const known = inet.exceptions.find((exception) => exception.dst === dst && exception.dev === dev)
  return known?.expires !== undefined && known.expires <= now ? undefined : known
}

function exceptionFor(inet: Inet, dev: Device, dst: Ipv4): PathException {
  const known = inet.exceptions.find((exception) => exception.dst === dst && exception.dev === dev)
  if (known !== undefined) return known
  const made: PathException = { dst, dev, gateway: undefined, mtu: undefined, expires: undefined }
  inet.exceptions.push(made)
  return made
}

/** __ip_rt_update_pmtu: a router on the way has said how much it can carry. */
export function learnMtu(inet: Inet, dev: Device, dst: Ipv4, mtu: number, now: number): void {
  const exception = exceptionFor(inet, dev, dst)
  exception.mtu = Math.max(mtu, plainNumber(inet, 'net.ipv4.route.min_pmtu'))
  exception.expires = now + plainNumber(inet, 'net.ipv4.route.mtu_expires') * 1e9
}

/** __ip_do_redirect. */
export function learnGateway(inet: Inet, dev: Device, dst: Ipv4, gateway: Ipv4): void {
  exceptionFor(inet, dev, dst).gateway = gateway
}

/** rt_cache_flush: a change of addresses, routes or links makes what was learnt void. */
export function forgetExceptions(inet: Inet, dev?: Device): void {
  const kept = dev === undefined ? [] : inet.exceptions.filter((exception) => exception.dev !== dev)
  inet.exceptions.splice(0, inet.exceptions.length, ...kept)
}
