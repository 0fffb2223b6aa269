import type { Ipvlan, IpvlanPort } from '../device/ipvlan-device.ts'
import type { Why } from '../device/why.ts'
import type { Frame } from '../frame/frame.ts'
import { findByAddress } from './layer3.ts'

/**
 * What the lower device's rx_handler does with a frame (ipvlan_handle_frame).
 * - `pass`: the lower device's own stack gets it.
 * - `deliver`: it becomes a frame of that ipvlan, at once.
 * - `queue`: to the lower device's stack now, to the ipvlans from the work queue.
 */
export type ReceiveVerdict =
  | { readonly kind: 'pass' | 'queue' }
  | { readonly kind: 'deliver'; readonly to: Ipvlan }

const PASS: ReceiveVerdict = Object.freeze({ kind: 'pass' })
const QUEUE: ReceiveVerdict = Object.freeze({ kind: 'queue' })

/** `loopback`: the frame is one that the host's own stack sent to a group (PACKET_LOOPBACK). */
export function receive(
  port: IpvlanPort,
  frame: Frame,
  loopback: boolean,
  why: Why | undefined,
): ReceiveVerdict {
  const { mode } = port
  why?.('IVR1', mode === 'l3s', mode)
  if (mode === 'l3s') return PASS
  why?.('IVR2', mode === 'l2', mode)
  if (mode === 'l2') {
    why?.('IVR3', loopback, loopback)
    if (loopback) return PASS
    why?.('IVR4', frame.group, frame)
    if (frame.group) return receiveGroup(port, frame, why)
  }
  const to = findByAddress(port, frame, 'destination')
  why?.('IVR7', to !== undefined, frame, to?.name)
  return to === undefined ? PASS : { kind: 'deliver', to }
}

/** ipvlan_external_frame: what an ipvlan has sent itself, its siblings had on the way out. */
function receiveGroup(port: IpvlanPort, frame: Frame, why: Why | undefined): ReceiveVerdict {
  const own = frame.src === port.dev.mac
  why?.('IVR5', own, frame, port.dev.name)
  if (!own) return QUEUE
  const sender = findByAddress(port, frame, 'source')
  why?.('IVR6', sender !== undefined, frame, sender?.name)
  return sender === undefined ? QUEUE : PASS
}
