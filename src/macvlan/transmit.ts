import type { Macvlan } from '../device/macvlan-device.ts'
import type { Why } from '../device/why.ts'
import type { Frame } from '../frame/frame.ts'

/**
 * Where a frame that leaves a macvlan goes (macvlan_queue_xmit).
 * - `wire`: to the lower device's transmit path.
 * - `lowerdev-receive`: into the lower device's receive path, whose rx_handler will find the sibling; packet
 *   sockets on the lower device thereby see it, the wire does not.
 * - `siblings-and-wire`: a copy to each bridge-mode sibling now, and the frame itself to the wire.
 */
export type TransmitVerdict = 'wire' | 'lowerdev-receive' | 'siblings-and-wire'

export function transmit(vlan: Macvlan, frame: Frame, why: Why | undefined): TransmitVerdict {
  const { mode, port } = vlan.driver
  why?.('TX1', mode === 'bridge', mode)
  if (mode !== 'bridge') return 'wire'

  why?.('TX2', frame.group, frame)
  if (frame.group) return 'siblings-and-wire'

  const dest = port.hash.get(frame.dst)
  why?.('TX3', dest !== undefined, frame, dest?.name)
  if (dest === undefined) return 'wire'

  const siblings = dest.driver.mode === 'bridge'
  why?.('TX4', siblings, dest.name, dest.driver.mode)
  return siblings ? 'lowerdev-receive' : 'wire'
}
