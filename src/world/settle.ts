import { resetBacklog } from './backlog.ts'
import { receive } from './receive.ts'
import { carryFrames } from './tap-io.ts'
import { traceFate } from './tracing.ts'
import { dropWork, runWork } from './works.ts'
import type { World } from './world.ts'

/** Virtual time that handling one received frame takes. Any small constant would do: it keeps events apart. */
export const HOP_TIME = 1_000

/** True while frames are under way. */
export function isBusy(world: World): boolean {
  return world.backlog.length > 0 || world.works.length > 0 || world.unread.length > 0
}

/**
 * Everything that follows from what was sent: the receptions in the backlog, then one item of the work queue, then
 * what a virtual machine has to read, until nothing is left. A storm ends with a verdict that says so.
 */
export function settle(world: World): void {
  const { backlog } = world
  let hops = 0
  do {
    while (backlog.head < backlog.length) {
      const at = backlog.head++
      if (++hops > world.settings.stormLimit) return endStorm(world)
      world.now += HOP_TIME
      receive(world, backlog.devices[at]!, backlog.frames[at]!, backlog.types[at]!, backlog.copies[at]!)
      if (backlog.head === backlog.length) resetBacklog(backlog)
    }
  } while (runWork(world) || world.works.length > 0 || (world.unread.length > 0 && carryFrames(world)))
}

/** The frames go on for ever: the devices form a loop. Drops what is under way, and remembers where. */
function endStorm(world: World): void {
  const { backlog, settings } = world
  const last = backlog.devices[backlog.head - 1]!
  const reason = `a storm: more than ${settings.stormLimit} receptions without an end`
  for (let at = backlog.head - 1; at < backlog.length; at++)
    traceFate(world, backlog.devices[at]!, backlog.copies[at]!, 'DEV5', 'dropped', reason)
  resetBacklog(backlog)
  dropQueued(world, reason)
  const machine = world.namespaces.get(last.netns)?.machine ?? ''
  world.storm = { machine, dev: last.name, receptions: settings.stormLimit }
}

function dropQueued(world: World, reason: string): void {
  dropWork(world, reason)
  for (const { dev, ring } of world.unread.splice(0))
    for (const { copy } of ring.items.splice(0))
      if (dev !== undefined) traceFate(world, dev, copy, 'DEV5', 'dropped', reason)
}
