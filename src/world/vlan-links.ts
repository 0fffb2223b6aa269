import type { Device } from '../device/device.ts'
import { type Refusal, type Reply, refuse } from '../device/errno.ts'
import type { Vlan } from '../device/vlan-device.ts'
import { isValidUnicast, type Mac } from '../frame/mac.ts'
import { VLAN_VID_MASK } from '../frame/vlan-tag.ts'
import { joinGroup, leaveGroup } from './device-filters.ts'
import { enlist, newDevice } from './devices.ts'
import type { LinkSettings, NewLinkPlace, VlanOptions } from './link-requests.ts'
import { operstateOf, setCarrier } from './link-state.ts'
import type { World } from './world.ts'

/** vlan_validate: what is refused before any device is looked at. */
export function validateVlan(address: Mac | undefined, options: VlanOptions | undefined): Reply {
  if (address !== undefined && !isValidUnicast(address))
    return refuse('EADDRNOTAVAIL', '8021q: Invalid link address')
  if (options === undefined) return refuse('EINVAL', '8021q: VLAN properties not specified')
  const { id } = options
  return id !== undefined && id >= VLAN_VID_MASK ? refuse('ERANGE', '8021q: Invalid VLAN id') : undefined
}

/** vlan_newlink and register_vlan_dev: the device is in its namespace, in its group, and down. */
export function createVlan(
  world: World,
  place: NewLinkPlace,
  lowerdev: Device | undefined,
  settings: LinkSettings,
  options: VlanOptions,
): Vlan | Refusal {
  const { id } = options
  if (id === undefined) return refuse('EINVAL', '8021q: VLAN id not specified')
  if (lowerdev === undefined) return refuse('EINVAL', '8021q: link not specified')
  // NETIF_F_VLAN_CHALLENGED
  if (lowerdev.kind === 'loopback' || lowerdev.kind === 'ipvlan')
    return refuse('EOPNOTSUPP', '8021q: VLANs not supported on device')
  if (lowerdev.vlanGroup?.has(id)) return refuse('EEXIST', '8021q: VLAN device already exists')
  if (settings.mtu !== undefined && settings.mtu > lowerdev.mtu) return refuse('EINVAL')

  const vlan = newVlan(world, place.name, lowerdev, settings, { ...options, id })
  if (lowerdev.vlanGroup === undefined) openGroup(lowerdev)
  lowerdev.vlanGroup!.set(id, vlan)
  enlist(world, place.netns, vlan, place.ifindex)
  // vlan_stacked_transfer_operstate and linkwatch_fire_event
  setCarrier(world, vlan, lowerdev.carrier)
  vlan.operstate = operstateOf(world, vlan)
  return vlan
}

/** vlan_dev_init: it takes after its lower device. */
function newVlan(
  world: World,
  name: string,
  lowerdev: Device,
  settings: LinkSettings,
  options: VlanOptions & { readonly id: number },
): Vlan {
  const driver: Vlan['driver'] = {
    kind: 'vlan',
    lowerdev,
    id: options.id,
    looseBinding: options.looseBinding ?? false,
    alwaysWants: world.kernel.vlansAlwaysWant,
    lowerMac: lowerdev.mac,
  }
  const vlan = newDevice(world, driver, name, settings.address ?? lowerdev.mac) as Vlan
  if (settings.address === undefined) vlan.addressAssigned = 'stolen'
  vlan.mtu = settings.mtu ?? lowerdev.mtu
  vlan.arp = lowerdev.arp
  vlan.multicastFlag = lowerdev.multicastFlag
  return vlan
}

/** Of GVRP and of MVRP, whose applicants listen as soon as a device has a VLAN, though nobody speaks. */
const REGISTRATION_GROUP = 0x0180_c200_0021 as Mac
const APPLICANTS = 2

function openGroup(lowerdev: Device): void {
  lowerdev.vlanGroup = new Map()
  for (let count = 0; count < APPLICANTS; count++) joinGroup(lowerdev, REGISTRATION_GROUP)
}

/** unregister_vlan_dev: the last one takes the group along. */
export function detachVlan(vlan: Vlan): void {
  const { lowerdev, id } = vlan.driver
  lowerdev.vlanGroup?.delete(id)
  if (lowerdev.vlanGroup?.size !== 0) return
  lowerdev.vlanGroup = undefined
  for (let count = 0; count < APPLICANTS; count++) leaveGroup(lowerdev, REGISTRATION_GROUP)
}

/** vlan_dev_change_mtu: no more than what carries it. */
export function admitVlanMtu(vlan: Vlan, mtu: number): Reply {
  return vlan.driver.lowerdev.mtu < mtu ? refuse('ERANGE') : undefined
}
