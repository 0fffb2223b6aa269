import fc from 'fast-check'
import type { Mac } from '../frame/mac.ts'
import { TAP_NAMES } from './bench.ts'
import {
  change,
  create,
  createOn,
  event,
  fdbOf,
  historyOf,
  maybe,
  oneOf,
  pick,
  portOf,
  SWITCHES,
  sendFrom,
  type Weighted,
} from './generate.ts'
import type { Address, Wish } from './wish.ts'

const tap = pick([3, fc.constant('t0')], [1, oneOf(TAP_NAMES)])
const macOf = (dev: string): Mac => (0x0200_0000_00b0 + Number(dev.slice(1))) as Mac

const createTap = tap.map((dev): Wish => ({ do: 'create tap', dev, mac: macOf(dev) }))
const use = fc
  .tuple(tap, oneOf(['attach', 'attach', 'read', 'read', 'detach'] as const))
  .map(([dev, how]): Wish => ({ do: 'tap', dev, how }))
/** It stays where the switches are. */
const changeTap = fc
  .tuple(tap, change)
  .map(([dev, { netns: _stays, ...changes }]): Wish => ({ do: 'change', dev, changes }))
const up = tap.map((dev): Wish => ({ do: 'change', dev, changes: { up: true } }))
/** A tap leads nowhere else, so that no loop comes of it. */
const plug = fc
  .tuple(tap, pick<string | null>([3, oneOf(SWITCHES)], [1, fc.constant(null)]))
  .map(([dev, master]): Wish => ({ do: 'change', dev, changes: { master } }))
const createOnTap = createOn(tap, maybe(fc.constant('macvtap' as const), 8))

/** What the guest says comes from its own address, which is not the tap's. */
const GUEST = 0x0200_0000_00d0 as Mac
const written = sendFrom(tap).chain((wish) =>
  pick<Address>([3, fc.constant(GUEST)], [1, fc.constant((wish as Sent).src)]).map(
    (src): Wish => ({ ...(wish as Sent), src, written: true }),
  ),
)
type Sent = Extract<Wish, { do: 'send' }>
const fdb = fdbOf(fc.constant(undefined)).chain((wish) => tap.map((dev): Wish => ({ ...wish, dev }) as Wish))

const EVENTS: Weighted<Wish> = [
  [16, event],
  [6, written],
  [4, sendFrom(tap)],
  [4, use],
  [3, changeTap],
  [2, plug],
  [2, createOnTap],
  [1, createTap],
  [1, up],
  [1, portOf(tap)],
  [1, fdb],
  [1, tap.map((dev): Wish => ({ do: 'delete', dev }))],
]

/** A tap, mostly up and held, and what stands on it or beside it. */
export const tapHistory: fc.Arbitrary<readonly Wish[]> = fc
  .tuple(
    tap,
    oneOf([true, true, true, false]),
    historyOf(pick([4, createOnTap], [3, create], [2, plug], [1, createTap]), pick(...EVENTS)),
  )
  .map(([dev, held, rest]) => [
    { do: 'create tap', dev, mac: macOf(dev) },
    { do: 'change', dev, changes: { up: true } },
    ...(held ? [{ do: 'tap', dev, how: 'attach' } as const] : []),
    ...rest,
  ])
