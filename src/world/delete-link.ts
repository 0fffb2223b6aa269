import { type Device, isKind } from '../device/device.ts'
import { type Reply, refuse } from '../device/errno.ts'
import { ipvlansOn, macvlansOn, vlansOn } from '../device/stacking.ts'
import { netnsOf, unlist } from './devices.ts'
import { detachIpvlan } from './ipvlan-links.ts'
import { changeAddress } from './link-attributes.ts'
import { leaveMaster } from './link-master.ts'
import { closeDevice } from './link-state.ts'
import { detachMacvlan } from './macvlan-links.ts'
import { releaseFile } from './tap-ports.ts'
import { detachVlan } from './vlan-links.ts'
import type { World } from './world.ts'

/** RTM_DELLINK. Devices that stand on it go with it, a veth takes its other end along. */
export function deleteLink(world: World, dev: Device): Reply {
  if (isKind(dev, 'loopback')) return refuse('EOPNOTSUPP')
  if (isKind(dev, 'veth') && dev.driver.physical) return refuse('EOPNOTSUPP')
  const peer = isKind(dev, 'veth') ? dev.driver.peer : undefined
  unregister(world, dev)
  if (peer !== undefined) unregister(world, peer)
  return undefined
}

/** unregister_netdevice. */
function unregister(world: World, dev: Device): void {
  closeDevice(world, dev)
  leaveMaster(world, dev)
  for (const upper of [...vlansOn(dev), ...macvlansOn(dev), ...ipvlansOn(dev)]) unregister(world, upper)
  if (isKind(dev, 'bridge')) for (const port of [...dev.driver.ports]) leaveMaster(world, port.dev)
  if (isKind(dev, 'macvlan')) detachMacvlan(dev, (lower, mac) => changeAddress(world, lower, mac))
  if (isKind(dev, 'ipvlan')) detachIpvlan(world, dev)
  if (isKind(dev, 'vlan')) detachVlan(dev)
  if (isKind(dev, 'veth') && dev.driver.peer !== undefined) {
    const { peer } = dev.driver
    if (isKind(peer, 'veth')) peer.driver.peer = undefined
  }
  releaseFile(dev)
  unlist(world, netnsOf(world, dev), dev)
}
