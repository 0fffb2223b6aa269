import type { Device } from '../device/device.ts'
import { EtherType, type Frame } from '../frame/frame.ts'
import { vlanId } from '../frame/vlan-tag.ts'
import { netnsOf } from './devices.ts'
import { receiveArp, receiveIp, receiveIp6 } from './inet.ts'
import type { PacketType } from './packet-type.ts'
import { traceFate } from './tracing.ts'
import type { World } from './world.ts'

/** A frame of 802.3 has a length where Ethernet II has a type: the LLC handler takes it. */
const FIRST_TYPE = 0x0600

/** deliver_ptype_list_skb: the protocol that has registered for the EtherType. False if it is refused (NET_RX_DROP). */
export function deliverToProtocols(
  world: World,
  dev: Device,
  frame: Frame,
  type: PacketType,
  copy: number,
): boolean {
  // No VLAN device has taken it: what is in a VLAN is nobody's here.
  const forUs = frame.tag === undefined || vlanId(frame.tag) === 0 ? type : 'otherhost'
  switch (frame.etherType) {
    case EtherType.IPv4:
      return receiveIp(world, netnsOf(world, dev), dev, frame, forUs, copy)
    case EtherType.ARP:
      return receiveArp(world, netnsOf(world, dev), dev, frame, forUs, copy)
    case EtherType.IPv6:
      return receiveIp6(world, netnsOf(world, dev), dev, frame, forUs, copy)
    default:
      return unhandled(world, dev, frame, copy)
  }
}

function unhandled(world: World, dev: Device, frame: Frame, copy: number): boolean {
  // LLC is there for the bridge; it takes the frame and drops it uncounted.
  const known = frame.etherType < FIRST_TYPE
  // With neither a rx_handler nor a tag in between, a packet socket was the last taker: nothing counts as dropped.
  const tapped = dev.taps > 0 && dev.rxHandler === undefined && frame.tag === undefined
  if (!known && !tapped) dev.counters.rxDropped++
  const reason = known ? 'the protocol is off' : 'no protocol for its type'
  traceFate(world, dev, copy, 'DEV6', 'delivered', reason)
  return known || tapped
}
