import type { Device } from '../device/device.ts'
import type { Frame } from '../frame/frame.ts'
import type { PacketType } from './packet-type.ts'
import type { World } from './world.ts'

/** Hands a frame to the packet sockets that watch `dev`. Called only where there are some. */
export function tapFrame(world: World, dev: Device, frame: Frame, type: PacketType): void {
  for (const socket of world.sockets) {
    if (socket.kind !== 'packet' || socket.netns !== dev.netns) continue
    if (socket.dev !== undefined && socket.dev !== dev) continue
    // Outgoing frames reach sockets for all protocols only (ptype_all).
    if (socket.etherType !== undefined && (type === 'outgoing' || socket.etherType !== frame.etherType))
      continue
    socket.queue.push({ time: world.now, dev, type, frame })
  }
}
