import { PORT_STATES } from '../device/bridge-device.ts'
import type { MacvlanMode } from '../device/macvlan-device.ts'

/**
 * What RTM_GETLINK tells of a device: the state that both sides are compared by. Both make it with the same fields in the same
 * order, and where a text says several things, it is the same string for the same things: so it is compared quickly.
 */
export interface LinkView {
  readonly name: string
  readonly netns: string
  /** `up running promisc allmulti lowerUp noarp`, as far as they hold. */
  readonly flags: string
  readonly mac: number
  readonly mtu: number
  readonly operstate: number
  readonly carrier: boolean
  readonly promiscuity: number
  /** Absent where the kernel does not show it. */
  readonly allmulti: number | undefined
  readonly master: number
  readonly macvlan: MacvlanView | undefined
  readonly port: string | undefined
  /** `l2 bridge`: mode and flag of the port that an ipvlan is on. */
  readonly ipvlan: string | undefined
  readonly counters: CountersView
}

export interface MacvlanView {
  readonly mode: MacvlanMode
  readonly flags: number
  /** Sorted: the kernel lists them in hash order. */
  readonly sources: readonly number[]
  /** These only where the kernel knows of them. */
  readonly bcQueueLen: number | undefined
  readonly bcQueueLenUsed: number | undefined
  /** Absent as well where it is 1 (macvlan_fill_info). */
  readonly bcCutoff: number | undefined
}

/** In the order of struct rtnl_link_stats64. */
export const COUNTERS = [
  'rxPackets',
  'txPackets',
  'rxBytes',
  'txBytes',
  'rxErrors',
  'txErrors',
  'rxDropped',
  'txDropped',
  'multicast',
  'collisions',
  'rxLengthErrors',
  'rxOverErrors',
  'rxCrcErrors',
  'rxFrameErrors',
  'rxFifoErrors',
  'rxMissedErrors',
  'txAbortedErrors',
  'txCarrierErrors',
  'txFifoErrors',
  'txHeartbeatErrors',
  'txWindowErrors',
  'rxCompressed',
  'txCompressed',
  'rxNohandler',
] as const
type CountersView = readonly number[]

export const IFF = {
  up: 0x1,
  running: 0x40,
  promisc: 0x100,
  allmulti: 0x200,
  lowerUp: 0x10000,
  noarp: 0x80,
} as const
const FLAG_NAMES = Object.keys(IFF) as (keyof typeof IFF)[]
const ALL_FLAGS = FLAG_NAMES.reduce((bits, name) => bits | IFF[name], 0)

const flagTexts = new Map<number, string>()

/** Of bits of IFF; others say nothing. */
export function flagsText(bits: number): string {
  return remembered(flagTexts, bits & ALL_FLAGS, () =>
    FLAG_NAMES.filter((name) => bits & IFF[name]).join(' '),
  )
}

/** What a port may be told, in the order in which it is shown. */
export const PORT_FLAGS = ['hairpin', 'learning', 'flood', 'mcastFlood', 'bcastFlood', 'isolated'] as const

const portTexts = new Map<number, string>()

/** `forwarding learning flood 0`: `flags` has a bit for each of PORT_FLAGS, the last number is group_fwd_mask. */
export function portText(state: number, flags: number, groupFwdMask: number): string {
  return remembered(portTexts, (groupFwdMask * 8 + state) * 64 + flags, () =>
    [PORT_STATES[state], ...PORT_FLAGS.filter((_, at) => flags & (1 << at)), groupFwdMask].join(' '),
  )
}

function remembered(texts: Map<number, string>, key: number, make: () => string): string {
  let text = texts.get(key)
  if (text === undefined) {
    text = make()
    texts.set(key, text)
  }
  return text
}

export const OPERSTATES = [
  'unknown',
  'notpresent',
  'down',
  'lowerlayerdown',
  'testing',
  'dormant',
  'up',
] as const
/** IFLA_MACVLAN_MODE, by bit. */
export const MODE_BITS: Readonly<Record<MacvlanMode, number>> = {
  private: 1,
  vepa: 2,
  bridge: 4,
  passthru: 8,
  source: 16,
}
/** MACVLAN_FLAG_NOPROMISC, MACVLAN_FLAG_NODST. */
export const [NOPROMISC, NODST] = [1, 2] as const
