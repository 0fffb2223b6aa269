import type { Macvlan, MacvlanPort } from '../device/macvlan-device.ts'
import type { Why } from '../device/why.ts'
import type { Frame } from '../frame/frame.ts'

const NONE: readonly Macvlan[] = Object.freeze([])

/** Who gets a copy because of the frame's source address, and whether that ends its way. */
export interface SourceVerdict {
  readonly to: readonly Macvlan[]
  readonly consumed: boolean
}

const NOBODY: SourceVerdict = Object.freeze({ to: NONE, consumed: false })

/** macvlan_forward_source: each source-mode macvlan that lists the sender, whatever the destination. */
export function forwardSource(port: MacvlanPort, frame: Frame, why: Why | undefined): SourceVerdict {
  if (port.sources.size === 0 && why === undefined) return NOBODY
  const listeners = port.sources.get(frame.src) ?? NONE
  why?.('SRC1', listeners.length > 0, frame, names(listeners))
  if (listeners.length === 0) return NOBODY

  const to = listeners.filter((vlan) => vlan.up)
  why?.('SRC2', to.length > 0, names(to))
  // A listener that is down takes no copy, but its nodst flag consumes the frame all the same.
  const consumed = listeners.some((vlan) => vlan.driver.nodst)
  why?.('SRC3', consumed, names(listeners.filter((vlan) => vlan.driver.nodst)))
  return { to, consumed }
}

function names(vlans: readonly Macvlan[]): string {
  return vlans.length === 0 ? 'none' : vlans.map((vlan) => vlan.name).join(' ')
}
