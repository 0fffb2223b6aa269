import { type Reply, refuse } from '../device/errno.ts'
import { type Ipv4, inSubnet } from '../frame/ipv4-address.ts'
import { admitIpAddress, ipAddressAdded, ipAddressRemoved } from '../ipvlan/addresses.ts'
import { changeAddresses, isSameSubnet } from './fib-address.ts'
import type { Inet, InetAddress, InetDevice } from './inet.ts'
import type { AddHow, AddressSelector, NewAddress } from './requests.ts'
import { scopeRank } from './scope.ts'
import { conf, settle } from './settings.ts'

/** inet_rtm_newaddr. */
export function addAddress(
  inet: Inet,
  idev: InetDevice,
  wanted: NewAddress,
  how: AddHow,
  now: number,
): Reply {
  if (wanted.prefix > 32) return refuse('EINVAL', 'ipv4: Invalid prefix length')
  if (wanted.validLifetime === 0 || (wanted.preferredLifetime ?? 0) > (wanted.validLifetime ?? Infinity))
    return refuse('EINVAL', 'ipv4: address lifetime invalid')
  settle(inet, idev)
  const address = newAddress(idev, wanted, now)
  const existing = idev.addresses.find(
    (other) => other.local === address.local && isSameSubnet(other, address),
  )
  if (existing === undefined) return insertAddress(inet, idev, address)
  if (how === 'add') return refuse('EEXIST', 'ipv4: Address already assigned')
  existing.validLifetime = address.validLifetime
  existing.preferredLifetime = address.preferredLifetime
  existing.updated = now
  changeAddresses(inet, idev, () => {
    existing.metric = address.metric
  })
  return undefined
}

export function newAddress(idev: InetDevice, wanted: NewAddress, now: number): InetAddress {
  return {
    local: wanted.local,
    peer: wanted.peer ?? wanted.local,
    prefix: wanted.prefix,
    broadcast: wanted.broadcast,
    scope: wanted.scope ?? 'global',
    label: wanted.label ?? idev.dev.name,
    secondary: false,
    noprefixroute: wanted.noprefixroute ?? false,
    metric: wanted.metric ?? 0,
    validLifetime: wanted.validLifetime,
    preferredLifetime: wanted.preferredLifetime,
    updated: now,
  }
}

/**
 * __inet_insert_ifa: a further address of a subnet is secondary and comes last; others are sorted by scope. An ipvlan is
 * told of what the kernel calls its address (ifa_address), which is the peer's where there is one.
 */
export function insertAddress(inet: Inet, idev: InetDevice, address: InetAddress): Reply {
  // Deletes nothing and adds nothing, but is no error.
  if (address.local === 0) return undefined
  const { addresses } = idev
  const siblings = addresses.filter((other) => isSameSubnet(other, address))
  for (const other of siblings) {
    if (other.local === address.local) return refuse('EEXIST', 'ipv4: Address already assigned')
    if (other.scope !== address.scope) return refuse('EINVAL', 'ipv4: Invalid scope value')
  }
  const taken = admitIpAddress(idev.dev, address.peer)
  if (taken !== undefined) return taken
  address.secondary = siblings.length > 0
  const index = address.secondary ? addresses.length : afterPrimaries(addresses, address)
  changeAddresses(inet, idev, () => addresses.splice(index, 0, address))
  ipAddressAdded(idev.dev, address.peer)
  return undefined
}

/** Behind the last primary address whose scope is as near or nearer. */
function afterPrimaries(addresses: readonly InetAddress[], address: InetAddress): number {
  const isAhead = (other: InetAddress) =>
    !other.secondary && scopeRank(address.scope) <= scopeRank(other.scope)
  return addresses.findLastIndex(isAhead) + 1
}

/** inet_rtm_deladdr. */
export function deleteAddress(inet: Inet, idev: InetDevice, selector: AddressSelector): Reply {
  const address = idev.addresses.find((candidate) => isSelected(candidate, selector))
  if (address === undefined) return refuse('EADDRNOTAVAIL', 'ipv4: Address not found')
  removeAddress(inet, idev, address)
  return undefined
}

function isSelected(address: InetAddress, { local, prefix, peer, label }: AddressSelector): boolean {
  if (local !== undefined && address.local !== local) return false
  if (label !== undefined && address.label !== label) return false
  const subnet = peer ?? local
  if (prefix === undefined || subnet === undefined) return true
  return address.prefix === prefix && inSubnet(address.peer, subnet, prefix)
}

/**
 * __inet_del_ifa: with its primary, a subnet's secondary addresses go too, unless promote_secondaries makes the
 * next one primary.
 */
function removeAddress(inet: Inet, idev: InetDevice, address: InetAddress): void {
  const { addresses } = idev
  const index = addresses.indexOf(address)
  const isFollower = (other: InetAddress) => other.secondary && isSameSubnet(other, address)
  const followers = address.secondary ? [] : addresses.slice(index + 1).filter(isFollower)
  const heir = conf(inet, idev, 'promote_secondaries') !== 0 ? followers[0] : undefined
  const gone = heir === undefined ? [address, ...followers] : [address]
  changeAddresses(inet, idev, () => {
    const kept = addresses.filter((other) => !gone.includes(other))
    addresses.splice(0, addresses.length, ...(heir === undefined ? kept : promote(kept, heir, address)))
  })
  for (const { peer } of gone) ipAddressRemoved(idev.dev, peer)
}

/** The new primary moves behind the last primary address that followed the old one. */
function promote(kept: readonly InetAddress[], heir: InetAddress, old: InetAddress): InetAddress[] {
  const others = kept.filter((other) => other !== heir)
  heir.secondary = false
  const isAhead = (other: InetAddress) => !other.secondary && scopeRank(old.scope) <= scopeRank(other.scope)
  const index = others.findLastIndex(isAhead) + 1
  return [...others.slice(0, index), heir, ...others.slice(index)]
}

/** Every address at once, when the device goes (inetdev_destroy): nobody is promoted any more. */
export function removeAllAddresses(inet: Inet, idev: InetDevice): void {
  for (const { peer } of idev.addresses) ipAddressRemoved(idev.dev, peer)
  changeAddresses(inet, idev, () => idev.addresses.splice(0))
}

const SECOND = 1_000_000_000

/** check_lifetime: removes what has outlived its valid lifetime; when to look again, if ever. */
export function expireAddresses(inet: Inet, idev: InetDevice, now: number): number | undefined {
  for (const address of [...idev.addresses])
    if (endOf(address) <= now && idev.addresses.includes(address)) removeAddress(inet, idev, address)
  const next = Math.min(...idev.addresses.map(endOf))
  return Number.isFinite(next) ? next : undefined
}

function endOf(address: InetAddress): number {
  return address.validLifetime === undefined ? Infinity : address.updated + address.validLifetime * SECOND
}

/** inetdev_changename: labels follow the device's name; all but the first keep or get a suffix. */
export function renameLabels(idev: InetDevice): void {
  const { name } = idev.dev
  for (const [index, address] of idev.addresses.entries()) {
    const colon = address.label.indexOf(':')
    const suffix = colon >= 0 ? address.label.slice(colon) : `:${index + 1}`
    address.label = index === 0 ? name : name.slice(0, 15 - suffix.length) + suffix
  }
}

/** inet_confirm_addr and inet_addr_onlink are about one device or all: its addresses, in order. */
export function findLocal(inet: Inet, local: Ipv4): { idev: InetDevice; address: InetAddress } | undefined {
  for (const idev of inet.devices.values())
    for (const address of idev.addresses) if (address.local === local) return { idev, address }
  return undefined
}
