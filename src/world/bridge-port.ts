import { changePort, type PortChanges } from '../bridge/port-settings.ts'
import type { Device } from '../device/device.ts'
import { type Reply, refuse } from '../device/errno.ts'
import { applyFilterChanges } from './device-filters.ts'
import { applyBridgeEffects } from './link-attributes.ts'
import type { World } from './world.ts'

/** rtnl_bridge_setlink: `bridge link set`. */
export function changeBridgePort(world: World, dev: Device, changes: PortChanges): Reply {
  const port = dev.rxHandler
  if (port?.kind !== 'bridge') return refuse('EOPNOTSUPP')
  const { locked: _unknown, ...older } = changes
  const effects = changePort(port, world.kernel.portsLock ? changes : older)
  applyFilterChanges(port.bridge)
  if ('errno' in effects) return effects
  applyBridgeEffects(world, effects)
  return undefined
}
