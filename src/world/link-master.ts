import { joinBridge, leaveBridge } from '../bridge/ports.ts'
import { type Device, isKind } from '../device/device.ts'
import { type Reply, refuse } from '../device/errno.ts'
import { applyBridgeEffects } from './link-attributes.ts'
import type { World } from './world.ts'

/** do_set_master: out of one bridge, into another; null is out only. */
export function changeMaster(world: World, dev: Device, master: Device | null): Reply {
  if (dev.master === (master ?? undefined) && master !== null) return undefined
  leaveMaster(world, dev)
  if (master === null) return undefined
  if (!isKind(master, 'bridge')) return refuse('EOPNOTSUPP')
  const effects = joinBridge(master, dev, world.now)
  if ('errno' in effects) return effects
  applyBridgeEffects(world, effects)
  return undefined
}

/** Takes a port out of its bridge, if it is in one. */
export function leaveMaster(world: World, dev: Device): void {
  const port = dev.rxHandler
  if (port?.kind === 'bridge') applyBridgeEffects(world, leaveBridge(port, world.now))
}
