import { type Device, isKind, kindName } from '../device/device.ts'
import { type Reply, refuse } from '../device/errno.ts'
import { resize } from '../device/ring.ts'
import type { Vlan } from '../device/vlan-device.ts'
import { changeBridgePort } from './bridge-port.ts'
import { changeBridge } from './change-bridge.ts'
import { changeIpvlan } from './ipvlan-links.ts'
import { changeAddress, changeFlags, changeMtu, rename } from './link-attributes.ts'
import { changeMaster } from './link-master.ts'
import type { LinkChanges, VlanOptions } from './link-requests.ts'
import { changeMacvlan } from './macvlan-links.ts'
import { moveDevice } from './move-device.ts'
import { fileOf } from './tap-ports.ts'
import { NOT_OVER_NETLINK } from './tuns.ts'
import { validateVlan } from './vlan-links.ts'
import type { World } from './world.ts'

/**
 * RTM_NEWLINK or RTM_SETLINK for a device that exists. Changes are made in the order of do_setlink; the first that
 * is refused ends it, and what was done before stays.
 */
export function changeLink(world: World, dev: Device, changes: LinkChanges): Reply {
  for (const step of stepsOf(world, dev, changes)) {
    const refusal = step()
    if (refusal !== undefined) return refusal
  }
  return undefined
}

function* stepsOf(world: World, dev: Device, changes: LinkChanges): Generator<() => Reply> {
  const { type, port, netns, address, mtu, group, name, alias, master, txQueueLength } = changes
  if (type !== undefined) yield () => changeKind(world, dev, type)
  if (port !== undefined) yield () => changeBridgePort(world, dev, port)
  if (netns !== undefined) yield () => moveDevice(world, dev, netns, name)
  if (address !== undefined) yield () => changeAddress(world, dev, address)
  if (mtu !== undefined) yield () => changeMtu(world, dev, mtu)
  if (group !== undefined) yield () => assign(dev, { group })
  if (name !== undefined) yield () => rename(world, dev, name)
  if (alias !== undefined) yield () => assign(dev, { alias })
  if (master !== undefined) yield () => changeMaster(world, dev, master)
  yield () => changeFlags(world, dev, changes)
  if (txQueueLength !== undefined) yield () => changeQueueLength(dev, txQueueLength)
}

/** ops->validate and ops->changelink; a kind that is not the device's own is refused. */
function changeKind(world: World, dev: Device, type: NonNullable<LinkChanges['type']>): Reply {
  if (type.kind === 'tun') return NOT_OVER_NETLINK
  const refusal = type.kind === 'vlan' ? validateVlan(undefined, type.options) : undefined
  if (refusal !== undefined) return refusal
  if (type.kind !== kindName(dev)) return refuse('EOPNOTSUPP')
  switch (type.kind) {
    case 'vlan':
      return isKind(dev, 'vlan') ? changeVlan(dev, type.options) : undefined
    case 'bridge':
      return isKind(dev, 'bridge') ? changeBridge(world, dev, type.options) : undefined
    case 'ipvlan':
    case 'ipvtap':
      return isKind(dev, 'ipvlan') ? changeIpvlan(world, dev, type.options) : undefined
    case 'macvlan':
    case 'macvtap':
      return isKind(dev, 'macvlan') ? changeMacvlan(dev, type.options) : undefined
  }
}

/** vlan_changelink: the flags; a number is passed over. */
function changeVlan({ driver }: Vlan, { looseBinding }: VlanOptions = {}): undefined {
  if (looseBinding !== undefined) driver.looseBinding = looseBinding
}

/** NETDEV_CHANGE_TX_QUEUE_LEN: a program that reads what the device gives it has a queue as long. */
function changeQueueLength(dev: Device, txQueueLength: number): undefined {
  dev.txQueueLength = txQueueLength
  const file = fileOf(dev)
  if (file !== undefined) resize(file.ring, txQueueLength)
}

function assign(dev: Device, values: Partial<Pick<Device, 'group' | 'alias'>>): undefined {
  Object.assign(dev, values)
}
