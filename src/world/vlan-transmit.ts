import type { Vlan } from '../device/vlan-device.ts'
import type { Frame } from '../frame/frame.ts'
import { putTag } from '../frame/vlan-tag.ts'
import { countTransmitted } from './netif-rx.ts'
import { traceFate, whyOf } from './tracing.ts'
import type { Transmit, TransmitResult } from './transmit.ts'
import type { World } from './world.ts'

/** vlan_dev_hard_start_xmit: the lower device transmits it with the tag; what a no-op queue swallows counts as sent. */
export function vlanTransmit(
  world: World,
  vlan: Vlan,
  frame: Frame,
  copy: number,
  transmit: Transmit,
): TransmitResult {
  const { lowerdev, id } = vlan.driver
  traceFate(world, vlan, copy, 'VLAN3', 'forwarded', lowerdev.name)
  const result = transmit(world, lowerdev, putTag(frame, id), copy)
  const taken = result !== 'refused'
  whyOf(world, vlan, copy)?.('VLAN3', taken, id, lowerdev.name)
  if (taken) countTransmitted(vlan, frame)
  else vlan.counters.txDropped++
  return result
}
