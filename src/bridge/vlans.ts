import type { Bridge, BridgePort, BridgeVlans } from '../device/bridge-device.ts'
import { type Reply, refuse } from '../device/errno.ts'
import { isValidUnicast } from '../frame/mac.ts'
import { isVlanId } from '../frame/vlan-tag.ts'
import { addLocal, deleteByPort, deleteOwnLocal } from './local-addresses.ts'

/** Whose VLANs are meant: a port's, or the bridge device's own. */
export type Member = { readonly bridge: Bridge; readonly port: BridgePort | undefined }

export interface VlanFlags {
  readonly pvid: boolean
  readonly untagged: boolean
}

/** How a default PVID is held (vlan_default_pvid). */
const DEFAULT_FLAGS: VlanFlags = { pvid: true, untagged: true }

export function newVlans(): BridgeVlans {
  return { pvid: 0, members: new Map() }
}

export function vlansOf({ bridge, port }: Member): BridgeVlans {
  return port?.vlans ?? bridge.driver.vlans
}

/** br_process_vlan_info: what `bridge vlan add` and `del` ask, of the VLANs from `first` to `last`. */
export function admitVlans(first: number, last: number): Reply {
  return isVlanId(first) && isVlanId(last) ? undefined : refuse('EINVAL', 'bridge: Vlan id is invalid')
}

/**
 * br_vlan_add, nbp_vlan_add: a member that is one already gets the new flags. A new one needs an address for the table
 * (fdb_add_local), which a bridge without ports may not have.
 */
export function addVlan(member: Member, vlan: number, flags: VlanFlags, now: number): Reply {
  const vlans = vlansOf(member)
  const known = vlans.members.get(vlan)
  if (known === undefined) {
    const { mac } = member.port?.dev ?? member.bridge
    if (!isValidUnicast(mac)) return refuse('EINVAL')
    vlans.members.set(vlan, { untagged: flags.untagged })
    addLocal(member.bridge, member.port, mac, now, vlan)
  } else known.untagged = flags.untagged
  if (flags.pvid) vlans.pvid = vlan
  else if (vlans.pvid === vlan) vlans.pvid = 0
  return undefined
}

/** br_vlan_delete, nbp_vlan_delete: what was learned there goes too; not to be a member is no mistake. */
export function deleteVlan(member: Member, vlan: number, now: number): void {
  const vlans = vlansOf(member)
  if (!vlans.members.has(vlan)) return
  deleteOwnLocal(member.bridge, member.port, vlan, now)
  deleteByPort(member.bridge, member.port, { vlan })
  vlans.members.delete(vlan)
  if (vlans.pvid === vlan) vlans.pvid = 0
}

/** nbp_vlan_init: a new port is in the default VLAN. */
export function joinDefaultVlan(port: BridgePort, now: number): void {
  const { defaultPvid = 0 } = port.bridge.driver
  if (defaultPvid !== 0) addVlan({ bridge: port.bridge, port }, defaultPvid, DEFAULT_FLAGS, now)
}

/** br_vlan_bridge_event: so is a new bridge. */
export function initBridgeVlans(bridge: Bridge, now: number): void {
  const { defaultPvid = 0 } = bridge.driver
  if (defaultPvid !== 0) addVlan({ bridge, port: undefined }, defaultPvid, DEFAULT_FLAGS, now)
}

/** __br_vlan_set_default_pvid: who still stands as he was made follows; what a user has set, stays. */
export function setDefaultPvid(bridge: Bridge, pvid: number, now: number): Reply {
  const { driver } = bridge
  const old = driver.defaultPvid ?? 0
  const members: readonly Member[] = [undefined, ...driver.ports].map((port) => ({ bridge, port }))
  for (const member of members) {
    const untouched = old === 0 || isDefault(vlansOf(member), old)
    if (!untouched || (pvid !== 0 && vlansOf(member).members.has(pvid))) continue
    const refusal = pvid === 0 ? undefined : addVlan(member, pvid, DEFAULT_FLAGS, now)
    if (refusal !== undefined) return refusal
    if (old !== 0) deleteVlan(member, old, now)
  }
  driver.defaultPvid = pvid
  return undefined
}

function isDefault({ pvid, members }: BridgeVlans, vlan: number): boolean {
  return pvid === vlan && members.get(vlan)?.untagged === true
}
