import type { Device } from '../device/device.ts'
import type { Macvlan, MacvlanPort } from '../device/macvlan-device.ts'
import type { Frame } from '../frame/frame.ts'
import { multicastReceive } from '../macvlan/flood.ts'
import { receive as decide } from '../macvlan/receive.ts'
import { forwardSource } from '../macvlan/source.ts'
import { groupType, netifRx } from './netif-rx.ts'
import type { PacketType } from './packet-type.ts'
import { newCopy, traceClone, traceFate, whyOf } from './tracing.ts'
import { countUpperReceived } from './upper-counters.ts'
import type { World } from './world.ts'

/**
 * macvlan_handle_frame, the rx_handler of a lower device: the device whose frame it is now (the lower device
 * itself: its own stack goes on with it), or undefined when the frame has been consumed.
 */
export function macvlanReceive(
  world: World,
  port: MacvlanPort,
  frame: Frame,
  type: PacketType,
  copy: number,
): Device | undefined {
  const { dev } = port
  const why = whyOf(world, dev, copy)
  why?.('RX1', type === 'loopback', type)
  if (type === 'loopback') return dev
  if (forwardToSourceListeners(world, port, frame, type, copy)) return undefined

  const verdict = decide(port, frame, why)
  switch (verdict.kind) {
    case 'pass':
      return dev
    case 'deliver':
      countUpperReceived(verdict.to, frame.length, true, false)
      traceFate(world, dev, copy, 'RX10', 'forwarded', verdict.to.name)
      return verdict.to
    case 'drop':
      traceFate(world, dev, copy, 'RX10', 'dropped', 'down')
      return undefined
    case 'return':
      traceFate(world, dev, copy, 'RX4', 'forwarded', verdict.to.name)
      // The kernel counts the frame, but none of its bytes.
      countUpperReceived(verdict.to, 0, netifRx(world, verdict.to, frame, groupType(frame), copy), false)
      return undefined
    case 'queue':
      enqueue(world, port, frame, verdict.source, copy)
      return dev
    case 'flood':
      flood(world, port, frame, verdict.source, copy)
      return dev
  }
}

/** macvlan_forward_source and _one: true if the frame ends there. */
function forwardToSourceListeners(
  world: World,
  port: MacvlanPort,
  frame: Frame,
  type: PacketType,
  copy: number,
): boolean {
  const { to, consumed } = forwardSource(port, frame, whyOf(world, port.dev, copy))
  for (const vlan of to) {
    const clone = traceClone(world, vlan, copy, 'SRC2')
    const received = netifRx(world, vlan, frame, frame.dst === vlan.mac ? 'host' : type, clone)
    countUpperReceived(vlan, frame.length, received, false)
  }
  if (consumed) traceFate(world, port.dev, copy, 'SRC3', 'dropped', 'nodst')
  return consumed
}

/** macvlan_broadcast_enqueue. */
function enqueue(
  world: World,
  port: MacvlanPort,
  frame: Frame,
  source: Macvlan | undefined,
  copy: number,
): void {
  if (port.bcQueue.length >= port.bcQueueLenUsed) {
    port.dev.counters.rxDropped++
    traceFate(world, port.dev, copy, 'RX5', 'dropped', 'the broadcast queue is full')
    return
  }
  const clone = newCopy(world)
  traceFate(world, port.dev, clone, 'RX5', 'queued', 'a copy waits for the work queue', copy)
  port.bcQueue.push({ frame, source, copy: clone })
  if (!world.works.includes(port.dev)) world.works.push(port.dev)
}

/** macvlan_process_broadcast. */
export function runBroadcastWork(world: World, port: MacvlanPort): void {
  for (const { frame, source, copy } of port.bcQueue.splice(0)) {
    flood(world, port, frame, source, copy)
    traceFate(world, port.dev, copy, 'RX5', 'consumed', 'the work queue has done with it')
  }
}

/** macvlan_multicast_rx: a copy to each macvlan that shall have one. */
function flood(
  world: World,
  port: MacvlanPort,
  frame: Frame,
  source: Macvlan | undefined,
  copy: number,
): void {
  for (const vlan of multicastReceive(port, source, frame, whyOf(world, port.dev, copy))) {
    const clone = traceClone(world, vlan, copy, 'MC5')
    countUpperReceived(vlan, frame.length, netifRx(world, vlan, frame, groupType(frame), clone), true)
  }
}
