import type { BridgeEffect } from '../bridge/effects.ts'
import { bridgePortEvent, setBridgeAddress } from '../bridge/ports.ts'
import { type Device, isKind } from '../device/device.ts'
import { type Reply, refuse } from '../device/errno.ts'
import { ipvlansOn, macvlansOn, vlansOn } from '../device/stacking.ts'
import { isPointToPoint } from '../device/tap-device.ts'
import { isValidUnicast, type Mac } from '../frame/mac.ts'
import { admitMtu } from '../macvlan/admit.ts'
import { joinWithMtu, leaveWithMtu } from './all-nodes.ts'
import { applyFilterChange, setAllmulti, setPromiscuity, setRxMode } from './device-filters.ts'
import { freeName, nameIn, netnsOf } from './devices.ts'
import { inetLinkEvent } from './inet.ts'
import { closeDevice, openDevice, setCarrier } from './link-state.ts'
import { changeMacvlanAddress, lowerAddressChanged } from './macvlan-links.ts'
import { admitVlanMtu } from './vlan-links.ts'
import { changeVlanAddress, followLowerAddress } from './vlan-open.ts'
import type { World } from './world.ts'

export interface Flags {
  readonly up?: boolean | undefined
  readonly promisc?: boolean | undefined
  readonly allmulticast?: boolean | undefined
  readonly arp?: boolean | undefined
  readonly multicast?: boolean | undefined
}

const FLAGS = ['up', 'promisc', 'allmulticast', 'arp', 'multicast'] as const

/** __dev_change_flags: even where the device is refused to come up, the flags after it are changed. */
export function changeFlags(world: World, dev: Device, flags: Flags): Reply {
  if (flags.arp !== undefined && flags.arp !== dev.arp) {
    dev.arp = flags.arp
    if (dev.up) inetLinkEvent(world, netnsOf(world, dev), dev, 'flags')
  }
  if (flags.multicast !== undefined) dev.multicastFlag = flags.multicast
  if (FLAGS.some((flag) => flags[flag] !== undefined)) setRxMode(dev)
  const refusal = changeUp(world, dev, flags.up)
  if (flags.promisc !== undefined && flags.promisc !== dev.promiscFlag) {
    dev.promiscFlag = flags.promisc
    setPromiscuity(dev, flags.promisc ? 1 : -1)
  }
  if (flags.allmulticast !== undefined && flags.allmulticast !== dev.allmultiFlag) {
    dev.allmultiFlag = flags.allmulticast
    setAllmulti(dev, flags.allmulticast ? 1 : -1)
  }
  return refusal
}

function changeUp(world: World, dev: Device, up: boolean | undefined): Reply {
  if (up === undefined || up === dev.up) return undefined
  if (up) return openDevice(world, dev)
  closeDevice(world, dev)
  return undefined
}

/** dev_set_mac_address: everybody is told, even of an address that stays the same; of that the driver is not asked. */
export function changeAddress(world: World, dev: Device, mac: Mac): Reply {
  if (isPointToPoint(dev) || isKind(dev, 'ipvlan')) return refuse('EOPNOTSUPP')
  if (mac === dev.mac && world.kernel.sameAddressTaken) {
    addressChanged(world, dev)
  } else if (isKind(dev, 'macvlan')) {
    const refusal = changeMacvlanAddress(dev, mac, (lower, address) => changeAddress(world, lower, address))
    if (refusal !== undefined) return refusal
    addressChanged(world, dev)
  } else if (isKind(dev, 'vlan')) {
    const refusal = changeVlanAddress(dev, mac)
    if (refusal !== undefined) return refusal
    addressChanged(world, dev)
  } else if (isKind(dev, 'bridge')) {
    const effects = setBridgeAddress(dev, mac, world.now)
    if ('errno' in effects) return effects
    if (effects.length > 0) applyBridgeEffects(world, effects)
    else addressChanged(world, dev)
  } else {
    if (!isValidUnicast(mac)) return refuse('EADDRNOTAVAIL')
    takeAddress(world, dev, mac)
  }
  dev.addressAssigned = 'set'
  return undefined
}

