import { devIdOf } from '../../device/ipvlan-device.ts'
import { formatIpv6, type Ipv6, interfaceId, isLinkLocal6, isMulticast6 } from '../../frame/ipv6-address.ts'
import { FOREVER, type PrefixInformation, type RouterAdvertisement } from '../../frame/nd.ts'
import type { StackEnvironment } from '../environment.ts'
import { updateNeighbour } from '../neighbour-update.ts'
import { addressOn, insertAddress6, lifetimesDue } from './addresses6.ts'
import { insertRoute6, kernelRoute, removeRoutes6 } from './fib6.ts'
import type { Inet6Device, Route6 } from './inet6.ts'
import { neighbour6 } from './output6.ts'
import type { Received6 } from './receive6.ts'
import { acceptsAdvertisements, conf6 } from './settings6.ts'

const SECOND = 1_000_000_000
const MIN_MTU = 1280
/** MIN_VALID_LIFETIME: nobody can take an address away by one short advertisement. */
const SHORTEST_LIFETIME = 7200
/** IP6_RT_PRIO_ADDRCONF. */
const CONNECTED_METRIC = 256

/** ndisc_router_discovery. */
export function receiveAdvertisement(
  stack: StackEnvironment,
  { ip, dev, idev, copy }: Received6,
  message: RouterAdvertisement,
): void {
  const why = stack.why(dev, copy)
  why?.('RA1', isLinkLocal6(ip.src), { src: formatIpv6(ip.src) })
  if (!isLinkLocal6(ip.src)) return stack.fate(dev, copy, 'RA1', 'dropped', 'not from a link-local address')
  const accepted = acceptsAdvertisements(idev)
  why?.('RA2', accepted, { accept_ra: conf6(idev, 'accept_ra'), forwarding: conf6(idev, 'forwarding') })
  if (!accepted) return stack.fate(dev, copy, 'RA2', 'dropped', 'router advertisements are not accepted')
  stack.fate(dev, copy, 'RA2', 'delivered', `a router advertisement from ${formatIpv6(ip.src)}`)
  idev.advertised ||= idev.solicitations > 0
  const router = conf6(idev, 'accept_ra_defrtr') !== 0 && addressOn(idev, ip.src) === undefined
  why?.('RA3', router && message.lifetime > 0, { router: formatIpv6(ip.src), lifetime: message.lifetime })
  const mtu = conf6(idev, 'accept_ra_mtu') !== 0 ? newMtu(idev, message) : undefined
  if (router) defaultRouter(stack, idev, ip.src, message, mtu)
  learnRouter(stack, idev, ip.src, message, copy)
  if (conf6(idev, 'accept_ra_pinfo') === 0) return
  for (const prefix of message.prefixes) receivePrefix(stack, idev, prefix, copy)
}

/** A larger MTU than the device's own does not count; a new one is the device's for IPv6 from now on. */
function newMtu(idev: Inet6Device, { mtu }: RouterAdvertisement): number | undefined {
  if (mtu === undefined || mtu < MIN_MTU || mtu > idev.dev.mtu || mtu === conf6(idev, 'mtu')) return undefined
  idev.conf.set('mtu', mtu)
  return mtu
}

/** rt6_add_dflt_router. */
function defaultRouter(
  stack: StackEnvironment,
  idev: Inet6Device,
  gateway: Ipv6,
  { lifetime, hopLimit, preference }: RouterAdvertisement,
  mtu: number | undefined,
): void {
  const { dev } = idev
  const isIts = (route: Route6) => route.protocol === 'ra' && route.dev === dev && route.gateway === gateway
  removeRoutes6(stack.inet6, isIts)
  const metric = conf6(idev, 'ra_defrtr_metric')
  const said = hopLimit !== 0 && hopLimit >= conf6(idev, 'accept_ra_min_hop_limit') ? hopLimit : undefined
  if (said !== undefined) idev.conf.set('hop_limit', said)
  if (lifetime === 0) return
  const wanted = {
    dst: 0n,
    prefix: 0,
    gateway,
    dev,
    metric,
    protocol: 'ra',
    lifetime,
    mtu,
    preference,
  } as const
  insertRoute6(stack.inet6, { ...kernelRoute(wanted, stack.now), hopLimit: said }, 'append')
}

function learnRouter(
  stack: StackEnvironment,
  { dev }: Inet6Device,
  address: Ipv6,
  { source }: RouterAdvertisement,
  copy: number,
): void {
  if (source === undefined) return
  const neighbour = neighbour6(stack, dev, address)
  updateNeighbour(stack, neighbour, { mac: source, state: 'stale', override: true, admin: false, copy })
  neighbour.router = true
}

/** addrconf_prefix_rcv. */
function receivePrefix(
  stack: StackEnvironment,
  idev: Inet6Device,
  prefix: PrefixInformation,
  copy: number,
): void {
  if (isMulticast6(prefix.prefix) || isLinkLocal6(prefix.prefix) || prefix.preferred > prefix.valid) return
  if (prefix.onLink) onLinkPrefix(stack, idev, prefix)
  const makes = prefix.autonomous && conf6(idev, 'autoconf') !== 0 && prefix.length === 64
  stack.why(idev.dev, copy)?.('RA4', makes, { prefix: `${formatIpv6(prefix.prefix)}/${prefix.length}` })
  if (makes) autoconfigure(stack, idev, prefix)
}

function onLinkPrefix(
  stack: StackEnvironment,
  { dev }: Inet6Device,
  { prefix, length, valid }: PrefixInformation,
) {
  const { inet6, now } = stack
  const lifetime = seconds(valid)
  if (valid > 0) {
    const wanted = { dst: prefix, prefix: length, dev, metric: CONNECTED_METRIC, lifetime }
    insertRoute6(inet6, kernelRoute(wanted, now), 'append')
    return
  }
  removeRoutes6(
    inet6,
    (route) =>
      route.dev === dev && route.dst === prefix && route.prefix === length && route.expires !== undefined,
  )
}

/** addrconf_prefix_rcv_add_addr: an address of the advertised prefix and the MAC, or more time for one that is there. */
function autoconfigure(
  stack: StackEnvironment,
  idev: Inet6Device,
  { prefix, valid, preferred }: PrefixInformation,
): void {
  const local = prefix | interfaceId(idev.dev.mac, devIdOf(idev.dev))
  const times = { validLifetime: seconds(valid), preferredLifetime: seconds(preferred) }
  const known = addressOn(idev, local)
  if (known === undefined) {
    if (valid === 0 || idev.addresses.length >= conf6(idev, 'max_addresses')) return
    insertAddress6(stack, idev, { local, prefix: 64, mngtmpaddr: true, ...times })
    return
  }
  if (known.validLifetime === undefined) return
  const left = Math.max(0, Math.floor((known.updated + known.validLifetime * SECOND - stack.now) / SECOND))
  known.validLifetime = seconds(Math.max(valid, Math.min(left, SHORTEST_LIFETIME)))
  known.preferredLifetime = times.preferredLifetime
  known.updated = stack.now
  lifetimesDue(stack, idev)
}

function seconds(lifetime: number): number | undefined {
  return lifetime === FOREVER ? undefined : lifetime
}
