import { type Device, isKind, kindName } from '../device/device.ts'
import { type Reply, refuse } from '../device/errno.ts'
import { resize } from '../device/ring.ts'
import type { Vlan } from '../device/vlan-device.ts'
import { changeBridgePort } from './bridge-port.ts'
import { changeBridge, validateBridge } from './change-bridge.ts'
import { changeIpvlan } from './ipvlan-links.ts'
import { changeAddress, changeFlags, changeMtu, rename } from './link-attributes.ts'
import { changeMaster } from './link-master.ts'
import type { LinkChanges, VlanOptions } from './link-requests.ts'
import { closeVlans, stateChanged } from './link-state.ts'
import { changeMacvlan, validateOptions } from './macvlan-links.ts'
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
  let refusal: Reply
  let tells = false
  for (const step of stepsOf(world, dev, changes)) {
    refusal = step.make()
    if (refusal !== undefined) break
    tells ||= step.tells
  }
  if (tells) stateChanged(world, dev)
  if (changes.netns !== undefined && world.kernel.followersLater) closeVlans(world, dev)
  return refusal
}

interface Step {
  readonly make: () => Reply
  /** DO_SETLINK_NOTIFY: whoever depends on the device is told when all is done. */
  readonly tells: boolean
}

function* stepsOf(world: World, dev: Device, changes: LinkChanges): Generator<Step> {
  const { type, port, netns, address, mtu, group, name, alias, master, txQueueLength } = changes
  if (type !== undefined) yield told(() => changeKind(world, dev, type))
  if (port !== undefined) yield told(() => changeBridgePort(world, dev, port))
  if (netns !== undefined) yield quiet(() => moveDevice(world, dev, netns, name))
  if (address !== undefined) yield quiet(() => changeAddress(world, dev, address))
  if (mtu !== undefined) yield quiet(() => changeMtu(world, dev, mtu))
  if (group !== undefined) yield told(() => assign(dev, { group }))
  if (name !== undefined) yield quiet(() => rename(world, dev, name))
  if (alias !== undefined) yield told(() => assign(dev, { alias }))
  if (master !== undefined) yield quiet(() => changeMaster(world, dev, master))
  yield quiet(() => changeFlags(world, dev, changes))
  if (txQueueLength !== undefined) yield quiet(() => changeQueueLength(dev, txQueueLength))
}

const told = (make: Step['make']): Step => ({ make, tells: true })
const quiet = (make: Step['make']): Step => ({ make, tells: false })

type KindChanges = NonNullable<LinkChanges['type']>

/** ops->changelink; a kind that is not the device's own is refused, if what it asks is no nonsense anyway. */
function changeKind(world: World, dev: Device, type: KindChanges): Reply {
  if (type.kind === 'tun') return NOT_OVER_NETLINK
  const refusal = validate(world, type)
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

/** ops->validate */
function validate({ kernel, settings }: World, type: KindChanges): Reply {
  switch (type.kind) {
    case 'vlan':
      return validateVlan(undefined, type.options)
    case 'bridge':
      return validateBridge(settings, type.options)
    case 'macvlan':
    case 'macvtap':
      return validateOptions(kernel, type.options)
    default:
      return undefined
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
