import type { Macvlan, MacvlanPort } from '../device/macvlan-device.ts'
import type { Why } from '../device/why.ts'
import type { Frame } from '../frame/frame.ts'
import { portHash } from './filter.ts'

/**
 * What the lower device's rx_handler does with a frame (macvlan_handle_frame), after macvlan_forward_source has
 * had its turn.
 * - `pass`: the lower device's own stack gets it.
 * - `deliver`: it becomes a frame of that macvlan, at once, as a host frame.
 * - `return`: a reflected group frame of a private, passthru or source macvlan goes back to its sender alone.
 * - `queue`: group frame: to the lower device's stack now, to the macvlans from the work queue.
 * - `flood`: the same without the queue, for groups with a single receiver.
 * - `drop`: the macvlan it is for is down.
 */
export type ReceiveVerdict =
  | { readonly kind: 'pass' }
  | { readonly kind: 'drop'; readonly to: Macvlan }
  | { readonly kind: 'deliver'; readonly to: Macvlan }
  | { readonly kind: 'return'; readonly to: Macvlan }
  | { readonly kind: 'queue'; readonly source: Macvlan | undefined }
  | { readonly kind: 'flood'; readonly source: Macvlan | undefined }

const PASS: ReceiveVerdict = Object.freeze({ kind: 'pass' })

export function receive(port: MacvlanPort, frame: Frame, why: Why | undefined): ReceiveVerdict {
  why?.('RX2', frame.group, frame)
  return frame.group ? receiveGroup(port, frame, why) : receiveUnicast(port, frame, why)
}

function receiveGroup(port: MacvlanPort, frame: Frame, why: Why | undefined): ReceiveVerdict {
  const source = port.hash.get(frame.src)
  why?.('RX3', source !== undefined, frame, source?.name)
  if (source !== undefined) {
    const { mode } = source.driver
    const shared = mode === 'vepa' || mode === 'bridge'
    why?.('RX4', shared, source.name, mode)
    if (!shared) return { kind: 'return', to: source }
  }
  const bit = portHash(frame.dst)
  const queued = port.bcFilter[bit]!
  why?.('RX5', queued, frame, port.bcCutoff ?? 'none')
  if (queued) return { kind: 'queue', source }
  const wanted = port.mcFilter[bit]!
  why?.('RX6', wanted, frame)
  return wanted ? { kind: 'flood', source } : PASS
}

function receiveUnicast(port: MacvlanPort, frame: Frame, why: Why | undefined): ReceiveVerdict {
  why?.('RX7', port.passthru, port.dev.name)
  // A passthru port has one macvlan, and it takes everything.
  const vlan = port.passthru ? port.vlans[0] : port.hash.get(frame.dst)
  if (!port.passthru) why?.('RX8', vlan !== undefined, frame, vlan?.name)
  if (vlan === undefined) return PASS

  const source = vlan.driver.mode === 'source'
  why?.('RX9', source, vlan.name, vlan.driver.mode)
  if (source) return PASS

  why?.('RX10', vlan.up, vlan.name)
  return vlan.up ? { kind: 'deliver', to: vlan } : { kind: 'drop', to: vlan }
}
