import { runIpvlanWork } from './ipvlan-queue.ts'
import { runBroadcastWork } from './macvlan-receive.ts'
import { receive } from './receive.ts'
import { traceFate } from './tracing.ts'
import { transmit } from './transmit.ts'
import type { World } from './world.ts'

/** The work queue: the next port that has group frames to copy; false if none has. */
export function runWork(world: World): boolean {
  const port = world.works.shift()?.rxHandler
  switch (port?.kind) {
    case 'macvlan':
      runBroadcastWork(world, port)
      return true
    case 'ipvlan':
      runIpvlanWork(world, port, transmit, receive)
      return true
    default:
      return false
  }
}

/** A storm ends, and with it what waited here. */
export function dropWork(world: World, reason: string): void {
  for (const dev of world.works.splice(0)) {
    const port = dev.rxHandler
    const waiting =
      port?.kind === 'macvlan'
        ? port.bcQueue.splice(0)
        : port?.kind === 'ipvlan'
          ? port.backlog.splice(0)
          : []
    for (const { copy } of waiting) traceFate(world, dev, copy, 'DEV5', 'dropped', reason)
  }
}
