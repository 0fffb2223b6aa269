import type { Device } from '../device/device.ts'
import type { Frame } from '../frame/frame.ts'
import type { PacketType } from './packet-type.ts'
import type { Backlog } from './world.ts'

export function newBacklog(): Backlog {
  return { devices: [], frames: [], types: [], copies: [], head: 0, length: 0 }
}

export function pushBacklog(
  backlog: Backlog,
  dev: Device,
  frame: Frame,
  type: PacketType,
  copy: number,
): void {
  const tail = backlog.length++
  backlog.devices[tail] = dev
  backlog.frames[tail] = frame
  backlog.types[tail] = type
  backlog.copies[tail] = copy
}

/** Once it is empty, the arrays are used again from the start. */
export function resetBacklog(backlog: Backlog): void {
  backlog.head = 0
  backlog.length = 0
}
