import { formatIpv6, groupScope, type Ipv6, isLinkLocal6, isMulticast6 } from '../../../frame/ipv6-address.ts'
import type { Netns } from '../../../world/world.ts'
import type { Ipv6Host } from '../resolve.ts'

const NODE = 1
const LINK = 2
const UINT_MAX = 2 ** 32 - 1

/**
 * __inet6_scopeid_pton: the index of the device that stands behind `%`, 0 if none does. Only an address of a link, or of
 * this node, takes a name; a number need not be of a device. undefined: neither.
 */
export function scopeId(netns: Netns, { address, zone }: Ipv6Host): number | undefined {
  if (zone === undefined) return 0
  const named = isOfLink(address) || isGroupOf(NODE, address) ? netns.byName.get(zone)?.ifindex : undefined
  if (named !== undefined) return named
  return /^\d+$/.test(zone) && Number(zone) <= UINT_MAX ? Number(zone) : undefined
}

/** sprint_addr_common, getnameinfo: an address of a link is nothing without its device. */
export function hostText(netns: Netns, address: Ipv6, scope: number): string {
  const name = isOfLink(address) ? netns.devices.get(scope)?.name : undefined
  return `${formatIpv6(address)}${scope === 0 ? '' : `%${name ?? scope}`}`
}

/** IN6_IS_ADDR_LINKLOCAL, IN6_IS_ADDR_MC_LINKLOCAL. */
export function isOfLink(address: Ipv6): boolean {
  return isLinkLocal6(address) || isGroupOf(LINK, address)
}

function isGroupOf(scope: number, address: Ipv6): boolean {
  return isMulticast6(address) && groupScope(address) === scope
}
