import { type Device, isKind } from '../device/device.ts'
import { ETH_HLEN } from '../frame/frame.ts'
import { VLAN_HLEN } from '../frame/vlan-tag.ts'
import type { World } from './world.ts'

/** NETIF_F_HW_VLAN_CTAG_TX: for others the tag is put into the frame (validate_xmit_vlan). */
export function sendsTags({ kind }: Device): boolean {
  return kind === 'veth' || kind === 'bridge'
}

/** hard_header_len: before `plainHeaders` with the tag that the lower device of a VLAN device cannot send from beside. */
export function headerLength(world: World, dev: Device): number {
  if (world.kernel.plainHeaders) return ETH_HLEN
  if (isKind(dev, 'macvlan')) return headerLength(world, dev.driver.lowerdev)
  if (!isKind(dev, 'vlan')) return ETH_HLEN
  const { lowerdev } = dev.driver
  return headerLength(world, lowerdev) + (sendsTags(lowerdev) ? 0 : VLAN_HLEN)
}
