import fc from 'fast-check'
import { BROADCAST } from '../../src/frame/mac.ts'
import type { Wish } from '../../src/fuzz/wish.ts'
import { frame } from '../../src/properties/arbitraries.ts'
import type { Play } from '../../src/properties/play.ts'
import {
  type Child,
  GROUP,
  type SendWish,
  type Setting,
  setting,
  setUp,
} from '../../src/properties/setting.ts'
import { law } from './law.ts'

/** A setting, and one frame: the switch has learnt nothing yet, and sends it everywhere. */
interface Case {
  readonly setting: Setting
  readonly frame: SendWish
}
const ANY_MODE = ['bridge', 'vepa', 'private', 'source'] as const
const cases = (constraints: {
  readonly forged?: boolean
  readonly from?: readonly string[]
}): fc.Arbitrary<Case> =>
  fc.record({
    setting: fc.oneof({ weight: 6, arbitrary: setting() }, setting({ modes: ['passthru'], most: 1 })),
    frame: frame(constraints),
  })
const history = ({ setting: given, frame: sent }: Case): readonly Wish[] => [...setUp(given), sent]

const isGroup = ({ dst }: SendWish) => dst === BROADCAST || dst === GROUP
const named = (address: SendWish['src']) => (typeof address === 'object' ? address.of : undefined)
const childOf = (given: Setting, dev: string | undefined): Child | undefined =>
  dev === undefined || !dev.startsWith('m') ? undefined : given.children[Number(dev.slice(1))]
/** It is there, up, and this is how the port knows it. */
const upChild = (given: Setting, dev: string | undefined) => {
  const child = childOf(given, dev)
  return child?.up ? child : undefined
}
const copiesAt = (play: Play, dev: string) => play.deliveries.filter((one) => one.dev === dev).length
const names = (given: Setting) => given.children.map((_, slot) => `m${slot}`)
/** A frame leaves a device that is up only. */
const leaves = (given: Setting, sent: SendWish) =>
  sent.dev.startsWith('m') ? upChild(given, sent.dev) !== undefined : true
const listens = (child: Child, sent: SendWish) => sent.dst === BROADCAST || child.joined

const disagree = (what: string, expected: unknown, actual: unknown): readonly string[] =>
  expected === actual ? [] : [`${what}: expected ${expected}, was ${actual}`]

/**
 * Two copies of one frame reach a macvlan in two cases, and no others:
 * - it is in source mode, lists its own address, and a group frame comes in that bears it (SRC1 gives one copy, RX4
 *   the other);
 * - it is in bridge mode and hears a sibling's group frame on its way out, and again when it is reflected, because the
 *   frame bears the address of no macvlan that is up, or that of another one in vepa mode (RX3, MC2).
 */
function isTwice(given: Setting, sent: SendWish, dev: string): boolean {
  const [receiver, sender] = [upChild(given, dev), upChild(given, sent.dev)]
  if (receiver === undefined || !isGroup(sent) || !leaves(given, sent)) return false
  const comesIn = given.hairpin || sent.dev === 'out'
  const owner = named(sent.src)
  if (!comesIn) return false
  if (receiver.mode === 'source')
    return owner === dev && receiver.lists.includes(dev) && !isTakenAway(given, owner)
  if (receiver.mode !== 'bridge' || sender?.mode !== 'bridge' || sent.dev === dev) return false
  if (!listens(receiver, sent) || isTakenAway(given, owner)) return false
  const known = upChild(given, owner)
  return known === undefined || (known.mode === 'vepa' && owner !== dev)
}

/** Somebody lists the source address and has nodst: nobody after him gets the frame (SRC3). */
function isTakenAway({ children }: Setting, owner: string | undefined): boolean {
  return owner !== undefined && children.some(({ nodst, lists }) => nodst && lists.includes(owner))
}

law(
  '[SRC1, RX4, MC2] no macvlan gets a frame twice, but for two cases',
  cases({ forged: true }),
  (one) => [history(one)],
  ([play], { setting: given, frame: sent }) =>
    names(given).flatMap((dev) => {
      const copies = copiesAt(play!, dev)
      return disagree(`twice at ${dev}`, isTwice(given, sent, dev), copies > 1)
    }),
)

/**
 * The sender of a honest frame sees it again in these cases, and no others:
 * - in bridge mode, it writes to itself (TX4), or so it does in private or vepa mode and the frame is reflected (RX8);
 * - its group frame is reflected, and it is in private, passthru or source mode (RX4);
 * - in passthru mode, a unicast frame of any destination is reflected (RX7);
 * - in source mode, it lists itself, and its frame is reflected (SRC1).
 */
