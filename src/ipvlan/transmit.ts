import type { Ipvlan } from '../device/ipvlan-device.ts'
import type { Why } from '../device/why.ts'
import { EtherType, type Frame } from '../frame/frame.ts'
import { findByAddressAtSending } from './layer3.ts'

/**
 * Where a frame that leaves an ipvlan goes (ipvlan_queue_xmit).
 * - `deliver`: into the receive path of that ipvlan, as if it came in from outside.
 * - `lowerdev-receive`: into the lower device's receive path.
 * - `wire`: to the lower device's transmit path.
 * - `enqueue`: to the port's work queue, which copies it to siblings and then sends it out.
 * - `route`: without its Ethernet header, it becomes a packet that the lower device's namespace sends.
 * - `drop`: refused, and counted.
 */
export type TransmitVerdict =
  | { readonly kind: 'deliver'; readonly to: Ipvlan }
  | { readonly kind: 'lowerdev-receive' | 'wire' | 'enqueue' | 'route' }
  | { readonly kind: 'drop'; readonly rule: string; readonly reason: string }

const LOWERDEV_RECEIVE: TransmitVerdict = Object.freeze({ kind: 'lowerdev-receive' })
const WIRE: TransmitVerdict = Object.freeze({ kind: 'wire' })
const ENQUEUE: TransmitVerdict = Object.freeze({ kind: 'enqueue' })
const ROUTE: TransmitVerdict = Object.freeze({ kind: 'route' })

export function transmit(ipvlan: Ipvlan, frame: Frame, why: Why | undefined): TransmitVerdict {
  const { mode } = ipvlan.driver.port
  why?.('IVT1', mode === 'l2', mode)
  return mode === 'l2' ? transmitL2(ipvlan, frame, why) : transmitL3(ipvlan, frame, why)
}

/** ipvlan_xmit_mode_l2. */
function transmitL2({ driver: { port } }: Ipvlan, frame: Frame, why: Why | undefined): TransmitVerdict {
  const vepa = port.flag === 'vepa'
  why?.('IVT2', vepa, port.flag)
  if (!vepa) {
    const own = frame.dst === frame.src
    why?.('IVT3', own, frame)
    if (own) {
      const to = findByAddressAtSending(port, frame)
      why?.('IVT4', to !== undefined, frame, to?.name)
      return to === undefined ? LOWERDEV_RECEIVE : deliver(to, why)
    }
  }
  why?.('IVT6', frame.group, frame)
  return frame.group ? ENQUEUE : WIRE
}

/** To another ipvlan of the port, unless that is forbidden. */
function deliver(to: Ipvlan, why: Why | undefined): TransmitVerdict {
  const { flag } = to.driver.port
  why?.('IVT5', flag === 'private', flag)
  return flag === 'private'
    ? { kind: 'drop', rule: 'IVT5', reason: 'the port is private' }
    : { kind: 'deliver', to }
}

/** ipvlan_xmit_mode_l3, and ipvlan_process_outbound as far as it looks at the frame alone. */
function transmitL3({ driver: { port } }: Ipvlan, frame: Frame, why: Why | undefined): TransmitVerdict {
  const vepa = port.flag === 'vepa'
  why?.('IVT7', vepa, port.flag)
  if (!vepa) {
    const to = findByAddressAtSending(port, frame)
    why?.('IVT8', to !== undefined, frame, to?.name)
    if (to !== undefined) return deliver(to, why)
  }
  why?.('IVT9', frame.group, frame)
  if (frame.group) return { kind: 'drop', rule: 'IVT9', reason: 'no broadcast and no multicast in l3 mode' }
  const ip = !frame.unparsed && (frame.etherType === EtherType.IPv4 || frame.etherType === EtherType.IPv6)
  why?.('IVT10', ip, frame)
  return ip ? ROUTE : { kind: 'drop', rule: 'IVT10', reason: 'nothing but IP leaves in l3 mode' }
}
