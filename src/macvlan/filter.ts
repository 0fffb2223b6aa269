import type { Device } from '../device/device.ts'
import type { GroupFilter, HashFilter, MacvlanPort } from '../device/macvlan-device.ts'
import { BROADCAST, type Mac } from '../frame/mac.ts'

/** hash_32's multiplier (GOLDEN_RATIO_32). */
const GOLDEN_RATIO = 0x61c8_8647
const BITS = 256

export const EMPTY_GROUPS: GroupFilter = { all: false, members: new Set() }
export const EMPTY_HASH: HashFilter = Object.freeze(new Array<boolean>(BITS).fill(false))
const FULL_HASH: HashFilter = Object.freeze(new Array<boolean>(BITS).fill(true))

/**
 * mc_hash without a device: the bit of a port's filter for a group address. Two addresses may share a bit, and
 * then share a fate: that is the kernel's, and is kept.
 */
export function portHash(mac: Mac): number {
  const swapped = mac % 0x1_0000_0000
  const value =
    ((swapped & 0xff) << 24) |
    ((swapped & 0xff00) << 8) |
    ((swapped >>> 8) & 0xff00) |
    ((swapped >>> 24) & 0xff)
  return Math.imul(value, GOLDEN_RATIO) >>> 24
}

/**
 * macvlan_compute_filter for one macvlan. A group that it has just left is on its list until the lower device has
 * let go of it, which is after the filter has been worked out: it is heard until the next change.
 * The kernel hashes here too, but mixes in the device's own address in
 * memory, so that a chance collision lets 1 in 256 foreign groups pass; the model has none.
 */
export function groupsOf(dev: Device): GroupFilter {
  if (dev.promiscuity > 0 || dev.allmulti > 0) return { all: true }
  return { all: false, members: new Set([...dev.multicast.keys(), BROADCAST]) }
}

/**
 * macvlan_compute_filter for a port: what the lower device has in its list from more than `cutoff` macvlans;
 * without a cutoff, all that it has.
 */
export function portFilter(lowerdev: Device, cutoff: number | undefined): HashFilter {
  if (lowerdev.promiscuity > 0 || lowerdev.allmulti > 0) return FULL_HASH
  const filter = new Array<boolean>(BITS).fill(false)
  for (const [mac, entry] of lowerdev.multicast)
    if (entry.synced > (cutoff ?? -1)) filter[portHash(mac)] = true
  filter[portHash(BROADCAST)] = true
  return filter
}

/** macvlan_recompute_bc_filter. */
export function recomputeBcFilter(port: MacvlanPort): void {
  const { bcCutoff } = port
  port.bcFilter = bcCutoff !== undefined && bcCutoff < 0 ? EMPTY_HASH : portFilter(port.dev, bcCutoff)
}

export function hears(filter: GroupFilter, mac: Mac): boolean {
  return filter.all || filter.members.has(mac)
}
