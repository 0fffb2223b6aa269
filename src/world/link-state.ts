import type { BridgeEffect } from '../bridge/effects.ts'
import { bridgeOpened, bridgeStopped } from '../bridge/port-state.ts'
import { bridgePortEvent } from '../bridge/ports.ts'
import { type Device, isKind, isRunning, type Operstate } from '../device/device.ts'
import { type Reply, refuse } from '../device/errno.ts'
import { linkTransition } from '../device/link-state.ts'
import { ipvlansOn, lowerdevOf, macvlansOn, vlansOn } from '../device/stacking.ts'
import { isPointToPoint } from '../device/tap-device.ts'
import type { Vlan } from '../device/vlan-device.ts'
import { isValidUnicast } from '../frame/mac.ts'
import { joinWithMtu, leaveAllNodes } from './all-nodes.ts'
import { setRxMode } from './device-filters.ts'
import { netnsOf } from './devices.ts'
import { inetLinkEvent } from './inet.ts'
import { openIpvlan, stopIpvlan } from './ipvlan-open.ts'
import { openMacvlan, stopMacvlan } from './macvlan-open.ts'
import { openVlan, stopVlan } from './vlan-open.ts'
import type { World } from './world.ts'

/** dev_open. */
export function openDevice(world: World, dev: Device): Reply {
  if (dev.up) return undefined
  const refusal = driverOpen(dev)
  if (refusal !== undefined) return refusal
  linkTransition(dev, 'OPEN')
  dev.queueAttached = true
  setRxMode(dev)
  if (isKind(dev, 'veth') && dev.driver.peer?.up) setCarriers(world, [dev, dev.driver.peer], true)
  if (isKind(dev, 'vlan')) setCarrier(world, dev, dev.driver.lowerdev.carrier)
  if (isKind(dev, 'bridge')) followPorts(world, bridgeOpened(dev))
  linkEvent(world, dev, 'up')
  return undefined
}

/** ndo_validate_addr, where a driver has it: a device on a switch that has lost its ports may have the address of that. */
function validatesAddress(dev: Device): boolean {
  return isKind(dev, 'macvlan') || isKind(dev, 'vlan') || isKind(dev, 'dummy') || isTap(dev)
}

const isTap = (dev: Device) => isKind(dev, 'tun') && !isPointToPoint(dev)

/** ndo_open: the driver may refuse. */
function driverOpen(dev: Device): Reply {
  if (validatesAddress(dev) && !isValidUnicast(dev.mac)) return refuse('EADDRNOTAVAIL')
  if (isKind(dev, 'macvlan')) return openMacvlan(dev)
  if (isKind(dev, 'vlan')) return openVlan(dev)
  if (isKind(dev, 'ipvlan')) openIpvlan(dev)
  if (isKind(dev, 'veth') && dev.driver.peer === undefined) return refuse('ENOTCONN')
  return undefined
}

/** dev_close. */
export function closeDevice(world: World, dev: Device, vlans: 'with it' | 'later' = 'with it'): void {
  if (!dev.up) return
  if (isKind(dev, 'macvlan')) stopMacvlan(dev)
  if (isKind(dev, 'vlan')) stopVlan(dev)
  if (isKind(dev, 'ipvlan')) stopIpvlan(dev)
  linkTransition(dev, 'CLOSE')
  leaveAllNodes(dev)
  if (isKind(dev, 'bridge')) followPorts(world, bridgeStopped(dev))
  if (isKind(dev, 'vlan')) setCarrier(world, dev, false)
  if (isKind(dev, 'veth'))
    setCarriers(world, dev.driver.peer === undefined ? [dev] : [dev, dev.driver.peer], false)
  linkEvent(world, dev, 'down', vlans)
}

/** vlan_dev_work, since 7.2: VLAN devices follow one that has gone down, if it still is. */
export function closeVlans(world: World, dev: Device): void {
  if (!dev.up) for (const vlan of vlansOn(dev)) followLower(world, vlan, 'down')
}

/**
 * netif_carrier_on and _off. The kernel tells upper devices from its linkwatch work, at once or up to a second
 * later; the model tells them at once.
 */