function seesItself(given: Setting, sent: SendWish): boolean {
  const { hairpin } = given
  const sender = upChild(given, sent.dev)
  if (sender === undefined) return false
  const toItself = named(sent.dst) === sent.dev
  if (sender.mode === 'bridge' && toItself) return !isTakenAway(given, sent.dev)
  if (sender.mode === 'source' && sender.lists.includes(sent.dev) && hairpin) return true
  if (!hairpin || isTakenAway(given, sent.dev)) return false
  if (isGroup(sent)) return sender.mode !== 'vepa' && sender.mode !== 'bridge'
  if (sender.mode === 'passthru') return true
  return toItself && sender.mode !== 'source'
}

law(
  '[TX4, RX4, RX7, RX8, SRC1] a sender never sees its own frame, but for these cases',
  cases({ from: ['m0', 'm1', 'm2'] }),
  (one) => [history(one)],
  ([play], { setting: given, frame: sent }) =>
    disagree('seen again', seesItself(given, sent), copiesAt(play!, sent.dev) > 0),
)

law(
  '[TX1, TX3, TX4] what a child sends a child stays off the wire if, and only if, both are up and in bridge mode',
  fc.record({
    setting: setting({ modes: ANY_MODE }),
    frame: frame({ from: ['m0', 'm1', 'm2'], to: ['m0', 'm1', 'm2'].map((of) => ({ of })) }),
  }),
  (one) => [history(one)],
  ([play], { setting: given, frame: sent }) => {
    const [from, to] = [upChild(given, sent.dev), upChild(given, named(sent.dst))]
    if (from === undefined) return disagree('on the wire', 0, copiesAt(play!, 'p0'))
    const inside = from.mode === 'bridge' && to?.mode === 'bridge'
    return disagree('on the wire', inside ? 0 : 1, copiesAt(play!, 'p0'))
  },
)

law(
  '[RX4, MC2, MC4, RX8] a private child hears of a sibling no group frame, and a unicast frame if, and only if, it is reflected',
  cases({ from: ['m0', 'm1', 'm2'] }),
  (one) => [history(one)],
  ([play], { setting: given, frame: sent }) =>
    names(given).flatMap((dev) => {
      const receiver = upChild(given, dev)
      if (receiver?.mode !== 'private' || dev === sent.dev) return []
      const reflected = given.hairpin && leaves(given, sent) && !isTakenAway(given, sent.dev)
      const sibling = upChild(given, sent.dev)
      const expected = sibling !== undefined && named(sent.dst) === dev && reflected
      return disagree(
        `${dev} hears`,
        expected,
        play!.deliveries.some((one) => one.dev === dev && one.heard),
      )
    }),
)

law(
  '[RX7, RX10] of what comes in for one host, a passthru child that is up gets all, and the parent nothing',
  fc.record({
    setting: setting({ modes: ['passthru'], most: 1, hairpin: false }),
    frame: frame({ children: 1, from: ['out'] }),
  }),
  (one) => [history(one)],
  ([play], { setting: given, frame: sent }) => {
    if (isGroup(sent) || named(sent.dst) === 'out') return []
    const heard = (dev: string) => play!.deliveries.some((one) => one.dev === dev && one.heard)
    return [
      ...disagree('the child hears', given.children[0]!.up, heard('m0')),
      ...disagree('the parent hears', false, heard('eth0')),
    ]
  },
)

law(
  '[BP3, RX8] a parent hears of its children, and they of it, nothing unless the switch reflects',
  cases({}),
  (one) => [history(one)],
  ([play], { setting: given, frame: sent }) => {
    if (given.hairpin || sent.dev === 'out') return []
    const others = sent.dev === 'eth0' ? names(given) : ['eth0']
    return play!.deliveries
      .filter(({ dev, heard }) => heard && others.includes(dev))
      .map(({ dev }) => `${dev} heard ${sent.dev}`)
  },
)

law(
  '[RX8, RX9, RX7, SRC3] reflected, unicast goes both ways between parent and child: in every mode but source, and past passthru and nodst',
  cases({ from: ['m0', 'm1', 'm2', 'eth0'] }),
  (one) => [history(one)],
  ([play], { setting: given, frame: sent }) => {
    const heard = (dev: string) => play!.deliveries.some((one) => one.dev === dev && one.heard)
    if (isGroup(sent) || !given.hairpin || !leaves(given, sent)) return []
    const clear = !isTakenAway(given, sent.dev)
    if (sent.dev === 'eth0') {
      const child = upChild(given, named(sent.dst))
      if (child === undefined) return []
      const listed = child.mode === 'source' && child.lists.includes('eth0')
      return disagree(
        'the child hears',
        listed || (clear && child.mode !== 'source'),
        heard(named(sent.dst)!),
      )
    }
    if (named(sent.dst) !== 'eth0') return []
    const taken = upChild(given, sent.dev)!.mode === 'passthru'
    return disagree('the parent hears', clear && !taken, heard('eth0'))
  },
)
