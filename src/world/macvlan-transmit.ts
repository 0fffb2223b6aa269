import type { Macvlan } from '../device/macvlan-device.ts'
import { ETH_HLEN, type Frame } from '../frame/frame.ts'
import { siblingsOf } from '../macvlan/flood.ts'
import { transmit as decide } from '../macvlan/transmit.ts'
import { countTransmitted, forwardInto } from './netif-rx.ts'
import { traceClone, traceFate, whyOf } from './tracing.ts'
import type { Transmit, TransmitResult } from './transmit.ts'
import { countUpperReceived } from './upper-counters.ts'
import type { World } from './world.ts'

/** macvlan_start_xmit: carries out the verdict, and counts what the lower device accepted. */
export function macvlanTransmit(
  world: World,
  vlan: Macvlan,
  frame: Frame,
  copy: number,
  transmit: Transmit,
): TransmitResult {
  const { lowerdev } = vlan.driver
  const verdict = decide(vlan, frame, whyOf(world, vlan, copy))
  if (verdict === 'lowerdev-receive') {
    // macvlan_queue_xmit answers success whatever becomes of the frame there.
    traceFate(world, vlan, copy, 'TX4', 'forwarded', lowerdev.name)
    forwardInto(world, lowerdev, frame, copy)
    countTransmitted(vlan, frame)
    return 'sent'
  }
  if (verdict === 'siblings-and-wire') copyToSiblings(world, vlan, frame, copy)
  traceFate(world, vlan, copy, 'TX1', 'forwarded', lowerdev.name)
  const result = transmit(world, lowerdev, frame, copy)
  if (result !== 'refused') {
    countTransmitted(vlan, frame)
    return result
  }
  vlan.counters.txDropped++
  // Before a macvtap is a queue, which has taken the frame already (sch_direct_xmit).
  return vlan.driver.tap === undefined ? 'refused' : 'sent'
}

/** macvlan_broadcast with local delivery: each copy enters the sibling as if it came in from outside. */
function copyToSiblings(world: World, vlan: Macvlan, frame: Frame, copy: number): void {
  for (const sibling of siblingsOf(vlan, frame, whyOf(world, vlan, copy))) {
    const clone = traceClone(world, sibling, copy, 'MC5')
    // The kernel adds the length of a header that this copy still has.
    const counted = frame.length + ETH_HLEN
    countUpperReceived(sibling, counted, forwardInto(world, sibling, frame, clone), true)
  }
}
