import { type Device, isKind } from './device.ts'
import type { Ipvlan } from './ipvlan-device.ts'
import type { Macvlan } from './macvlan-device.ts'
import type { Vlan } from './vlan-device.ts'

/** The device that carries this one: a macvlan's lowerdev, an ipvlan's phy_dev, a VLAN's real_dev; undefined if it stands on none. */
export function lowerdevOf(dev: Device): Device | undefined {
  const stands = isKind(dev, 'macvlan') || isKind(dev, 'ipvlan') || isKind(dev, 'vlan')
  return stands ? dev.driver.lowerdev : undefined
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

const NO_IPVLANS: readonly Ipvlan[] = Object.freeze([])

/** Every macvlan whose frames go through `dev`. */
export function macvlansOn({ rxHandler }: Device): readonly Macvlan[] {
  return rxHandler?.kind === 'macvlan' ? rxHandler.vlans : []
}

/** Every ipvlan whose frames go through `dev`. */
export function ipvlansOn({ rxHandler }: Device): readonly Ipvlan[] {
  return rxHandler?.kind === 'ipvlan' ? rxHandler.ipvlans : NO_IPVLANS
}

/** Not IFF_NO_RX_HANDLER: nobody else may take what an ipvlan receives. */
export function takesRxHandlers({ kind }: Device): boolean {
  return kind !== 'ipvlan'
}
