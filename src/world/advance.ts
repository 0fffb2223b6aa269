import { neighbourTimer } from './inet.ts'
import { isBusy, settle } from './settle.ts'
import type { World } from './world.ts'

/** When something will happen next by itself: now, if frames are under way. undefined: never. */
export function nextEvent(world: World): number | undefined {
  return isBusy(world) ? world.now : world.timers[0]?.at
}

/** Lets virtual time pass: everything due up to and including `until` happens, in order. */
export function advance(world: World, until: number): void {
  settle(world)
  for (let timer = world.timers[0]; timer !== undefined && timer.at <= until; timer = world.timers[0]) {
    world.timers.shift()
    world.now = Math.max(world.now, timer.at)
    neighbourTimer(world, timer.event)
    settle(world)
  }
  world.now = Math.max(world.now, until)
}
