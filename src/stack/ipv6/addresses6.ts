import type { Device } from '../../device/device.ts'
import { type Reply, refuse } from '../../device/errno.ts'
import {
  ANY6,
  type Ipv6,
  inSubnet6,
  isLinkLocal6,
  isMulticast6,
  isSiteLocal6,
  LOOPBACK6,
  solicitedNode,
  subnetOf6,
} from '../../frame/ipv6-address.ts'
import { admitIpAddress, ipAddressAdded, ipAddressRemoved } from '../../ipvlan/addresses.ts'
import type { StackEnvironment } from '../environment.ts'
import type { Scope } from '../inet.ts'
import type { AddHow } from '../requests.ts'
import { scopeRank } from '../scope.ts'
import { joinAnycast, leaveAnycast } from './anycast.ts'
import { startDad } from './dad.ts'
import { insertRoute6, kernelRoute, removeRoutes6 } from './fib6.ts'
import type { Inet6Address, Inet6Device } from './inet6.ts'
import { allGroupsUp, leaveGroup6 } from './mld.ts'
import type { NewAddress6 } from './requests6.ts'
import { conf6, isOn } from './settings6.ts'
import { setTimer6 } from './timer6.ts'

const SECOND = 1_000_000_000
/** IP6_RT_PRIO_ADDRCONF. */
const CONNECTED_METRIC = 256

/** inet6_rtm_newaddr. Whatever comes of it, who is up listens to its groups then (ipv6_find_idev). */
export function addAddress6(
  stack: StackEnvironment,
  idev: Inet6Device,
  wanted: NewAddress6,
  how: AddHow,
): Reply {
  const { dev } = idev
  if (dev.up) {
    stack.listenToAllNodes(dev, 'join')
    allGroupsUp(stack, idev)
  }
  const known = idev.addresses.find(({ local }) => local === wanted.local)
  if (known !== undefined && how === 'add') return refuse('EEXIST', 'ipv6: address already assigned')
  const refusal = admitAddress6(wanted)
  if (refusal !== undefined) return refusal
  if (known !== undefined) return changeAddress6(stack, idev, known, wanted)
  if (!isOn(idev)) return refuse('EACCES', 'ipv6: IPv6 is disabled on this device')
  const unfit = unfitFor(dev, wanted.local)
  if (unfit !== undefined) return refuse('EADDRNOTAVAIL', unfit)
  const taken = admitIpAddress(dev, wanted.local)
  if (taken !== undefined) return taken
  insertAddress6(stack, idev, wanted)
  return undefined
}

function admitAddress6({ prefix, validLifetime, preferredLifetime }: NewAddress6): Reply {
  if (prefix > 128) return refuse('EINVAL', 'ipv6: Invalid prefix length')
  if (validLifetime === 0 || (preferredLifetime ?? Infinity) > (validLifetime ?? Infinity))
    return refuse('EINVAL', 'ipv6: address lifetime invalid')
  return undefined
}

/** ipv6_add_addr. */
function unfitFor(dev: Device, local: Ipv6): string | undefined {
  if (local === ANY6) return 'ipv6: Invalid address'
  if (isMulticast6(local)) return 'ipv6: Cannot assign multicast address without "IFA_F_MCAUTOJOIN" flag'
  if (local === LOOPBACK6 && dev.driver.kind !== 'loopback')
    return 'ipv6: Cannot assign loopback address on this device'
  return undefined
}

/** inet6_addr_modify. */
function changeAddress6(
  stack: StackEnvironment,
  idev: Inet6Device,
  address: Inet6Address,
  { validLifetime, preferredLifetime, metric, noprefixroute }: NewAddress6,
): Reply {
  address.validLifetime = validLifetime
  address.preferredLifetime = preferredLifetime
  address.updated = stack.now
  address.metric = metric ?? 0
  address.noprefixroute = noprefixroute ?? false
  addPrefixRoute(stack, idev, address)
  lifetimesDue(stack, idev)
  return undefined
}

/** ipv6_add_addr, and what inet6_addr_add does after it. */
export function insertAddress6(
  stack: StackEnvironment,
  idev: Inet6Device,
  wanted: NewAddress6,
): Inet6Address {
  const address: Inet6Address = {
    local: wanted.local,
    peer: wanted.peer ?? wanted.local,
    prefix: wanted.prefix,
    scope: scopeOf6(wanted.local),
    tentative: !(wanted.nodad ?? false) || idev.dev.driver.kind === 'loopback',
    dadfailed: false,
    nodad: wanted.nodad ?? false,
    noprefixroute: wanted.noprefixroute ?? false,
    mngtmpaddr: wanted.mngtmpaddr ?? false,
    metric: wanted.metric ?? 0,
    probes: 0,
    nonce: 0,
    timer: 0,
    validLifetime: wanted.validLifetime,
    preferredLifetime: wanted.preferredLifetime,
    updated: stack.now,
  }
  idev.addresses.splice(placeOf(idev, address), 0, address)
  ipAddressAdded(idev.dev, address.local)
  // A router advertisement says by itself whether its prefix is on the link.
  if (!address.mngtmpaddr) addPrefixRoute(stack, idev, address)
  startDad(stack, idev, address)
  if (conf6(idev, 'forwarding') !== 0) joinAnycast(stack, idev, address)
  lifetimesDue(stack, idev)
  return address
}

