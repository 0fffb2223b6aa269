import type { Device } from '../device/device.ts'
import type { Refusal } from '../device/errno.ts'
import type { Why } from '../device/why.ts'
import {
  formatIpv4,
  type Ipv4,
  isLocalMulticast,
  isLoopback,
  isMulticast,
  isZeronet,
  LIMITED_BROADCAST,
} from '../frame/ipv4-address.ts'
import { fibLookup, isRefusal } from './fib-lookup.ts'
import type { Inet, InetDevice, Route } from './inet.ts'
import { conf } from './settings.ts'
import { type SourceVerdict, validateSource } from './source-check.ts'

/** What is to be done with a packet that came in (ip_route_input_slow). */
export type InputVerdict =
  | { readonly kind: 'deliver'; readonly type: 'local' | 'broadcast' | 'multicast' }
  | { readonly kind: 'forward'; readonly route: Route; readonly dev: Device; readonly redirect: boolean }
  /** There is no way: ip_error may tell the sender. */
  | { readonly kind: 'unreachable'; readonly refusal: Refusal }
  | { readonly kind: 'drop'; readonly rule: string; readonly reason: string }

interface Question {
  readonly inet: Inet
  readonly idev: InetDevice
  readonly src: Ipv4
  readonly dst: Ipv4
  readonly why: Why | undefined
  /** arp_process asks too; it cannot be redirected, and the way must not lead back. */
  readonly forArp?: boolean
}

export function routeInput(question: Question): InputVerdict {
  const { idev, src, dst, why } = question
  why?.('IP4', isMulticast(dst), { dst: formatIpv4(dst) })
  if (isMulticast(dst)) return multicastInput(question)

  const odd = isOddSource(question)
  why?.('IP6', odd, { src: formatIpv4(src) })
  if (odd) return drop('IP6', 'martian source')
  if (dst === LIMITED_BROADCAST || (src === 0 && dst === 0)) return broadcastInput(question)

  const oddTarget = isZeronet(dst) || (isLoopback(dst) && conf(question.inet, idev, 'route_localnet') === 0)
  why?.('IP7', oddTarget, { dst: formatIpv4(dst) })
  return oddTarget ? drop('IP7', 'martian destination') : tableInput(question)
}

/** ip_route_input_mc. */
function multicastInput({ inet, idev, src, dst, why }: Question): InputVerdict {
  const joined = idev.groups.has(dst)
  why?.('IP5', joined, { group: formatIpv4(dst), dev: idev.dev.name })
  if (!joined) return drop('IP5', 'nobody here has joined the group')
  const odd =
    isMulticast(src) ||
    src === LIMITED_BROADCAST ||
    (isLoopback(src) && conf(inet, idev, 'route_localnet') === 0) ||
    (isZeronet(src) && !isLocalMulticast(dst))
  why?.('IP6', odd, { src: formatIpv4(src) })
  if (odd) return drop('IP6', 'martian source')
  return checked(isZeronet(src) ? undefined : validateSource(inet, idev, src, undefined), src, why, {
    kind: 'deliver',
    type: 'multicast',
  })
}

function isOddSource({ inet, idev, src, dst }: Question): boolean {
  if (isMulticast(src) || src === LIMITED_BROADCAST) return true
  if (dst === LIMITED_BROADCAST || (src === 0 && dst === 0)) return false
  return isZeronet(src) || (isLoopback(src) && !isLoopback(dst) && conf(inet, idev, 'route_localnet') === 0)
}

function broadcastInput({ inet, idev, src, why }: Question): InputVerdict {
  const verdict = isZeronet(src) ? undefined : validateSource(inet, idev, src, undefined)
  return checked(verdict, src, why, { kind: 'deliver', type: 'broadcast' })
}

function tableInput(question: Question): InputVerdict {
  const { inet, idev, src, dst, why } = question
  const route = fibLookup(inet, { dst })
  const forwards = conf(inet, idev, 'forwarding') !== 0
  const type = isRefusal(route) ? 'none' : route.type
  why?.('IP8', type === 'local' || type === 'broadcast', { dst: formatIpv4(dst), route: type })
  if (type === 'broadcast') return broadcastInput(question)
  if (type === 'local')
    return checked(validateSource(inet, idev, src, undefined), src, why, { kind: 'deliver', type: 'local' })

  why?.('IP10', forwards, { dev: idev.dev.name, forwarding: forwards })
  if (!forwards) return drop('IP10', `not for this host, and ${idev.dev.name} does not forward`)
  why?.('IP11', !isRefusal(route), { dst: formatIpv4(dst), route: type })
  if (isRefusal(route)) return { kind: 'unreachable', refusal: route }
  if (route.type !== 'unicast' || route.dev === undefined) return drop('IP7', 'martian destination')
  return forwardInput(question, route, route.dev)
}

/** __mkroute_input. */
function forwardInput(question: Question, route: Route, dev: Device): InputVerdict {
  const { inet, idev, src, why } = question
  const verdict = validateSource(inet, idev, src, dev)
  const onLink = verdict.kind === 'ok' && verdict.onLink
  const redirect = dev === idev.dev && onLink && conf(inet, idev, 'send_redirects') !== 0
  if (question.forArp && dev === idev.dev && conf(inet, idev, 'proxy_arp_pvlan') === 0)
    return drop('ARP6', 'the way leads back where the request came from')
  return checked(verdict, src, why, { kind: 'forward', route, dev, redirect })
}

function checked(
  source: SourceVerdict | undefined,
  src: Ipv4,
  why: Why | undefined,
  verdict: InputVerdict,
): InputVerdict {
  const refused = source !== undefined && source.kind !== 'ok'
  why?.('IP9', refused, { src: formatIpv4(src), verdict: source?.kind ?? 'ok' })
  if (!refused) return verdict
  return drop('IP9', source.kind === 'own' ? "its source address is this host's own" : 'rp_filter')
}

function drop(rule: string, reason: string): InputVerdict {
  return { kind: 'drop', rule, reason }
}
