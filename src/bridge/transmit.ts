import type { Bridge } from '../device/bridge-device.ts'
import type { Why } from '../device/why.ts'
import type { Frame } from '../frame/frame.ts'
import { flood, forward } from './flood.ts'
import { findEntry, placeOf } from './learn.ts'
import { type BridgeVerdict, drop } from './verdict.ts'
import { admitFrame } from './vlan-filter.ts'

/**
 * Where a frame goes that the bridge device itself sends (br_dev_xmit). It learns nothing: the bridge's own
 * address has a local entry. Nor does it ask whether an entry is local: a frame to a port's own address leaves
 * through that port.
 */
export function bridgeTransmit(
  bridge: Bridge,
  frame: Frame,
  now: number,
  why: Why | undefined,
): BridgeVerdict {
  const { vlanFiltering, vlans } = bridge.driver
  if (!vlanFiltering) return send(bridge, frame, 0, now, why)
  const admitted = admitFrame(bridge.name, vlans, frame, why)
  return 'rule' in admitted
    ? drop(admitted.rule, admitted.reason)
    : send(bridge, admitted.frame, admitted.vlan, now, why)
}

function send(bridge: Bridge, frame: Frame, vlan: number, now: number, why: Why | undefined): BridgeVerdict {
  why?.('BT1', frame.group, frame)
  if (frame.group) return leave(frame, flood(bridge, frame, undefined, why), why)

  const entry = findEntry(bridge, frame.dst, now, vlan)
  why?.('BT2', entry !== undefined, frame, entry && placeOf(bridge, entry))
  if (entry === undefined) return leave(frame, flood(bridge, frame, undefined, why), why)

  why?.('BT3', entry.port !== undefined, frame, placeOf(bridge, entry))
  if (entry.port === undefined) return drop('BT3', "it is the bridge device's own address")
  return leave(frame, forward(entry.port, frame, undefined, why), why)
}

function leave(frame: Frame, ports: ReturnType<typeof flood>, why: Why | undefined): BridgeVerdict {
  why?.('BT4', ports.length > 0, ports.length)
  return ports.length > 0
    ? { kind: 'forward', rule: 'BT4', frame, ports, up: false }
    : drop('BT4', 'no port may have it')
}
