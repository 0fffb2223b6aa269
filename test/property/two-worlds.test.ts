import fc from 'fast-check'
import { MACVLAN_MODES, type MacvlanMode } from '../../src/device/macvlan-device.ts'
import type { Mac } from '../../src/frame/mac.ts'
import type { Wish } from '../../src/fuzz/wish.ts'
import { frame, mac, mode } from '../../src/properties/arbitraries.ts'
import type { Play } from '../../src/properties/play.ts'
import { sameReach, sameUpToOrder, subset } from '../../src/properties/relations.ts'
import {
  creation,
  deviceNames,
  type SendWish,
  type Setting,
  setting,
  setUp,
} from '../../src/properties/setting.ts'
import { law } from './law.ts'

/** A setting, and some frames one after the other. */
interface Case {
  readonly setting: Setting
  readonly frames: readonly SendWish[]
}
const frames = (constraints: Parameters<typeof frame>[0] = {}) =>
  fc.array(frame(constraints), { minLength: 1, maxLength: 6 })
const history = ({ setting: given, frames: sent }: Case): readonly Wish[] => [...setUp(given), ...sent]
const withModes = (given: Setting, to: MacvlanMode, hairpin: boolean): Setting => ({
  hairpin,
  children: given.children.map((child) => ({ ...child, mode: to, lists: [], nodst: false })),
})

const STATIONS = [...deviceNames(3), 'out']

law(
  '[TX4, BP3, RX8] vepa behind a mirror reaches what bridge mode reaches: children and outside',
  fc.record({ setting: setting(), frames: frames({ from: STATIONS }) }),
  (one) => [
    history({ ...one, setting: withModes(one.setting, 'bridge', false) }),
    history({ ...one, setting: withModes(one.setting, 'vepa', true) }),
  ],
  ([bridge, vepa]) => sameReach(bridge!, vepa!, STATIONS),
)

law(
  '[BP3, RX8, MC1] and beyond that it reaches the parent, who hears what its children send to it and to groups',
  fc.record({ setting: setting(), frames: frames({ from: STATIONS }) }),
  (one) => [
    history({ ...one, setting: withModes(one.setting, 'bridge', false) }),
    history({ ...one, setting: withModes(one.setting, 'vepa', true) }),
  ],
  ([bridge, vepa]) => {
    const surplus = sameReach(vepa!, bridge!).filter((line) => line.endsWith('left only'))
    const others = surplus.filter((line) => !line.includes(' at eth0'))
    return [...subset(bridge!, vepa!), ...others]
  },
)

/** Nobody's: the bench's own begin with 02:00:00:00:00. */
const unused = mac().filter((one) => one >= 0x0200_0000_0100)

law(
  '[RX3, RX8, TX3] other addresses change nothing but the order of copies',
  fc.record({
    setting: setting(),
    frames: frames({ forged: true }),
    fresh: fc.uniqueArray(unused, { minLength: 3, maxLength: 3 }),
  }),
  ({ fresh, ...one }) => [history(one), history(one).map((wish) => renamed(wish, fresh))],
  ([before, after]) => sameUpToOrder(before!, after!),
)

function renamed(wish: Wish, fresh: readonly Mac[]): Wish {
  return wish.do === 'create' ? { ...wish, mac: fresh[Number(wish.dev.slice(1))]! } : wish
}

/**
 * The order of creation decides only where a creation is refused: passthru suffers nobody beside it, so that with a
 * passthru child among others, who came first stays (and those who would share with him do not).
 */
law(
  '[RX8, MC4] the order of creation changes nothing but the order of copies',
  fc.record({ setting: setting(), frames: frames({ forged: true }) }),
  (one) => [history(one), reversed(history(one))],
  ([before, after]) => sameUpToOrder(before!, after!),
)
law(
  '[RX7] where passthru is among them, the first that was created decides who is there',
  fc.record({
    modes: fc.array(mode(), { minLength: 2, maxLength: 3 }),
    order: fc.boolean(),
  }),
  ({ modes, order }) => {
    const made = modes.map((one, slot) => creation(`m${slot}`, one))
    return [order ? made : made.toReversed()]
  },
  ([play]) => {
    const [first] = play!.steps
    const alone = first?.do === 'create' && first.mode === 'passthru'
    return play!.steps.flatMap((step, at) => {
      if (step.do !== 'create' || at === 0) return []
      const refused = alone || step.mode === 'passthru'
      const reply = play!.outcomes[at]!.reply
      return refused === (reply === 'EINVAL') && refused === (reply !== 'ok') ? [] : [`${step.dev}: ${reply}`]
    })
  },
)

/** Only the creations: what is listed and joined comes after them. */
function reversed(wishes: readonly Wish[]): readonly Wish[] {
  const made = wishes.filter(({ do: what }) => what === 'create').toReversed()
  return wishes.map((wish) => (wish.do === 'create' ? made.shift()! : wish))
}

const OLD = [...deviceNames(2), 'eth0', 'out', 'p0', 'p2']
const NEWCOMERS = MACVLAN_MODES.filter((one) => one !== 'passthru')

