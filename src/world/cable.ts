import { type Device, type DeviceOf, isKind } from '../device/device.ts'
import type { Frame } from '../frame/frame.ts'
import { BROADCAST } from '../frame/mac.ts'
import { countReceived, countTransmitted, forwardable, netifRx, typeFor } from './netif-rx.ts'
import { traceFate } from './tracing.ts'
import type { TransmitResult } from './transmit.ts'
import type { World } from './world.ts'

/** veth_xmit: across the cable, into the receive path of the other end. */
export function cableTransmit(
  world: World,
  dev: DeviceOf<'veth'>,
  frame: Frame,
  copy: number,
): TransmitResult {
  const { peer } = dev.driver
  if (peer === undefined || !forwardable(world, peer, frame, copy)) {
    dev.counters.txDropped++
    return 'refused'
  }
  countTransmitted(dev, frame)
  if (!hardwareAccepts(peer, frame)) {
    traceFate(world, peer, copy, 'NIC1', 'dropped', 'not in the hardware filter')
    return 'sent'
  }
  // A veth counts as received what its peer transmitted.
  countReceived(peer, frame)
  netifRx(world, peer, frame, typeFor(peer, frame), copy)
  return 'sent'
}

/** The address filter of a physical NIC: what it refuses, the machine never learns of. A veth has none. */
function hardwareAccepts(dev: Device, frame: Frame): boolean {
  if (!isKind(dev, 'veth') || !dev.driver.physical) return true
  if (dev.promiscuity > 0 || frame.dst === dev.mac || frame.dst === BROADCAST) return true
  if (frame.group) return dev.allmulti > 0 || dev.multicast.has(frame.dst)
  return dev.unicast.has(frame.dst)
}
