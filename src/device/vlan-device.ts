import type { Mac } from '../frame/mac.ts'
import type { Device, DeviceOf } from './device.ts'

export type Vlan = DeviceOf<'vlan'>

/** struct vlan_dev_priv: an 802.1Q device, which adds its tag below and takes it off above. */
export interface VlanDriver {
  readonly kind: 'vlan'
  /** vlan->real_dev. */
  readonly lowerdev: Device
  /** vlan->vlan_id, 0 to 4094. */
  readonly id: number
  /** VLAN_FLAG_LOOSE_BINDING: up and down do not follow the lower device. */
  looseBinding: boolean
  /** What it wants to hear its lower device must want too, even while it is down: a kernel's habit. */
  readonly alwaysWants: boolean
  /** The lower device's address as this one last took note of it (real_dev_addr). */
  lowerMac: Mac
}

/** vlan_info: the VLAN devices on a device, by VLAN id, in order of creation. */
export type VlanGroup = Map<number, Vlan>
