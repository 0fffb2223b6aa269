import type { StackTimer } from '../stack/environment.ts'
import type { World } from './world.ts'

/** Something that will happen. Plain data: what to do is found from `kind` when the time comes. */
export type TimerEvent = StackTimer

export interface Timer {
  readonly at: number
  readonly sequence: number
  readonly event: TimerEvent
}

/** Timers fire by time, and in order of setting within the same nanosecond. */
export function setTimer(world: World, at: number, event: TimerEvent): void {
  const timer: Timer = { at, sequence: world.nextId++, event }
  let index = world.timers.length
  while (index > 0 && world.timers[index - 1]!.at > at) index--
  world.timers.splice(index, 0, timer)
}
