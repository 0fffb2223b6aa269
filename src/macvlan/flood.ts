import type { Macvlan, MacvlanMode, MacvlanPort } from '../device/macvlan-device.ts'
import type { Why } from '../device/why.ts'
import { EtherType, type Frame } from '../frame/frame.ts'
import { hears } from './filter.ts'
import { inHashOrder } from './hash-order.ts'

const BRIDGES: ReadonlySet<MacvlanMode> = new Set(['bridge'])
const VEPAS: ReadonlySet<MacvlanMode> = new Set(['vepa'])
const VEPAS_AND_BRIDGES: ReadonlySet<MacvlanMode> = new Set(['vepa', 'bridge'])
const ALL_BUT_SOURCE: ReadonlySet<MacvlanMode> = new Set(['private', 'vepa', 'passthru', 'bridge'])

/** The bridge-mode siblings that a bridge-mode sender reaches on its way out (macvlan_queue_xmit). */
export function siblingsOf(sender: Macvlan, frame: Frame, why: Why | undefined): readonly Macvlan[] {
  return flood(sender.driver.port, frame, sender, BRIDGES, why)
}

/**
 * macvlan_multicast_rx: who gets a group frame that came in from the wire. `source` is the macvlan whose
 * address the frame carries, if any: then the frame is a reflection.
 */
export function multicastReceive(
  port: MacvlanPort,
  source: Macvlan | undefined,
  frame: Frame,
  why: Why | undefined,
): readonly Macvlan[] {
  why?.('MC1', source !== undefined, frame, source?.name)
  if (source === undefined) return flood(port, frame, undefined, ALL_BUT_SOURCE, why)

  const vepa = source.driver.mode === 'vepa'
  why?.('MC2', vepa, source.name, source.driver.mode)
  if (vepa) return flood(port, frame, source, VEPAS_AND_BRIDGES, why)
  // Somebody outside may have the same address: for his sake siblings get a second copy, and the sender his own.
  if (port.kernel.bridgesHearReflections) return flood(port, frame, undefined, VEPAS_AND_BRIDGES, why)
  // Bridge-mode siblings of a bridge-mode sender already had their copy on the way out.
  return flood(port, frame, source, VEPAS, why)
}

/** macvlan_broadcast: every macvlan that is up, of these modes, that hears the group, but the source. */
function flood(
  port: MacvlanPort,
  frame: Frame,
  source: Macvlan | undefined,
  modes: ReadonlySet<MacvlanMode>,
  why: Why | undefined,
): readonly Macvlan[] {
  const pause = frame.etherType === EtherType.PAUSE && !frame.unparsed
  why?.('MC3', pause, frame)
  if (pause) return []

  const receivers: Macvlan[] = []
  for (const vlan of inHashOrder(port)) {
    if (vlan === source) continue
    const mode = modes.has(vlan.driver.mode)
    why?.('MC4', mode, vlan.name, vlan.driver.mode)
    if (!mode) continue
    const listens = hears(vlan.driver.filter, frame.dst)
    why?.('MC5', listens, frame, vlan.name)
    if (listens) receivers.push(vlan)
  }
  return receivers
}
