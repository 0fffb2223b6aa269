import { bridgeTransmit as decide } from '../bridge/transmit.ts'
import type { BridgeVerdict } from '../bridge/verdict.ts'
import { leaving } from '../bridge/vlan-filter.ts'
import type { Bridge } from '../device/bridge-device.ts'
import type { Frame } from '../frame/frame.ts'
import { countTransmitted } from './netif-rx.ts'
import { newCopy, traceFate, whyOf } from './tracing.ts'
import type { Transmit, TransmitResult } from './transmit.ts'
import type { World } from './world.ts'

/** br_dev_xmit: counted before anything is decided, and always a success. */
export function bridgeTransmit(
  world: World,
  bridge: Bridge,
  frame: Frame,
  copy: number,
  transmit: Transmit,
): TransmitResult {
  countTransmitted(bridge, frame)
  const verdict = decide(bridge, frame, world.now, whyOf(world, bridge, copy))
  if (verdict.kind === 'forward') sendToPorts(world, bridge, verdict, copy, transmit)
  if (verdict.kind === 'drop') traceFate(world, bridge, copy, verdict.rule, 'dropped', verdict.reason)
  return 'sent'
}

/** br_dev_queue_push_xmit for each port: copies for all but the last, which gets the frame itself. */
export function sendToPorts(
  world: World,
  bridge: Bridge,
  verdict: Extract<BridgeVerdict, { kind: 'forward' }>,
  copy: number,
  transmit: Transmit,
): void {
  const { frame, ports, rule, up } = verdict
  for (let index = 0; index < ports.length; index++) {
    const { dev, vlans } = ports[index]!
    const last = index === ports.length - 1 && !up
    const own = last || world.trace === undefined ? copy : newCopy(world)
    if (last) traceFate(world, bridge, own, rule, 'forwarded', dev.name)
    else traceFate(world, dev, own, rule, 'cloned', dev.name, copy)
    transmit(world, dev, bridge.driver.vlanFiltering ? leaving(vlans, frame) : frame, own)
  }
}
