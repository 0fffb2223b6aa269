import { type Device, isKind } from '../device/device.ts'
import { type Reply, refuse } from '../device/errno.ts'
import { enlist, freeIfindex, freeName, netnsId, netnsOf, unlist } from './devices.ts'
import { rename } from './link-attributes.ts'
import { leaveMaster } from './link-master.ts'
import { closeDevice } from './link-state.ts'
import type { Netns, World } from './world.ts'

/** dev_change_net_namespace: the device goes down, and leaves its addresses, routes and groups behind. */
export function moveDevice(world: World, dev: Device, to: Netns, name = dev.name): Reply {
  const from = netnsOf(world, dev)
  if (isKind(dev, 'loopback') || isKind(dev, 'bridge'))
    return refuse('EINVAL', 'The interface netns is immutable')
  if (from === to) return rename(world, dev, name)
  if (to.byName.has(name)) return refuse('EEXIST')
  closeDevice(world, dev)
  leaveMaster(world, dev)
  const ifindex = freeIfindex(to, dev.ifindex)
  // The announcement that it leaves says where to (dev_change_net_namespace).
  netnsId(from, to)
  unlist(world, from, dev)
  dev.name = freeName(to, name)
  dev.queueAttached = false
  enlist(world, to, dev, ifindex)
  return undefined
}
