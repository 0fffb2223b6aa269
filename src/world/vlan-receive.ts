import type { Device } from '../device/device.ts'
import type { Vlan } from '../device/vlan-device.ts'
import { ETH_HLEN, type Frame } from '../frame/frame.ts'
import { receive as decide } from '../vlan/receive.ts'
import type { PacketType } from './packet-type.ts'
import { traceFate, whyOf } from './tracing.ts'
import type { World } from './world.ts'

/**
 * vlan_do_receive for a frame with a tag beside it: the VLAN device whose frame it is now, `dev` itself if it is
 * nobody's, or undefined when it has been dropped.
 */
export function vlanReceive(
  world: World,
  dev: Device,
  frame: Frame,
  tag: number,
  type: PacketType,
  copy: number,
): Device | undefined {
  const verdict = decide(dev, tag, whyOf(world, dev, copy))
  switch (verdict.kind) {
    case 'keep':
      return dev
    case 'drop':
      traceFate(world, dev, copy, 'VLAN2', 'dropped', 'down')
      return undefined
    case 'deliver':
      count(verdict.to, frame, type)
      traceFate(world, dev, copy, 'VLAN2', 'forwarded', verdict.to.name)
      return verdict.to
  }
}

/** Without the header, which has been pulled, and without the tag. */
function count({ counters }: Vlan, frame: Frame, type: PacketType): void {
  counters.rxPackets++
  counters.rxBytes += frame.length - ETH_HLEN
  if (type === 'multicast') counters.rxMulticast++
}

/** Its own address makes it the VLAN device's, where it was nobody's on the lower device. */
export function vlanType(vlan: Device, frame: Frame, type: PacketType): PacketType {
  return type === 'otherhost' && frame.dst === vlan.mac ? 'host' : type
}
