import type { BridgePort } from '../device/bridge-device.ts'
import type { Frame } from '../frame/frame.ts'

/**
 * What becomes of a frame, received at a port or sent by the bridge device itself.
 * - `pass` (RX_HANDLER_PASS): the port's own stack goes on with it, as if there were no bridge.
 * - `drop`: nobody gets it. The bridge counts such a frame nowhere.
 * - `forward`: each of `ports` transmits it (dev_queue_xmit), in this order; then, if `up`, the bridge device
 *   receives it.
 *
 * What the bridge device counts:
 * - br_pass_frame_up (`up`): one rx packet, and rx bytes *without* the Ethernet header. The packet type is the one
 *   the port gave it, but `host` where the destination is the bridge's own address (br_handle_frame).
 * - a multicast destination, broadcast excepted: one rx `multicast` for each frame that comes to the forwarding
 *   decision, thus for every verdict `forward` about such a frame.
 * - br_dev_xmit: one tx packet, and tx bytes with the Ethernet header, before it decides anything: dropped frames
 *   count too.
 */
export type BridgeVerdict =
  | { readonly kind: 'pass'; readonly rule: string }
  | { readonly kind: 'drop'; readonly rule: string; readonly reason: string }
  | {
      readonly kind: 'forward'
      readonly rule: string
      /** As it is in the bridge: where VLANs are filtered, with a tag. */
      readonly frame: Frame
      readonly ports: readonly BridgePort[]
      readonly up: boolean
    }

export function drop(rule: string, reason: string): BridgeVerdict {
  return { kind: 'drop', rule, reason }
}