law(
  '[RX8, MC4, SRC1] one more macvlan to which nobody writes changes nothing for the others, on this parent or another',
  fc.record({
    setting: setting({ most: 2 }),
    frames: frames({ children: 2, forged: true }),
    newcomer: fc.constantFrom(...NEWCOMERS),
    lower: fc.constantFrom('eth0', 'eth1'),
  }),
  ({ newcomer, lower, ...one }) => {
    const made = { ...creation('m5', newcomer), lower } as Wish
    return [history(one), [...setUp(one.setting), made, ...one.frames]]
  },
  ([without, with_]) => sameUpToOrder(without!, with_!, OLD),
)
law(
  '[SRC3] unless it is in source mode with nodst: then the others lose exactly what it lists',
  fc.record({
    setting: setting({ most: 2 }).map((one) => ({
      ...one,
      children: one.children.map((child) => ({ ...child, nodst: false })),
    })),
    frames: fc.array(frame({ children: 2 }), { minLength: 1, maxLength: 1 }),
    listed: fc.constantFrom('m0', 'm1', 'eth0', 'out'),
  }),
  ({ listed, ...one }) => {
    const list: Wish = {
      do: 'macvlan',
      dev: 'm5',
      options: { sources: { how: 'set', addresses: [{ of: listed }] } },
    }
    return [history(one), [...setUp(one.setting), creation('m5', 'source', true, true), list, ...one.frames]]
  },
  ([without, with_], { listed, setting: given, frames: [sent] }) => {
    const lost = sameUpToOrder(without!, with_!, [...deviceNames(2), 'eth0']).length > 0
    // What the parent still sees, a packet socket there sees: it is its own stack that no longer hears it.
    const cameIn = without!.deliveries.some(({ dev }) => dev === 'eth0')
    const mattered = without!.deliveries.some(
      ({ dev, heard }) =>
        (dev === 'eth0' && heard) ||
        // Those who list the sender as well have had their copy already (SRC1).
        (dev.startsWith('m') && !isLocalCopy(without!, dev) && !lists(given, dev, listed)),
    )
    const expected = sent!.dev === listed && cameIn && mattered
    return lost === expected ? [] : [`lost: ${lost}, expected ${expected}`]
  },
)

const lists = ({ children }: Setting, dev: string, listed: string) =>
  children[Number(dev.slice(1))]?.lists.includes(listed) === true

/** A copy that a bridge-mode sibling handed over itself, past the parent's receive path. */
function isLocalCopy({ deliveries, steps, bench }: Play, dev: string): boolean {
  const sent = steps.at(-1)
  if (sent?.do !== 'send') return false
  const isGroupFrame = deliveries.some(
    (one) => one.dev === dev && (one.type === 'broadcast' || one.type === 'multicast'),
  )
  const sender = bench.find(sent.dev)
  const bridged = (device: typeof sender) =>
    device?.driver.kind === 'macvlan' && device.driver.mode === 'bridge'
  return isGroupFrame && dev !== sent.dev && bridged(sender) && bridged(bench.find(dev))
}

/**
 * A macvlan that is down might as well not be there, with two exceptions: a passthru device that is down still keeps
 * unicast from its parent (RX10), and a source list with nodst works without its device (SRC3).
 */
law(
  '[RX8, RX10, MC4] down is as good as absent, in all modes but passthru and source with nodst',
  fc.record({
    setting: setting({ most: 2 }),
    frames: frames({ children: 2, forged: true }),
    mode: fc.constantFrom(...NEWCOMERS),
  }),
  ({ mode: of, ...one }) => [history(one), [...setUp(one.setting), creation('m5', of, false), ...one.frames]],
  ([absent, down]) => sameUpToOrder(absent!, down!),
)
law(
  '[RX7, RX10] a passthru device that is down keeps from its parent all unicast, and no group frame',
  frames({ children: 1, from: ['out', 'eth0'] }),
  (sent) => [sent, [creation('m0', 'passthru', false), ...sent]],
  ([absent, down]) => {
    const unicast = (play: Play) =>
      play.deliveries.filter(({ dev, heard, type }) => dev === 'eth0' && heard && type === 'host').length
    const groups = (play: Play) =>
      play.deliveries.filter(({ dev, heard, type }) => dev === 'eth0' && heard && type !== 'host').length
    return [
      ...(unicast(down!) === 0 ? [] : ['the parent heard unicast']),
      ...(groups(down!) === groups(absent!) ? [] : ['the parent lost a group frame']),
    ]
  },
)
law(
  '[SRC2, SRC3] a source list with nodst works while its device is down: nobody behind it hears whom it lists',
  fc.record({ setting: setting({ most: 2, up: true }), frames: frames({ children: 2, from: ['out'] }) }),
  (one) => {
    const list: Wish = {
      do: 'macvlan',
      dev: 'm5',
      options: { sources: { how: 'set', addresses: [{ of: 'out' }] } },
    }
    return [[...setUp(one.setting), creation('m5', 'source', false, true), list, ...one.frames]]
  },
  ([play], { setting: given }) => {
    // Those who list it as well have had their copy already (SRC1).
    const listing = deviceNames(2).filter((_, slot) => given.children[slot]?.lists.includes('out'))
    return play!.deliveries
      .filter(
        ({ dev, heard }) =>
          heard && dev !== 'out' && !listing.includes(dev) && (dev === 'eth0' || dev.startsWith('m')),
      )
      .map(({ dev }) => `${dev} heard it`)
  },
)
