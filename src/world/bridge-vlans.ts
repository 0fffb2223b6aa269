import { addVlan, admitVlans, deleteVlan, type Member, type VlanFlags } from '../bridge/vlans.ts'
import { type Device, isKind } from '../device/device.ts'
import { type Reply, refuse } from '../device/errno.ts'
import { applyFilterChanges } from './device-filters.ts'
import type { FdbTarget } from './fdb.ts'
import type { World } from './world.ts'

/** RTM_SETLINK and RTM_DELLINK of the bridge family: what `bridge vlan add` and `del` ask. */
export interface VlanRequest {
  readonly first: number
  readonly last: number
  /** null: to be no member any more. */
  readonly flags: VlanFlags | null
}

/** rtnl_bridge_setlink, and br_afspec: a port's VLANs through its bridge, the bridge device's own through itself. */
export function changeBridgeVlans(world: World, dev: Device, request: VlanRequest, target: FdbTarget): Reply {
  const port = dev.rxHandler?.kind === 'bridge' ? dev.rxHandler : undefined
  const master = target.master || !target.self
  if (master && port === undefined) return refuse('EOPNOTSUPP')
  const refusal = master ? change(world, { bridge: port!.bridge, port }, request) : undefined
  if (refusal !== undefined || !target.self) return refusal
  return isKind(dev, 'bridge')
    ? change(world, { bridge: dev, port: undefined }, request)
    : refuse('EOPNOTSUPP')
}

function change(world: World, member: Member, { first, last, flags }: VlanRequest): Reply {
  if (!world.settings.vlans) return refuse('EOPNOTSUPP')
  const refusal = admitVlans(first, last)
  // br_dellink has nowhere to put words.
  if (refusal !== undefined) return flags === null ? refuse(refusal.errno) : refusal
  let refused: Reply
  for (let vlan = first; vlan <= last && refused === undefined; vlan++) {
    if (flags === null) deleteVlan(member, vlan, world.now)
    else refused = addVlan(member, vlan, flags, world.now)
  }
  applyFilterChanges(member.bridge)
  return refused
}
