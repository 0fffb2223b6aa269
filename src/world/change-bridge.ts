import { managePromisc } from '../bridge/promisc.ts'
import { setDefaultPvid } from '../bridge/vlans.ts'
import type { Bridge } from '../device/bridge-device.ts'
import { type Reply, refuse } from '../device/errno.ts'
import { VLAN_VID_MASK } from '../frame/vlan-tag.ts'
import { applyFilterChanges } from './device-filters.ts'
import type { BridgeOptions } from './link-requests.ts'
import type { World } from './world.ts'

/** br_validate, and what br_changelink refuses of a kernel without VLANs. */
export function validateBridge(
  { vlans }: World['settings'],
  { vlanFiltering, defaultPvid }: BridgeOptions,
): Reply {
  if (vlanFiltering !== undefined && !vlans) return refuse('EOPNOTSUPP')
  return vlans && defaultPvid !== undefined && defaultPvid >= VLAN_VID_MASK ? refuse('EINVAL') : undefined
}

/** br_changelink. Ageing comes in hundredths of a second. */
export function changeBridge(world: World, bridge: Bridge, options: BridgeOptions): Reply {
  const refusal = validateBridge(world.settings, options)
  if (refusal !== undefined) return refusal
  const { driver } = bridge
  const { ageingTime, mcastSnooping, vlanFiltering, defaultPvid } = options
  if (ageingTime !== undefined) driver.ageing = ageingTime * 10_000_000
  if (mcastSnooping !== undefined) driver.mcastSnooping = mcastSnooping
  if (vlanFiltering !== undefined) toggleVlanFilter(bridge, vlanFiltering)
  const reply =
    world.settings.vlans && defaultPvid !== undefined
      ? setDefaultPvid(bridge, defaultPvid, world.now)
      : undefined
  applyFilterChanges(bridge)
  return reply
}

/** br_vlan_filter_toggle. */
function toggleVlanFilter(bridge: Bridge, on: boolean): void {
  if (bridge.driver.vlanFiltering === on) return
  bridge.driver.vlanFiltering = on
  managePromisc(bridge)
}