/** ipv6_link_dev_addr: sorted by scope, the newest of each first. */
function placeOf({ addresses }: Inet6Device, { scope }: Inet6Address): number {
  const index = addresses.findIndex((other) => scopeRank(other.scope) >= scopeRank(scope))
  return index < 0 ? addresses.length : index
}

/** rt_scope of ipv6_addr_type. */
export function scopeOf6(address: Ipv6): Scope {
  if (address === LOOPBACK6) return 'host'
  if (isLinkLocal6(address)) return 'link'
  return isSiteLocal6(address) ? 'site' : 'global'
}

/** addrconf_prefix_route: everybody else in the subnet is on the link. The host's loopback address has no others. */
export function addPrefixRoute(stack: StackEnvironment, idev: Inet6Device, address: Inet6Address): void {
  const { dev } = idev
  if (address.noprefixroute || dev.driver.kind === 'loopback' || !dev.up) return
  const { peer, prefix, metric, validLifetime } = address
  const wanted = { dst: peer, prefix, dev, metric: metric || CONNECTED_METRIC, lifetime: validLifetime }
  insertRoute6(stack.inet6, kernelRoute(wanted, stack.now), 'append')
}

/** inet6_addr_del. */
export function deleteAddress6(
  stack: StackEnvironment,
  idev: Inet6Device,
  local: Ipv6,
  prefix: number | undefined,
): Reply {
  const address = idev.addresses.find(
    (each) => each.local === local && (prefix === undefined || each.prefix === prefix),
  )
  if (address === undefined) return refuse('EADDRNOTAVAIL', 'ipv6: address not found')
  removeAddress6(stack, idev, address)
  return undefined
}

/** ipv6_del_addr: with the last address of a subnet, the subnet's route goes. */
export function removeAddress6(stack: StackEnvironment, idev: Inet6Device, address: Inet6Address): void {
  const { inet6 } = stack
  const { addresses, dev } = idev
  addresses.splice(addresses.indexOf(address), 1)
  ipAddressRemoved(dev, address.local)
  leaveAnycast(stack, idev, address)
  leaveGroup6(stack, idev, solicitedNode(address.local))
  removeRoutes6(inet6, (route) => route.dev === dev && route.type === 'local' && route.dst === address.local)
  removeRoutes6(inet6, (route) => route.source === address.local)
  if (address.peer !== address.local) removeConnected(stack, idev, address.peer, 128)
  const { peer, prefix } = address
  const isHome = (other: Inet6Address) => other.prefix === prefix && inSubnet6(other.peer, peer, prefix)
  if (address.noprefixroute || addresses.some((other) => !other.noprefixroute && isHome(other))) return
  removeConnected(stack, idev, peer, prefix)
}

function removeConnected({ inet6 }: StackEnvironment, { dev }: Inet6Device, dst: Ipv6, prefix: number): void {
  removeRoutes6(
    inet6,
    (route) =>
      route.dev === dev &&
      route.protocol === 'kernel' &&
      route.table === 'main' &&
      route.prefix === prefix &&
      route.dst === subnetOf6(dst, prefix),
  )
}

/** addrconf_verify_rtnl: removes what is over, and looks again when the next address will be. */
export function lifetimesDue(stack: StackEnvironment, idev: Inet6Device): void {
  for (const address of [...idev.addresses])
    if (endOf(address) <= stack.now) removeAddress6(stack, idev, address)
  const next = Math.min(...idev.addresses.map(endOf))
  if (Number.isFinite(next)) setTimer6(stack, idev, 'lifetime', next - stack.now)
}

function endOf({ validLifetime, updated }: Inet6Address): number {
  return validLifetime === undefined ? Infinity : updated + validLifetime * SECOND
}

/** Whether the preferred time is over: then the address is for answers only. */
export function isDeprecated({ preferredLifetime, updated }: Inet6Address, now: number): boolean {
  return preferredLifetime !== undefined && updated + preferredLifetime * SECOND <= now
}

/** ipv6_get_ifaddr. */
export function addressOn(idev: Inet6Device, local: Ipv6): Inet6Address | undefined {
  return idev.addresses.find((address) => address.local === local)
}
