import type { Device } from '../device/device.ts'
import type { IpvlanPort } from '../device/ipvlan-device.ts'
import type { Frame } from '../frame/frame.ts'
import { receive as decide } from '../ipvlan/receive.ts'
import { enqueueGroup } from './ipvlan-queue.ts'
import type { PacketType } from './packet-type.ts'
import { newCopy, traceFate, whyOf } from './tracing.ts'
import { countUpperReceived } from './upper-counters.ts'
import type { World } from './world.ts'

/**
 * ipvlan_handle_frame, the rx_handler of a lower device: the device whose frame it is now. Its packet type stays what
 * it was: what was for another host still is.
 */
export function ipvlanReceive(
  world: World,
  port: IpvlanPort,
  frame: Frame,
  type: PacketType,
  copy: number,
): Device {
  const { dev } = port
  const verdict = decide(port, frame, type === 'loopback', whyOf(world, dev, copy))
  switch (verdict.kind) {
    case 'pass':
      return dev
    case 'deliver':
      countUpperReceived(verdict.to, frame.length, true, false)
      traceFate(world, dev, copy, 'IVR7', 'forwarded', verdict.to.name)
      return verdict.to
    case 'queue':
      enqueueGroup(world, port, { frame, sender: undefined, copy: newCopy(world) }, dev, copy)
      return dev
  }
}
