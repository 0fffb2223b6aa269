import type { Ipvlan } from '../device/ipvlan-device.ts'
import { ETH_HLEN, type Frame } from '../frame/frame.ts'
import { transmit as decide, type TransmitVerdict } from '../ipvlan/transmit.ts'
import { enqueueGroup } from './ipvlan-queue.ts'
import { routeOut } from './ipvlan-route.ts'
import { countTransmitted, forwardInto } from './netif-rx.ts'
import { traceFate, whyOf } from './tracing.ts'
import type { Transmit, TransmitResult } from './transmit.ts'
import { countUpperReceived } from './upper-counters.ts'
import type { World } from './world.ts'

/** ipvlan_start_xmit: carries out the verdict, and counts what was not refused. */
export function ipvlanTransmit(
  world: World,
  ipvlan: Ipvlan,
  frame: Frame,
  copy: number,
  transmit: Transmit,
): TransmitResult {
  const verdict = decide(ipvlan, frame, whyOf(world, ipvlan, copy))
  const result = carryOut(world, ipvlan, frame, copy, verdict, transmit)
  if (result !== 'refused') {
    countTransmitted(ipvlan, frame)
    return result
  }
  ipvlan.counters.txDropped++
  // Before an ipvtap is a queue, which has taken the frame already (sch_direct_xmit).
  return ipvlan.driver.tap === undefined ? 'refused' : 'sent'
}

function carryOut(
  world: World,
  ipvlan: Ipvlan,
  frame: Frame,
  copy: number,
  verdict: TransmitVerdict,
  transmit: Transmit,
): TransmitResult {
  const { lowerdev, port } = ipvlan.driver
  switch (verdict.kind) {
    case 'deliver':
      deliver(world, ipvlan, verdict.to, frame, copy)
      return 'sent'
    case 'lowerdev-receive':
      traceFate(world, ipvlan, copy, 'IVT4', 'forwarded', lowerdev.name)
      forwardInto(world, lowerdev, frame, copy)
      return 'sent'
    case 'wire':
      traceFate(world, ipvlan, copy, 'IVT6', 'forwarded', lowerdev.name)
      return transmit(world, lowerdev, frame, copy)
    case 'enqueue':
      enqueueGroup(world, port, { frame, sender: ipvlan, copy }, ipvlan, 0)
      return 'sent'
    case 'route':
      return routeOut(world, ipvlan, frame, copy, transmit)
    case 'drop':
      traceFate(world, ipvlan, copy, verdict.rule, 'dropped', verdict.reason)
      return 'refused'
  }
}

/** ipvlan_rcv_frame, local: success to the sender, whatever becomes of it. */
function deliver(world: World, from: Ipvlan, to: Ipvlan, frame: Frame, copy: number): void {
  traceFate(world, from, copy, 'IVT5', 'forwarded', to.name)
  // The kernel adds the length of a header that is still there.
  countUpperReceived(to, frame.length + ETH_HLEN, forwardInto(world, to, frame, copy), false)
}
