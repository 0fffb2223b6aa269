import type { BridgePort, FdbEntry } from '../device/bridge-device.ts'
import type { Why } from '../device/why.ts'
import type { Frame } from '../frame/frame.ts'
import { isLinkLocalGroup, isValidUnicast, type Mac } from '../frame/mac.ts'
import { flood, forward, NO_PORTS } from './flood.ts'
import { findEntry, learn, placeOf } from './learn.ts'
import { type BridgeVerdict, drop } from './verdict.ts'
import { admitFrame } from './vlan-filter.ts'

const RESERVED = { spanningTree: 0, pause: 1 } as const

const PASS: BridgeVerdict = Object.freeze({ kind: 'pass', rule: 'BR6' })

/**
 * What a bridge does with a frame that comes in through a port (br_handle_frame). Learns the source address on
 * the way: that, and the time of last use of an entry, are the only things it changes.
 */
export function bridgeReceive(
  port: BridgePort,
  frame: Frame,
  now: number,
  why: Why | undefined,
): BridgeVerdict {
  const invalid = !isValidUnicast(frame.src)
  why?.('BR1', invalid, frame)
  if (invalid) return drop('BR1', 'invalid source address')

  const reserved = frame.group && isLinkLocalGroup(frame.dst)
  why?.('BR2', reserved, frame)
  const verdict = reserved ? receiveReserved(port, frame, now, why) : undefined
  if (verdict !== undefined) return verdict

  const open = port.state === 'forwarding' || port.state === 'learning'
  why?.('BR7', open, port.dev.name, port.state)
  if (!open) return drop('BR7', 'the port does not forward')
  if (!port.bridge.driver.vlanFiltering) return finish(port, frame, 0, now, why)
  const admitted = admitFrame(port.dev.name, port.vlans, frame, why)
  if ('rule' in admitted) return drop(admitted.rule, admitted.reason)
  return finish(port, admitted.frame, admitted.vlan, now, why)
}

/** Frames to 01:80:c2:00:00:0X, spanning tree off; undefined: it is forwarded like any other group. */
function receiveReserved(
  port: BridgePort,
  frame: Frame,
  now: number,
  why: Why | undefined,
): BridgeVerdict | undefined {
  const last = frame.dst % 16
  why?.('BR3', last === RESERVED.pause, frame)
  if (last === RESERVED.pause) return drop('BR3', 'a pause frame')
  why?.('BR4', last === RESERVED.spanningTree, frame)
  if (last === RESERVED.spanningTree) return undefined

  const mask = port.groupFwdMask | port.bridge.driver.groupFwdMask
  const through = (mask & (1 << last)) !== 0
  why?.('BR5', through, frame, mask)
  if (through) return undefined

  const learns = port.learning && stateLearns(port) && !port.bridge.driver.noLinkLocalLearn
  why?.('BR6', learns, port.dev.name, port.state)
  if (learns) learnReserved(port, frame, now, why)
  return PASS
}

/** br_should_learn: in the VLAN that it would be let into. */
function learnReserved(port: BridgePort, frame: Frame, now: number, why: Why | undefined): void {
  if (!port.bridge.driver.vlanFiltering) return learn(port, frame, now, why)
  const admitted = admitFrame(port.dev.name, port.vlans, frame, why)
  if (!('rule' in admitted)) learn(port, frame, now, why, admitted.vlan)
}

/** br_handle_frame_finish. */
function finish(
  port: BridgePort,
  frame: Frame,
  vlan: number,
  now: number,
  why: Why | undefined,
): BridgeVerdict {
  const stranger = port.locked && !isKnownHere(port, frame.src, vlan, now)
  why?.('BR8', stranger, frame, port.locked)
  if (stranger) return drop('BR8', 'the port is locked')

  why?.('BR9', port.learning, port.dev.name)
  if (port.learning) learn(port, frame, now, why, vlan)

  why?.('BR10', port.state === 'learning', port.dev.name, port.state)
  if (port.state === 'learning') return drop('BR10', 'the port only learns')

  why?.('BR11', frame.group, frame)
  if (frame.group) return distribute(port, frame, undefined, now, why)
  return distribute(port, frame, lookUp(port, frame, vlan, now, why), now, why)
}

function lookUp(
  port: BridgePort,
  frame: Frame,
  vlan: number,
  now: number,
  why: Why | undefined,
): FdbEntry | undefined {
  const entry = findEntry(port.bridge, frame.dst, now, vlan)
  why?.('BR12', entry !== undefined, frame, entry && placeOf(port.bridge, entry))
  return entry
}

/** br_forward or br_flood, and br_pass_frame_up. */
function distribute(
  from: BridgePort,
  frame: Frame,
  entry: FdbEntry | undefined,
  now: number,
  why: Why | undefined,
): BridgeVerdict {
  const { bridge } = from
  if (entry !== undefined) {
    why?.('BR13', entry.local, frame, placeOf(bridge, entry))
    if (entry.local) return { kind: 'forward', rule: 'BR13', frame, ports: NO_PORTS, up: true }
    entry.used = now
  }
  const up = frame.group || bridge.promiscuity > 0
  why?.('BR14', up, frame, bridge.promiscuity > 0)
  const ports =
    entry?.port === undefined ? flood(bridge, frame, from, why) : forward(entry.port, frame, from, why)
  const rule = up ? 'BR15' : 'BR16'
  why?.(rule, ports.length > 0, ports.length)
  if (!up && ports.length === 0) return drop(rule, 'no port may have it')
  return { kind: 'forward', rule, frame, ports, up }
}

/** nbp_state_should_learn. */
function stateLearns(port: BridgePort): boolean {
  return port.state === 'learning' || port.state === 'forwarding'
}

/** What a locked port asks of a source address. */
function isKnownHere(port: BridgePort, src: Mac, vlan: number, now: number): boolean {
  const entry = findEntry(port.bridge, src, now, vlan)
  return entry?.port === port && !entry.local
}
