import type { Device } from '../device/device.ts'
import { type Refusal, refuse } from '../device/errno.ts'
import { ANY, type Ipv4 } from '../frame/ipv4-address.ts'
import { ANY6, type Ipv6, isLinkScoped, isMulticast6 } from '../frame/ipv6-address.ts'
import { addressType } from '../stack/fib-lookup.ts'
import { isLocal6 } from '../stack/ipv6/fib6.ts'
import type { Netns } from './world.ts'

/** The addresses of a raw socket; undefined: any. One that is for many is not sent from. */
export interface Bound<Address> {
  readonly receivesAt: Address | undefined
  readonly sendsFrom: Address | undefined
}

export const UNBOUND: Bound<never> = { receivesAt: undefined, sendsFrom: undefined }

/** raw_bind: to an own address, or one that is for many. Errors: EADDRNOTAVAIL. */
export function bindRaw(netns: Netns, address: Ipv4): Bound<Ipv4> | Refusal {
  if (address === ANY) return UNBOUND
  const type = addressType(netns.inet, address)
  if (type === 'local') return { receivesAt: address, sendsFrom: address }
  if (type === 'multicast' || type === 'broadcast') return { receivesAt: address, sendsFrom: undefined }
  return refuse('EADDRNOTAVAIL')
}

/**
 * rawv6_bind: to an own address that is no longer tried, or to any group. `dev` is what the socket is bound to, without which
 * nobody knows what an address of a link means. Errors: EINVAL, EADDRNOTAVAIL.
 */
export function bindRaw6(netns: Netns, address: Ipv6, dev: Device | undefined): Bound<Ipv6> | Refusal {
  if (address === ANY6) return UNBOUND
  if (isLinkScoped(address) && dev === undefined) return refuse('EINVAL')
  if (isMulticast6(address)) return { receivesAt: address, sendsFrom: undefined }
  if (isLocal6(netns.inet6, address, dev)) return { receivesAt: address, sendsFrom: address }
  return refuse('EADDRNOTAVAIL')
}