function takeAddress(world: World, dev: Device, mac: Mac): void {
  dev.mac = mac
  addressChanged(world, dev)
}

/** NETDEV_CHANGEADDR. */
function addressChanged(world: World, dev: Device): void {
  const verdict = lowerAddressChanged(dev)
  for (const vlan of vlansOn(dev)) if (followLowerAddress(vlan)) addressChanged(world, vlan)
  // ipvlan_device_event
  for (const ipvlan of ipvlansOn(dev)) takeAddress(world, ipvlan, dev.mac)
  const port = dev.rxHandler
  if (port?.kind === 'bridge') applyBridgeEffects(world, bridgePortEvent(port, 'address', world.now))
  // IPv6 hears of it after macvlan where both are part of the kernel, and before it where macvlan is a module.
  const toldIpv6 = verdict === 'accepted' || world.settings.modules === 'module'
  inetLinkEvent(world, netnsOf(world, dev), dev, 'mac', toldIpv6)
}

/** Carries out, in order, what a change of a bridge does to devices. */
export function applyBridgeEffects(world: World, effects: readonly BridgeEffect[]): void {
  for (const effect of effects) applyBridgeEffect(world, effect)
}

function applyBridgeEffect(world: World, effect: BridgeEffect): void {
  switch (effect.kind) {
    case 'attach':
      effect.port.dev.rxHandler = effect.port
      effect.port.dev.master = effect.port.bridge
      return
    case 'detach':
      effect.port.dev.rxHandler = undefined
      effect.port.dev.master = undefined
      return
    case 'promiscuity':
    case 'unicast':
      return applyFilterChange(effect)
    case 'allmulti':
      setAllmulti(effect.dev, effect.by)
      return
    case 'address':
      return takeAddress(world, effect.dev, effect.mac)
    case 'mtu':
      takeMtu(world, effect.dev, effect.mtu)
      return
    case 'carrier':
      return setCarrier(world, effect.dev, effect.on)
  }
}

/** dev_set_mtu. */
export function changeMtu(world: World, dev: Device, mtu: number): Reply {
  if (mtu === dev.mtu) return undefined
  if (mtu < dev.minMtu) return refuse('EINVAL', 'mtu less than device minimum')
  if (dev.maxMtu > 0 && mtu > dev.maxMtu) return refuse('EINVAL', 'mtu greater than device maximum')
  const refusal = admitUpperMtu(dev, mtu)
  if (refusal !== undefined) return refusal
  if (isKind(dev, 'bridge')) dev.driver.mtuSet = true
  takeMtu(world, dev, mtu)
  return undefined
}

function admitUpperMtu(dev: Device, mtu: number): Reply {
  if (isKind(dev, 'vlan')) return admitVlanMtu(dev, mtu)
  return isKind(dev, 'macvlan') ? admitMtu(dev, mtu) : undefined
}

/** NETDEV_CHANGEMTU: neither macvlan nor VLAN device may be larger than what carries it. */
function takeMtu(world: World, dev: Device, mtu: number): void {
  dev.mtu = mtu
  // Nobody asks whether they took it: a macvlan takes none below its minimum.
  for (const upper of [...vlansOn(dev), ...macvlansOn(dev)]) if (upper.mtu > mtu) changeMtu(world, upper, mtu)
  // ipvlan_adjust_mtu: whatever they had, and nobody is told.
  for (const ipvlan of ipvlansOn(dev)) ipvlan.mtu = mtu
  const port = dev.rxHandler
  if (port?.kind === 'bridge') applyBridgeEffects(world, bridgePortEvent(port, 'mtu', world.now))
  joinWithMtu(dev)
  inetLinkEvent(world, netnsOf(world, dev), dev, 'mtu')
  leaveWithMtu(dev)
}

/** dev_change_name. */
export function rename(world: World, dev: Device, name: string): Reply {
  const netns = netnsOf(world, dev)
  if (name === dev.name) return undefined
  if (netns.byName.has(name)) return refuse('EEXIST')
  nameIn(netns, dev, freeName(netns, name))
  inetLinkEvent(world, netns, dev, 'rename')
  return undefined
}
