import type { BridgePort } from '../device/bridge-device.ts'
import type { Why } from '../device/why.ts'
import type { Frame } from '../frame/frame.ts'
import { formatMac, isLinkLocalGroup, isValidUnicast, type Mac } from '../frame/mac.ts'
import { flood, forward, NO_PORTS } from './flood.ts'
import { findEntry, learn } from './learn.ts'
import { type BridgeVerdict, drop } from './verdict.ts'

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
  why?.('BR1', invalid, { src: formatMac(frame.src) })
  if (invalid) return drop('BR1', `no station has the source address ${formatMac(frame.src)}`)

  const reserved = isLinkLocalGroup(frame.dst)
  why?.('BR2', reserved, { dst: formatMac(frame.dst) })
  const verdict = reserved ? receiveReserved(port, frame, now, why) : undefined
  if (verdict !== undefined) return verdict

  const open = port.state === 'forwarding' || port.state === 'learning'
  why?.('BR7', open, { port: port.dev.name, state: port.state })
  if (!open) return drop('BR7', `port ${port.dev.name} is ${port.state}`)
  return finish(port, frame, now, why)
}

/** Frames to 01:80:c2:00:00:0X, spanning tree off; undefined: it is forwarded like any other group. */
function receiveReserved(
  port: BridgePort,
  frame: Frame,
  now: number,
  why: Why | undefined,
): BridgeVerdict | undefined {
  const last = frame.dst % 16
  why?.('BR3', last === RESERVED.pause, { dst: formatMac(frame.dst) })
  if (last === RESERVED.pause) return drop('BR3', 'a pause frame is for the link alone')
  why?.('BR4', last === RESERVED.spanningTree, { dst: formatMac(frame.dst) })
  if (last === RESERVED.spanningTree) return undefined

  const mask = port.groupFwdMask | port.bridge.driver.groupFwdMask
  const through = (mask & (1 << last)) !== 0
  why?.('BR5', through, { group_fwd_mask: mask, bit: last })
  if (through) return undefined

  const learns = port.learning && stateLearns(port) && !port.bridge.driver.noLinkLocalLearn
  why?.('BR6', learns, { port: port.dev.name, learning: port.learning, state: port.state })
  if (learns) learn(port, frame.src, now, why)
  return PASS
}

/** br_handle_frame_finish. */
function finish(port: BridgePort, frame: Frame, now: number, why: Why | undefined): BridgeVerdict {
  const stranger = port.locked && !isKnownHere(port, frame.src, now)
  why?.('BR8', stranger, { port: port.dev.name, locked: port.locked, src: formatMac(frame.src) })
  if (stranger) return drop('BR8', `port ${port.dev.name} is locked to ${formatMac(frame.src)}`)

  why?.('BR9', port.learning, { port: port.dev.name })
  if (port.learning) learn(port, frame.src, now, why)

  why?.('BR10', port.state === 'learning', { state: port.state })
  if (port.state === 'learning') return drop('BR10', `port ${port.dev.name} is learning`)

  why?.('BR11', frame.group, { dst: formatMac(frame.dst) })
  if (frame.group) return distribute(port, frame, undefined, now, why)
  return distribute(port, frame, lookUp(port, frame.dst, now, why), now, why)
}

function lookUp(port: BridgePort, dst: Mac, now: number, why: Why | undefined) {
  const entry = findEntry(port.bridge, dst, now)
  why?.('BR12', entry !== undefined, { dst: formatMac(dst) })
  return entry
}

/** br_forward or br_flood, and br_pass_frame_up. */
function distribute(
  from: BridgePort,
  frame: Frame,
  entry: ReturnType<typeof findEntry>,
  now: number,
  why: Why | undefined,
): BridgeVerdict {
  if (entry !== undefined) {
    why?.('BR13', entry.local, { dst: formatMac(frame.dst), port: entry.port?.dev.name ?? from.bridge.name })
    if (entry.local) return { kind: 'forward', rule: 'BR13', ports: NO_PORTS, up: true }
    entry.used = now
  }
  const promiscuous = from.bridge.promiscuity > 0
  const up = frame.group || promiscuous
  why?.('BR14', up, { group: frame.group, promiscuous })
  const ports =
    entry?.port === undefined ? flood(from.bridge, frame, from, why) : forward(entry.port, frame, from, why)
  const rule = up ? 'BR15' : 'BR16'
  why?.(rule, ports.length > 0, { ports: ports.map(({ dev }) => dev.name).join(' ') })
  if (!up && ports.length === 0) return drop(rule, 'no port may have it')
  return { kind: 'forward', rule, ports, up }
}

/** nbp_state_should_learn. */
function stateLearns(port: BridgePort): boolean {
  return port.state === 'learning' || port.state === 'forwarding'
}

/** What a locked port asks of a source address. */
function isKnownHere(port: BridgePort, src: Mac, now: number): boolean {
  const entry = findEntry(port.bridge, src, now)
  return entry?.port === port && !entry.local
}