export function setCarrier(world: World, dev: Device, on: boolean): void {
  setCarriers(world, [dev], on)
}

/** The same of both ends of a cable: linkwatch does not look at either before both have changed. */
function setCarriers(world: World, devs: readonly Device[], on: boolean): void {
  const changed = devs.filter((dev) => linkTransition(dev, on ? 'CARRIER_ON' : 'CARRIER_OFF'))
  for (const dev of changed) dev.operstate = operstateOf(world, dev)
  for (const dev of changed) if (dev.up) linkEvent(world, dev, 'carrier')
}

/** rfc2863_policy and default_operstate. */
export function operstateOf(world: World, dev: Device): Operstate {
  if (isKind(dev, 'loopback') || isKind(dev, 'dummy')) return 'unknown'
  if (dev.carrier) return 'up'
  const iflink = iflinkOf(dev)
  if (iflink === dev.ifindex) return 'down'
  if (!world.kernel.lowerReallyDown) return 'lowerlayerdown'
  // The kernel looks the index up among the device's own neighbours, wherever the linked device really is.
  const peer = netnsOf(world, dev).devices.get(iflink)
  return peer === undefined || peer.carrier ? 'down' : 'lowerlayerdown'
}

/** dev_get_iflink: the index of the device it is linked to, its own if to none. */
export function iflinkOf(dev: Device): number {
  const lowerdev = lowerdevOf(dev)
  if (lowerdev !== undefined) return lowerdev.ifindex
  if (isKind(dev, 'veth') && !dev.driver.physical) return dev.driver.peer?.ifindex ?? 0
  return dev.ifindex
}

/** netdev_state_change: something about a device is otherwise, and it is up. */
export function stateChanged(world: World, dev: Device): void {
  if (dev.up) linkEvent(world, dev, 'carrier')
}

type LinkEvent = 'up' | 'down' | 'carrier'

/** NETDEV_UP, NETDEV_DOWN, NETDEV_CHANGE: whoever depends on the device follows. */
function linkEvent(
  world: World,
  dev: Device,
  event: LinkEvent,
  vlans: 'with it' | 'later' = 'with it',
): void {
  if (event !== 'down' && isRunning(dev)) joinWithMtu(dev)
  inetLinkEvent(world, netnsOf(world, dev), dev, event)
  if (vlans === 'with it') for (const vlan of vlansOn(dev)) followLower(world, vlan, event)
  const handler = dev.rxHandler
  if (handler === undefined) return
  if (handler.kind === 'bridge') followPorts(world, bridgePortEvent(handler, EVENT[event], world.now))
  else if (handler.kind === 'macvlan') for (const vlan of handler.vlans) setCarrier(world, vlan, dev.carrier)
  else for (const ipvlan of ipvlansOn(dev)) setCarrier(world, ipvlan, dev.carrier)
}

/**
 * vlan_device_event: a VLAN device goes up and down with what carries it, whoever brought it down before. If it is
 * there already, it is left alone: one that is down keeps its carrier while the lower device loses its own.
 */
function followLower(world: World, vlan: Vlan, event: LinkEvent): void {
  const { looseBinding, lowerdev } = vlan.driver
  if (event !== 'carrier' && vlan.up === (event === 'up')) return
  if (event === 'down' && looseBinding) return
  if (event === 'up' && !looseBinding) openDevice(world, vlan)
  const carried = [...vlansOn(vlan), ...macvlansOn(vlan), ...ipvlansOn(vlan)].filter(({ carrier }) => carrier)
  if (event === 'down') closeDevice(world, vlan)
  setCarrier(world, vlan, lowerdev.carrier)
  // They lose their carrier, but linkwatch looks at them only now: what carries them may have its own again.
  for (const upper of carried) upper.operstate = operstateOf(world, upper)
}

const EVENT = { up: 'up', down: 'down', carrier: 'change' } as const

/** A bridge has carrier while one of its ports forwards; nothing else follows from a port's link. */
function followPorts(world: World, effects: readonly BridgeEffect[]): void {
  for (const effect of effects) {
    if (effect.kind !== 'carrier') throw new Error(`a port's link changed the bridge's ${effect.kind}`)
    setCarrier(world, effect.dev, effect.on)
  }
}
