import type { Device } from '../device/device.ts'
import type { IpvlanPort, QueuedIpvlanFrame } from '../device/ipvlan-device.ts'
import { ETH_HLEN } from '../frame/frame.ts'
import { admitToQueue, receiversOf } from '../ipvlan/flood.ts'
import { forwardInto, groupType, netifRx } from './netif-rx.ts'
import type { Receive } from './receive.ts'
import { traceClone, traceFate, whyOf } from './tracing.ts'
import type { Transmit } from './transmit.ts'
import { countUpperReceived } from './upper-counters.ts'
import type { World } from './world.ts'

/** ipvlan_multicast_enqueue, of a frame that is on `dev`; `parent` is the copy that this one was made of, if it was. */
export function enqueueGroup(
  world: World,
  port: IpvlanPort,
  queued: QueuedIpvlanFrame,
  dev: Device,
  parent: number,
): void {
  const { frame, copy } = queued
  const verdict = admitToQueue(port, frame, whyOf(world, dev, parent === 0 ? copy : parent))
  if (verdict === 'queue') {
    traceFate(world, dev, copy, 'IVQ2', 'queued', 'it waits for the work queue', parent)
    port.backlog.push(queued)
    if (!world.works.includes(port.dev)) world.works.push(port.dev)
    return
  }
  if (verdict === 'full') dev.counters.rxDropped++
  const [rule, reason] = verdict === 'full' ? (['IVQ2', 'the queue is full'] as const) : PAUSE
  traceFate(world, dev, copy, rule, 'dropped', reason, parent)
}

const PAUSE = ['IVQ1', 'a pause frame'] as const

/** ipvlan_process_multicast: copies first, then what an ipvlan sent goes out. */
export function runIpvlanWork(world: World, port: IpvlanPort, transmit: Transmit, receive: Receive): void {
  for (const queued of port.backlog.splice(0)) {
    copyToIpvlans(world, port, queued, receive)
    const { frame, sender, copy } = queued
    if (sender === undefined) {
      traceFate(world, port.dev, copy, 'IVQ5', 'consumed', 'the work queue has done with it')
      continue
    }
    traceFate(world, sender, copy, 'IVQ5', 'forwarded', port.dev.name)
    transmit(world, port.dev, frame, copy)
  }
}

function copyToIpvlans(
  world: World,
  port: IpvlanPort,
  { frame, sender, copy }: QueuedIpvlanFrame,
  receive: Receive,
): void {
  // Before Linux 7.2 it was netif_rx.
  const fromOutside = world.kernel.groupsReceivedAtOnce ? receive : netifRx
  // What is sent still has its header, and the kernel adds the length of one.
  const counted = sender === undefined ? frame.length : frame.length + ETH_HLEN
  for (const to of receiversOf(port, sender, frame, whyOf(world, sender ?? port.dev, copy))) {
    const clone = traceClone(world, to, copy, 'IVQ5')
    const received =
      sender === undefined
        ? fromOutside(world, to, frame, groupType(frame), clone)
        : forwardInto(world, to, frame, clone)
    countUpperReceived(to, counted, received, true)
  }
}
