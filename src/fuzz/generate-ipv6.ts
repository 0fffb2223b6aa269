import fc from 'fast-check'
import { EtherType } from '../frame/frame.ts'
import { ALL_NODES, formatIpv6, groupMac6, parseIpv6, solicitedNode } from '../frame/ipv6-address.ts'
import {
  create,
  event,
  fewMacvlans,
  historyOf,
  maybe,
  oneOf,
  parent,
  pick,
  toObject,
  unicast,
  type Weighted,
} from './generate.ts'
import type { Ip6Payload, NdPayload } from './payload.ts'
import type { Address, Wish } from './wish.ts'

/** Few, so that they meet: those that devices are given… */
const OWN = ['2001:db8::11', '2001:db8::12', '2001:db8::13', 'fe80::11']
/** …those that macvlans, parents and the station make of their MACs… */
const OF_MACS = ['a0', 'a1', 'a2', 'a3', 'a', 'c', 'e'].map((last) => `fe80::ff:fe00:${last}`)
/** …and those of stations that are nobody. */
const STATIONS = ['2001:db8::e', '2001:db8::f', 'fe80::e']
const target = pick([3, oneOf(OWN)], [4, oneOf(OF_MACS)], [1, oneOf(STATIONS)])

const host = pick([6, fewMacvlans], [3, parent], [2, fc.constant('out')], [1, oneOf(['br0', 'p0', 'br1'])])
const turn = fc
  .tuple(host, oneOf([true, true, true, false]))
  .map(([dev, on]): Wish => ({ do: 'ipv6', dev, on }))
const changeAddress = toObject<Extract<Wish, { do: 'address6' }>>({
  do: fc.constant('address6'),
  dev: host,
  how: oneOf(['add', 'add', 'add', 'del'] as const),
  address: pick([5, oneOf(OWN)], [1, oneOf(OF_MACS)]),
  prefix: oneOf([64, 64, 128]),
})

type Sent = Extract<Wish, { do: 'send' }>
const speaker = pick([3, fewMacvlans], [2, parent], [4, fc.constant('out')])
const sendIpv6 = (payload: fc.Arbitrary<readonly [NdPayload | Ip6Payload, dst: Address]>, length: number) =>
  fc.tuple(speaker, payload, unicast, fc.boolean()).map(
    ([dev, [content, dst], src, own]): Wish =>
      ({
        do: 'send',
        dev,
        dst,
        src: own ? { of: dev } : src,
        etherType: EtherType.IPv6,
        length,
        payload: content,
      }) satisfies Sent,
  )

const toGroup = (group: bigint): readonly [string, Address] => [formatIpv6(group), groupMac6(group)]
const toAllNodes = fc.constant(toGroup(ALL_NODES))
const toOne = (address: string) => unicast.map((dst): readonly [string, Address] => [address, dst])
/** Longer than any of its kind: what follows the packet is padding. */
const ND_LENGTH = 90

const question = target.chain((wanted) =>
  fc
    .tuple(
      pick([4, fc.constant(toGroup(solicitedNode(parseIpv6(wanted)!)))], [2, toOne(wanted)], [1, toAllNodes]),
      pick([5, oneOf(STATIONS)], [1, fc.constant('::')]),
      oneOf([true, true, false]),
      maybe(oneOf(['checksum', 'hops'] as const), 10),
    )
    .map(([[destination, dst], source, tellsMac, fault]) => {
      const flags = { solicited: false, override: false }
      const kind = { kind: 'nd', message: 'solicitation' } as const
      return [
        { ...kind, source, destination, target: wanted, tellsMac, ...flags, ...(fault && { fault }) },
        dst,
      ] as const
    }),
)
const answer = fc
  .tuple(
    pick([3, oneOf(STATIONS)], [1, target]),
    pick([2, target.chain(toOne)], [1, toAllNodes]),
    oneOf([true, true, false]),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([wanted, [destination, dst], tellsMac, solicited, override]) => {
    const kind = { kind: 'nd', message: 'advertisement' } as const
    return [
      { ...kind, source: wanted, destination, target: wanted, tellsMac, solicited, override },
      dst,
    ] as const
  })
const echo = fc
  .tuple(
    pick([3, oneOf(STATIONS)], [2, target]),
    pick([4, target.chain(toOne)], [1, toAllNodes]),
    oneOf(['request', 'reply'] as const),
  )
  .map(
    ([source, [destination, dst], message]) =>
      [{ kind: 'ip6', message, source, destination } as const, dst] as const,
  )

const EVENTS: Weighted<Wish> = [
  [14, event],
  [5, turn],
  [4, changeAddress],
  [6, sendIpv6(question, ND_LENGTH)],
  [2, sendIpv6(answer, ND_LENGTH)],
  [4, sendIpv6(echo, 100)],
  [2, fc.tuple(host, fc.boolean()).map(([dev, up]): Wish => ({ do: 'change', dev, changes: { up } }))],
]

/** Room for one frame: another processor may have taken it out before the answer to it comes, or not. */
const TIGHT = 1

function withoutTightQueue(wish: Wish): Wish {
  if (wish.do !== 'create' && wish.do !== 'macvlan') return wish
  const { options } = wish
  return options.bcQueueLen === TIGHT ? { ...wish, options: { ...options, bcQueueLen: 0 } } : wish
}

/** A world in which devices have IPv6, and speak by themselves. */
export const ipv6History: fc.Arbitrary<readonly Wish[]> = historyOf(
  pick([3, create], [3, turn], [1, changeAddress]),
  pick(...EVENTS),
).map((wishes) => wishes.map(withoutTightQueue))
