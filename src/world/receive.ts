import type { Device } from '../device/device.ts'
import { EtherType, type Frame } from '../frame/frame.ts'
import { dropTag, untag, vlanId } from '../frame/vlan-tag.ts'
import { bridgeReceive } from './bridge-receive.ts'
import { NOWHERE } from './devices.ts'
import { ipvlanReceive } from './ipvlan-receive.ts'
import { macvlanReceive } from './macvlan-receive.ts'
import type { PacketType } from './packet-type.ts'
import { deliverToProtocols } from './protocols.ts'
import { tapReceive } from './tap-queue.ts'
import { tapFrame } from './taps.ts'
import { traceFate, traceSeen } from './tracing.ts'
import { vlanReceive, vlanType } from './vlan-receive.ts'
import type { World } from './world.ts'

export type Receive = typeof receive

/**
 * __netif_receive_skb_core: packet sockets first, then VLAN devices, then the rx_handler; either may make it another
 * device's frame, and round it goes again. The protocols come last. False if the last who was offered it refused it
 * (NET_RX_DROP), and if nobody was: a packet socket takes all.
 */
export function receive(
  world: World,
  first: Device,
  arrived: Frame,
  firstType: PacketType,
  copy: number,
): boolean {
  if (first.netns === NOWHERE) return gone(world, first, copy)
  let frame = arrived
  let dev = first
  let type = firstType
  let heard = false
  for (;;) {
    if (frame.etherType === EtherType.VLAN) {
      const untagged = untag(frame)
      if (untagged === undefined) return tooShort(world, dev, copy, heard)
      frame = untagged
    }
    if (type !== 'loopback') observe(world, dev, frame, type, copy)
    heard ||= dev.taps > 0
    if (frame.tag !== undefined) {
      const vlan = vlanReceive(world, dev, frame, frame.tag, type, copy)
      if (vlan === undefined) return heard
      if (vlan !== dev) {
        type = vlanType(vlan, frame, type)
        frame = dropTag(frame)
        dev = vlan
        continue
      }
    }
    const next = handle(world, dev, frame, type, copy)
    if (next === undefined) return true
    if (next !== dev) {
      // ipvlan_rcv_frame alone leaves it what it was.
      if (dev.rxHandler?.kind !== 'ipvlan') type = 'host'
      dev = next
      continue
    }
    if (!hidesTag(frame)) break
    const inner = untag(dropTag(frame))
    if (inner === undefined) return tooShort(world, dev, copy, heard)
    const vlan = vlanReceive(world, dev, inner, inner.tag!, type, copy)
    if (vlan === undefined) return heard
    if (vlan === dev) {
      frame = inner
      break
    }
    type = vlanType(vlan, inner, type)
    frame = dropTag(inner)
    dev = vlan
  }
  return deliverToProtocols(world, dev, frame, type, copy)
}

/** The device whose frame it is after its rx_handler, `dev` itself if it has none; undefined: somebody has taken it. */
function handle(world: World, dev: Device, frame: Frame, type: PacketType, copy: number): Device | undefined {
  const handler = dev.rxHandler
  if (handler === undefined) return dev
  switch (handler.kind) {
    case 'macvlan':
      return macvlanReceive(world, handler, frame, type, copy)
    case 'bridge':
      return bridgeReceive(world, handler, frame, type, copy)
    case 'tap':
      return tapReceive(world, dev, handler, frame, copy)
    case 'ipvlan':
      return ipvlanReceive(world, handler, frame, type, copy)
  }
}

/** check_vlan_id: a tag of number 0 that was nobody's is forgotten, and another behind it counts in its place. */
function hidesTag({ tag, etherType }: Frame): boolean {
  return tag !== undefined && vlanId(tag) === 0 && etherType === EtherType.VLAN
}

/** Packet sockets see everything but what the host sent to itself (packet_rcv leaves PACKET_LOOPBACK out). */
function observe(world: World, dev: Device, frame: Frame, type: PacketType, copy: number): void {
  if (dev.taps > 0) tapFrame(world, dev, frame, type)
  if (world.trace !== undefined) traceSeen(world, dev, frame, type, copy)
}

/** flush_backlog: a device that is deleted takes along what it had not received yet. */
function gone(world: World, dev: Device, copy: number): false {
  traceFate(world, dev, copy, 'DEV7', 'dropped', 'the device is gone')
  return false
}

/** skb_vlan_untag. */
function tooShort(world: World, dev: Device, copy: number, heard: boolean): boolean {
  traceFate(world, dev, copy, 'DEV8', 'dropped', 'too short for a VLAN tag')
  return heard
}
