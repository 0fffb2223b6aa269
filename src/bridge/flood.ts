import type { Bridge, BridgePort } from '../device/bridge-device.ts'
import type { Why } from '../device/why.ts'
import { ETH_HLEN, type Frame } from '../frame/frame.ts'
import { BROADCAST } from '../frame/mac.ts'
import { VLAN_HLEN } from '../frame/vlan-tag.ts'
import { mayLeave } from './vlan-filter.ts'

export const NO_PORTS: readonly BridgePort[] = Object.freeze([])

/** br_flood: every port that takes this kind of frame and may have it, newest port first. */
export function flood(
  bridge: Bridge,
  frame: Frame,
  from: BridgePort | undefined,
  why: Why | undefined,
): readonly BridgePort[] {
  const ports: BridgePort[] = []
  for (const port of bridge.driver.ports)
    if (takesFlood(port, frame, from, why) && shouldDeliver(port, frame, from, why)) ports.push(port)
  return ports
}

/** br_forward: the one port the address is known to be behind, if it may have the frame. */
export function forward(
  to: BridgePort,
  frame: Frame,
  from: BridgePort | undefined,
  why: Why | undefined,
): readonly BridgePort[] {
  return shouldDeliver(to, frame, from, why) ? [to] : NO_PORTS
}

/** The flood flags. Group frames that the bridge device sends itself ignore them; unknown unicast does not. */
function takesFlood(
  port: BridgePort,
  frame: Frame,
  from: BridgePort | undefined,
  why: Why | undefined,
): boolean {
  const kind = !frame.group ? 'flood' : frame.dst === BROADCAST ? 'bcastFlood' : 'mcastFlood'
  const takes = port[kind] || (frame.group && from === undefined)
  why?.('BP1', takes, port.dev.name, kind)
  return takes
}

/** should_deliver, and is_skb_forwardable of br_dev_queue_push_xmit: neither counts what it drops. */
function shouldDeliver(
  to: BridgePort,
  frame: Frame,
  from: BridgePort | undefined,
  why: Why | undefined,
): boolean {
  why?.('BP2', to === from, to.dev.name, from?.dev.name)
  if (to === from) {
    why?.('BP3', to.hairpin, to.dev.name)
    if (!to.hairpin) return false
  }
  const forwarding = to.state === 'forwarding'
  why?.('BP4', forwarding, to.dev.name, to.state)
  if (!forwarding) return false

  if (to.bridge.driver.vlanFiltering && !mayLeave(to.dev.name, to.vlans, frame, why)) return false

  const isolated = to.isolated && from?.isolated === true
  why?.('BP5', isolated, to.dev.name, to.isolated)
  if (isolated) return false

  const fits = to.dev.up && frame.length <= to.dev.mtu + ETH_HLEN + VLAN_HLEN
  why?.('BP6', fits, to.dev.name, to.dev.mtu)
  return fits
}
