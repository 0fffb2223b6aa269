import type { Device } from '../device/device.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
import { findLocal } from './addresses.ts'
import { fibLookup, isRefusal } from './fib-lookup.ts'
import type { Inet, InetDevice, Route } from './inet.ts'
import { scopeRank } from './scope.ts'
import { conf } from './settings.ts'

/**
 * - `ok`; `onLink` says that the source is a neighbour on that very device.
 * - `own`: the source address is this host's.
 * - `unroutable`: rp_filter would answer through another device.
 */
export type SourceVerdict =
  | { readonly kind: 'ok'; readonly onLink: boolean }
  | { readonly kind: 'own' | 'unroutable'; readonly rpFilter: number }

const OK: SourceVerdict = { kind: 'ok', onLink: false }

/** fib_validate_source: may a packet with this source address come in here? `oif`: where it would go on to. */
export function validateSource(
  inet: Inet,
  idev: InetDevice,
  source: Ipv4,
  oif: Device | undefined,
): SourceVerdict {
  const rpFilter = conf(inet, idev, 'rp_filter')
  const mayRedirect = oif === idev.dev && conf(inet, idev, 'send_redirects') !== 0
  if (rpFilter !== 0 || mayRedirect) return fullCheck(inet, idev, source, rpFilter)
  if (conf(inet, idev, 'accept_local') !== 0) return OK
  return findLocal(inet, source) === undefined ? OK : { kind: 'own', rpFilter }
}

/** __fib_validate_source. */
function fullCheck(inet: Inet, idev: InetDevice, source: Ipv4, rpFilter: number): SourceVerdict {
  const acceptLocal = conf(inet, idev, 'accept_local') !== 0
  const back = fibLookup(inet, { dst: source })
  if (isRefusal(back)) return lastResort(rpFilter)
  if (back.type !== 'unicast' && !(back.type === 'local' && acceptLocal)) return { kind: 'own', rpFilter }
  if (back.dev === idev.dev) return { kind: 'ok', onLink: isNear(back) }
  if (idev.addresses.length === 0) return lastResort(rpFilter)
  if (rpFilter === 1) return { kind: 'unroutable', rpFilter }
  const here = fibLookup(inet, { dst: source, oif: idev.dev, ignoreLinkState: true })
  return { kind: 'ok', onLink: !isRefusal(here) && here.type === 'unicast' && isNear(here) }
}

function lastResort(rpFilter: number): SourceVerdict {
  return rpFilter !== 0 ? { kind: 'unroutable', rpFilter } : OK
}

function isNear(route: Route): boolean {
  return scopeRank(route.nexthopScope) >= scopeRank('host')
}
