import type { Device } from '../device/device.ts'
import type { Vlan } from '../device/vlan-device.ts'
import type { Why } from '../device/why.ts'
import { vlanId } from '../frame/vlan-tag.ts'

export type VlanVerdict = { readonly kind: 'keep' } | { readonly kind: 'deliver' | 'drop'; readonly to: Vlan }

const KEEP: VlanVerdict = Object.freeze({ kind: 'keep' })

/** vlan_do_receive: whose frame it is, by its tag alone; the destination address plays no part. */
export function receive(dev: Device, tag: number, why: Why | undefined): VlanVerdict {
  const id = vlanId(tag)
  const to = dev.vlanGroup?.get(id)
  why?.('VLAN1', to !== undefined, id, to?.name)
  if (to === undefined) return KEEP
  why?.('VLAN2', to.up, to.name, to.up)
  return { kind: to.up ? 'deliver' : 'drop', to }
}
