import type { Device } from '../device/device.ts'
import type { Frame } from '../frame/frame.ts'
import { BROADCAST } from '../frame/mac.ts'
import { VLAN_HLEN } from '../frame/vlan-tag.ts'
import { pushBacklog } from './backlog.ts'
import { headerLength } from './header-length.ts'
import type { PacketType } from './packet-type.ts'
import { traceFate } from './tracing.ts'
import type { World } from './world.ts'

/** netif_rx: to be received by `dev` when the backlog comes to it. False if the device is down. */
export function netifRx(world: World, dev: Device, frame: Frame, type: PacketType, copy: number): boolean {
  if (!dev.up) {
    dev.counters.rxDropped++
    traceFate(world, dev, copy, 'DEV4', 'dropped', 'down')
    return false
  }
  // eth_type_trans
  const parsed = frame.unparsed ? { ...frame, unparsed: undefined } : frame
  pushBacklog(world.backlog, dev, parsed, type, copy)
  return true
}

/** dev_forward_skb: into the receive path of `dev` as if it had come in from outside. */
export function forwardInto(world: World, dev: Device, frame: Frame, copy: number): boolean {
  if (!forwardable(world, dev, frame, copy)) return false
  return netifRx(world, dev, frame, typeFor(dev, frame), copy)
}

/** is_skb_forwardable: the receiving device is up, and its MTU (plus one VLAN tag) holds the frame. */
export function forwardable(world: World, dev: Device, frame: Frame, copy: number): boolean {
  if (dev.up && frame.length <= dev.mtu + headerLength(world, dev) + VLAN_HLEN) return true
  dev.counters.rxDropped++
  const reason = dev.up ? `longer than its MTU of ${dev.mtu}` : 'down'
  traceFate(world, dev, copy, 'DEV3', 'dropped', reason)
  return false
}

/** eth_type_trans: the frame's relation to the device that receives it. */
export function typeFor(dev: Device, frame: Frame): PacketType {
  if (frame.dst === dev.mac) return 'host'
  return frame.group ? groupType(frame) : 'otherhost'
}

export function groupType(frame: Frame): PacketType {
  return frame.dst === BROADCAST ? 'broadcast' : 'multicast'
}

export function countTransmitted(dev: Device, frame: Frame): void {
  dev.counters.txPackets++
  dev.counters.txBytes += frame.length
}

export function countReceived(dev: Device, frame: Frame): void {
  dev.counters.rxPackets++
  dev.counters.rxBytes += frame.length
}
