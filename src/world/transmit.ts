import { type Device, isKind } from '../device/device.ts'
import { transmits } from '../device/link-state.ts'
import type { Frame } from '../frame/frame.ts'
import { foldTag } from '../frame/vlan-tag.ts'
import { bridgeTransmit } from './bridge-transmit.ts'
import { cableTransmit } from './cable.ts'
import { sendsTags } from './header-length.ts'
import { ipvlanTransmit } from './ipvlan-transmit.ts'
import { macvlanTransmit } from './macvlan-transmit.ts'
import { countReceived, countTransmitted, netifRx, typeFor } from './netif-rx.ts'
import { tunTransmit } from './tap-queue.ts'
import { tapFrame } from './taps.ts'
import { traceFate, traceSeen } from './tracing.ts'
import { vlanTransmit } from './vlan-transmit.ts'
import type { World } from './world.ts'

/**
 * What the caller of dev_queue_xmit learns. A frame that the no-op queue swallows counts as sent (NET_XMIT_CN),
 * one that the driver refuses does not.
 */
export type TransmitResult = 'sent' | 'swallowed' | 'refused'

export type Transmit = typeof transmit

/**
 * dev_queue_xmit: the frame leaves through `dev`. What it causes waits in the backlog until the world settles.
 * `copy` is the trace's number for the frame (newCopy).
 */
export function transmit(world: World, dev: Device, frame: Frame, copy: number): TransmitResult {
  if (!transmits(dev)) {
    // noop_enqueue
    if (world.kernel.swallowedCounted) dev.counters.txDropped++
    traceFate(world, dev, copy, 'DEV1', 'dropped', dev.up ? 'no carrier' : 'down')
    return 'swallowed'
  }
  const sent = frame.tag === undefined || sendsTags(dev) ? frame : foldTag(frame)
  if (dev.taps > 0) tapFrame(world, dev, sent, 'outgoing')
  if (world.trace !== undefined) traceSeen(world, dev, sent, 'outgoing', copy)
  return startTransmit(world, dev, sent, copy)
}

/** ndo_start_xmit of each kind of device. */
function startTransmit(world: World, dev: Device, frame: Frame, copy: number): TransmitResult {
  if (isKind(dev, 'macvlan')) return macvlanTransmit(world, dev, frame, copy, transmit)
  if (isKind(dev, 'vlan')) return vlanTransmit(world, dev, frame, copy, transmit)
  if (isKind(dev, 'veth')) return cableTransmit(world, dev, frame, copy)
  if (isKind(dev, 'bridge')) return bridgeTransmit(world, dev, frame, copy, transmit)
  if (isKind(dev, 'ipvlan')) return ipvlanTransmit(world, dev, frame, copy, transmit)
  if (isKind(dev, 'tun')) return tunTransmit(world, dev, frame, copy)
  countTransmitted(dev, frame)
  if (isKind(dev, 'loopback')) {
    countReceived(dev, frame)
    netifRx(world, dev, frame, typeFor(dev, frame), copy)
    return 'sent'
  }
  traceFate(world, dev, copy, 'DEV2', 'dropped', 'a dummy device keeps what it is sent')
  return 'sent'
}
