import { type Device, isKind } from '../device/device.ts'
import { type Errno, type Refusal, type Reply, refuse } from '../device/errno.ts'
import { enlist, freeName, netnsId, netnsOf, unlist } from './devices.ts'
import { leaveMaster } from './link-master.ts'
import { closeDevice } from './link-state.ts'
import type { Netns, World } from './world.ts'

/**
 * __dev_change_net_namespace: the device goes down, and leaves its addresses, routes and groups behind. It keeps its
 * name; only if that is taken there, `pattern` is tried. Since 7.2 the VLAN devices on it follow when all is done
 * (closeVlans), and its lists are empty by then.
 */
export function moveDevice(world: World, dev: Device, to: Netns, pattern?: string): Reply {
  const from = netnsOf(world, dev)
  if (isKind(dev, 'loopback') || isKind(dev, 'bridge'))
    return tell(world, 'EINVAL', 'The interface netns is immutable')
  if (from === to) return undefined
  const name = nameThere(world, to, dev.name, pattern)
  if (typeof name !== 'string') return name
  closeDevice(world, dev, world.kernel.followersLater ? 'later' : 'with it')
  leaveMaster(world, dev)
  const ifindex = to.devices.has(dev.ifindex) ? undefined : dev.ifindex
  // The announcement that it leaves says where to.
  netnsId(from, to)
  unlist(world, from, dev)
  dev.name = name
  dev.queueAttached = false
  enlist(world, to, dev, ifindex)
  return undefined
}

function nameThere(world: World, to: Netns, own: string, pattern: string | undefined): string | Refusal {
  if (!to.byName.has(own)) return own
  if (pattern !== undefined && !to.byName.has(pattern)) return freeName(to, pattern)
  if (pattern === undefined)
    return tell(world, 'EEXIST', 'An interface with the same name exists in the target netns')
  return tell(world, 'EEXIST', `Unable to use '${pattern}' for the new interface name in the target netns`)
}

function tell({ kernel }: World, errno: Errno, extack: string): Refusal {
  return kernel.movesExplained ? refuse(errno, extack) : refuse(errno)
}
