import { bridgeReceive as decide } from '../bridge/receive.ts'
import { leaving, mayLeave } from '../bridge/vlan-filter.ts'
import type { Bridge, BridgePort } from '../device/bridge-device.ts'
import type { Device } from '../device/device.ts'
import { ETH_HLEN, type Frame } from '../frame/frame.ts'
import { BROADCAST } from '../frame/mac.ts'
import { sendToPorts } from './bridge-transmit.ts'
import { netifRx } from './netif-rx.ts'
import type { PacketType } from './packet-type.ts'
import { traceFate, whyOf } from './tracing.ts'
import { transmit } from './transmit.ts'
import type { World } from './world.ts'

/**
 * br_handle_frame, the rx_handler of a bridge port: the port's device if its own stack goes on with the frame, or
 * undefined when the bridge has taken it.
 */
export function bridgeReceive(
  world: World,
  port: BridgePort,
  frame: Frame,
  type: PacketType,
  copy: number,
): Device | undefined {
  if (type === 'loopback') return port.dev
  const { bridge } = port
  const verdict = decide(port, frame, world.now, whyOf(world, port.dev, copy))
  switch (verdict.kind) {
    case 'pass':
      return port.dev
    case 'drop':
      traceFate(world, port.dev, copy, verdict.rule, 'dropped', verdict.reason)
      return undefined
    case 'forward':
      if (frame.group && frame.dst !== BROADCAST) bridge.counters.rxMulticast++
      sendToPorts(world, bridge, verdict, copy, transmit)
      if (verdict.up) passUp(world, port, verdict.frame, type, copy, verdict.rule)
      return undefined
  }
}

/** The bridge device is one more port where VLANs are filtered, except that a promiscuous one takes all. */
function mayPassUp(world: World, bridge: Bridge, frame: Frame, copy: number): boolean {
  const { vlanFiltering, vlans } = bridge.driver
  if (!vlanFiltering || bridge.promiscuity > 0) return true
  return mayLeave(bridge.name, vlans, frame, whyOf(world, bridge, copy))
}

/** br_pass_frame_up: the bridge device receives it, counted without its Ethernet header. */
function passUp(
  world: World,
  port: BridgePort,
  frame: Frame,
  type: PacketType,
  copy: number,
  rule: string,
): void {
  const { bridge } = port
  bridge.counters.rxPackets++
  bridge.counters.rxBytes += frame.length - ETH_HLEN
  if (!mayPassUp(world, bridge, frame, copy))
    return traceFate(world, port.dev, copy, 'BV4', 'dropped', 'the bridge device is not in its VLAN')
  traceFate(world, port.dev, copy, rule, 'forwarded', bridge.name)
  const { vlanFiltering, vlans } = bridge.driver
  const own = vlanFiltering ? leaving(vlans, frame) : frame
  netifRx(world, bridge, own, frame.dst === bridge.mac ? 'host' : type, copy)
}
