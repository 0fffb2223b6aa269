import { type Device, isKind } from './device.ts'
import type { Vlan } from './vlan-device.ts'

/** The device that carries this one: a macvlan's lowerdev, a VLAN's real_dev; undefined if it stands on none. */
export function lowerdevOf(dev: Device): Device | undefined {
  return isKind(dev, 'macvlan') || isKind(dev, 'vlan') ? dev.driver.lowerdev : undefined
}

/** Whether `dev` stands on `other`, directly or not (netdev_has_upper_dev). */
export function standsOn(dev: Device, other: Device): boolean {
  const lowerdev = lowerdevOf(dev)
  return lowerdev !== undefined && (lowerdev === other || standsOn(lowerdev, other))
}

const NO_VLANS: readonly Vlan[] = Object.freeze([])

/** Every VLAN device that stands directly on `dev`, in order of creation. */
export function vlansOn({ vlanGroup }: Device): readonly Vlan[] {
  return vlanGroup === undefined ? NO_VLANS : [...vlanGroup.values()]
}
