import type { Mac } from '../frame/mac.ts'
import type { Device, DeviceOf } from './device.ts'

export type Vlan = DeviceOf<'vlan'>

/** VLAN_VID_MASK: the number that no VLAN may have. */
export const VLAN_ID_MAX = 4095

/** struct vlan_dev_priv: an 802.1Q device, which adds its tag below and takes it off above. */
export interface VlanDriver {
  readonly kind: 'vlan'
  /** vlan->real_dev. */
  readonly lowerdev: Device
  /** vlan->vlan_id, 0 to 4094. */
  readonly id: number
  /** VLAN_FLAG_REORDER_HDR: printed; a received frame has lost its tag in either case. */
  reorderHeader: boolean
  /** VLAN_FLAG_LOOSE_BINDING: up and down do not follow the lower device. */
  looseBinding: boolean
  /** The lower device's address as this one last took note of it (real_dev_addr). */
  lowerMac: Mac
  /** Which of its addresses the lower device's lists hold for it. */
  readonly syncedUnicast: Set<Mac>
  readonly syncedMulticast: Set<Mac>
}

/** vlan_info: the VLAN devices on a device, by VLAN id, in order of creation. */
export type VlanGroup = Map<number, Vlan>
