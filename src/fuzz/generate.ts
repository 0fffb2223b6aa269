import fc from 'fast-check'
import { MACVLAN_MODES } from '../device/macvlan-device.ts'
import { BROADCAST, type Mac } from '../frame/mac.ts'
import { MACVLAN_NAMES } from './bench.ts'
import type { MacvlanKind } from './step.ts'
import type { Address, Wish, WishedChanges, WishedOptions, WishedSources } from './wish.ts'

const mac = (value: number): Mac => value as Mac
/** No device begins with these. */
const STRANGERS = [0x0200_0000_00f1, 0x0200_0000_00f2].map(mac)
const INVALID = [0, 0x0100_5e00_0005, BROADCAST].map(mac)
const GROUPS = [0x0100_5e01_0203, 0x3333_0000_0001, 0x0100_5e00_0001, 0x0100_0ccc_cccc].map(mac)
const LINK_LOCAL = Array.from({ length: 16 }, (_, last) => mac(0x0180_c200_0000 + last))

export type Weighted<T> = readonly (readonly [number, fc.Arbitrary<T>])[]
export const pick = <T>(...choices: Weighted<T>): fc.Arbitrary<T> =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })))
export const oneOf = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values)
/** Given once in so many times. */
export const maybe = <T>(arbitrary: fc.Arbitrary<T>, times: number): fc.Arbitrary<T | undefined> =>
  pick<T | undefined>([times - 1, fc.constant(undefined)], [1, arbitrary])
export const toObject = <T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(fields) as unknown as fc.Arbitrary<T>

export const PORTS = ['p0', 'p1', 'p2', 'p3']
export const SWITCHES = ['br0', 'br1']
const macvlan = oneOf(MACVLAN_NAMES)
/** Few names make many meetings. */
export const fewMacvlans = pick([3, oneOf(['m0', 'm1'])], [3, oneOf(['m0', 'm1', 'm2', 'm3'])], [1, macvlan])
export const parent = pick([6, fc.constant('eth0')], [2, fc.constant('eth1')], [1, fc.constant('eth2')])
const anyDevice = pick(
  [5, fewMacvlans],
  [3, parent],
  [1, fc.constant('out')],
  [1, oneOf([...PORTS, ...SWITCHES])],
)

const named = (devices: fc.Arbitrary<string>): fc.Arbitrary<Address> => devices.map((of) => ({ of }))
export const unicast: fc.Arbitrary<Address> = pick<Address>(
  [6, named(fewMacvlans)],
  [3, named(parent)],
  [1, named(oneOf(['out', 'br0', 'p0', 'eth1', 'eth2']))],
  [1, oneOf(STRANGERS)],
)
const newAddress = pick<Address>([8, unicast], [3, oneOf(STRANGERS)], [1, oneOf(INVALID)])

const destination = pick<Address>(
  [6, unicast],
  [4, fc.constant(BROADCAST)],
  [4, oneOf(GROUPS)],
  [1, oneOf(LINK_LOCAL)],
)
const EXPERIMENTAL = 0x88b5
const etherType = pick(
  [16, fc.constant(EXPERIMENTAL)],
  [1, fc.constant(0x8808)],
  [1, fc.constant(0x86dd)],
  [1, fc.constant(0x0026)],
)
const length = pick(
  [10, fc.constant(60)],
  [2, fc.integer({ min: 14, max: 59 })],
  [1, fc.constant(13)],
  [2, fc.constantFrom(1000, 1018, 1019, 1300, 1314, 1318, 1319, 1514, 1515, 1518, 1519, 2000)],
)
const vlan: fc.Arbitrary<number | undefined> = maybe(fc.constantFrom(7, 0x6007, 0, 0xefff), 12)
/** Most frames bear their sender's own address; the others a sibling's, a stranger's, or a group's. */
const sender = (dev: string): fc.Arbitrary<Address> =>
  pick<Address>([5, fc.constant({ of: dev })], [2, unicast], [1, oneOf(STRANGERS)], [1, oneOf(INVALID)])

export const sendFrom = (devices: fc.Arbitrary<string>, tag = vlan): fc.Arbitrary<Wish> =>
  devices.chain((dev) =>
    toObject<Extract<Wish, { do: 'send' }>>({
      do: fc.constant('send'),
      dev: fc.constant(dev),
      dst: destination,
      src: sender(dev),
      etherType,
      vlan: tag,
      length,
    }),
  )

const flags = toObject<{ nopromisc: boolean; nodst: boolean }>({
  nopromisc: fc.boolean(),
  nodst: fc.boolean(),
})
const sources: fc.Arbitrary<WishedSources> = pick<WishedSources>(
  [
    4,
    toObject<Extract<WishedSources, { how: 'add' | 'del' }>>({
      how: fc.constantFrom('add', 'add', 'del'),
      address: newAddress,
    }),
  ],
  [
    2,
    toObject<Extract<WishedSources, { how: 'set' }>>({
      how: fc.constant('set'),
      addresses: fc.array(newAddress, { maxLength: 3 }),
    }),
  ],
  [1, fc.constant({ how: 'flush' })],
)
const bcQueueLen = fc.constantFrom(0, 1, 500, 1000, 2000)
const bcCutoff = fc.constantFrom(-1, 0, 1, 2, 5)

const mode = oneOf([
  'bridge',
  'bridge',
  'bridge',
  'vepa',
  'vepa',
  'private',
  'private',
  'source',
  'passthru',
] as const)
/** The creation of a macvlan, or of what is like it. */
export const createOn = (
  lower: fc.Arbitrary<string>,
  kind: fc.Arbitrary<MacvlanKind | undefined>,
): fc.Arbitrary<Wish> =>
  fc.tuple(fewMacvlans, mode).chain(([dev, wanted]) =>
    toObject<Extract<Wish, { do: 'create' }>>({
      do: fc.constant('create'),
      kind,
      dev: fc.constant(dev),
      lower,
      mode: fc.constant(wanted),
      mac: pick<Address>([12, fc.constant(mac(0x0200_0000_00a0 + Number(dev.slice(1))))], [1, newAddress]),
      up: fc.boolean().map((up) => up || wanted === 'bridge'),
      netns: oneOf(['x', 'x', 'x', 'x', 'x', 'y'] as const),
      mtu: maybe(fc.constantFrom(67, 68, 1000, 1400, 1500, 1501), 6),
      options: toObject<WishedOptions>({
        flags: maybe(flags, 4),
        sources: wanted === 'source' ? maybe(sources, 1) : maybe(sources, 30),
        bcQueueLen: maybe(bcQueueLen, 8),
        bcCutoff: maybe(bcCutoff, 5),
      }),
    }),
  )

export const anyLower = pick([40, parent], [2, fewMacvlans], [1, oneOf([...SWITCHES, 'p0', 'out', 'out'])])
export const create = createOn(anyLower, fc.constant(undefined))

export const optionChange = toObject<WishedOptions>({
  mode: maybe(oneOf(MACVLAN_MODES), 2),
  flags: maybe(flags, 3),
  sources: maybe(sources, 3),
  bcQueueLen: maybe(bcQueueLen, 6),
  bcCutoff: maybe(bcCutoff, 4),
})

export const change: fc.Arbitrary<WishedChanges> = pick<WishedChanges>(
  [4, fc.boolean().map((up) => ({ up }))],
  [2, fc.boolean().map((promisc) => ({ promisc }))],
  [2, fc.boolean().map((allmulticast) => ({ allmulticast }))],
  [3, newAddress.map((address) => ({ address }))],
  [3, fc.constantFrom(67, 1000, 1300, 1500, 1500, 1504).map((mtu) => ({ mtu }))],
  [1, oneOf(['x', 'y'] as const).map((netns) => ({ netns }))],
  [1, toObject<WishedChanges>({ up: fc.boolean(), promisc: fc.boolean(), address: newAddress })],
)

/**
 * Which switch a device may be plugged into. The other end of the cable from `p2` is `out`: both in one switch would
 * be a loop, and so would a second cable between the switches.
 */
const SWITCHES_FOR: readonly (readonly [string, string])[] = [
  ...['p0', 'p1', 'p3'].flatMap((dev) => SWITCHES.map((to) => [dev, to] as const)),
  ['p2', 'br0'],
  ['out', 'br1'],
  ['out', 'br1'],
]

/** Only macvlans move to another namespace. */
const changeLink: fc.Arbitrary<Wish> = pick<Wish>(
  [6, fc.tuple(fewMacvlans, change).map(([dev, changes]): Wish => ({ do: 'change', dev, changes }))],
  [
    3,
    fc
      .tuple(pick([3, parent], [1, oneOf([...PORTS, 'out', ...SWITCHES])]), change)
      .map(([dev, { netns: _stays, ...changes }]): Wish => ({ do: 'change', dev, changes })),
  ],
  [
    1,
    fc
      .tuple(oneOf(SWITCHES_FOR), fc.boolean())
      .map(([[dev, to], leave]): Wish => ({ do: 'change', dev, changes: { master: leave ? null : to } })),
  ],
)

const PORT_FLAGS = [
  'hairpin',
  'hairpin',
  'hairpin',
  'learning',
  'flood',
  'mcastFlood',
  'bcastFlood',
  'isolated',
] as const
export const portOf = (devices: fc.Arbitrary<string>): fc.Arbitrary<Wish> =>
  fc
    .tuple(devices, oneOf(PORT_FLAGS), fc.boolean())
    .map(([dev, flag, on]): Wish => ({ do: 'port', dev, changes: { [flag]: on } }))

/** Not of `out`: that and a hairpin at the other end of its cable would send frames round for ever. */
const port: fc.Arbitrary<Wish> = pick<Wish>(
  [12, portOf(pick([3, fc.constant('p0')], [2, oneOf(PORTS)]))],
  [1, oneOf(PORTS).map((dev): Wish => ({ do: 'port', dev, changes: { flush: true } }))],
  [
    1,
    fc
      .tuple(oneOf(PORTS), oneOf([0, 0x4000, 0xffff, 0xfff8]))
      .map(([dev, groupFwdMask]): Wish => ({ do: 'port', dev, changes: { groupFwdMask } })),
  ],
)

const fdbDevice = pick(
  [4, oneOf(PORTS)],
  [1, oneOf(SWITCHES)],
  [2, fewMacvlans],
  [1, parent],
  [1, fc.constant('out')],
)
/** Few addresses, so that what is taken away is often there. */
export const fdbOf = (vlan: fc.Arbitrary<number | undefined>): fc.Arbitrary<Wish> =>
  fdbDevice.chain((dev) =>
    toObject<Extract<Wish, { do: 'fdb' }>>({
      do: fc.constant('fdb'),
      dev: fc.constant(dev),
      how: oneOf(['add', 'add', 'replace', 'replace', 'append', 'del', 'del'] as const),
      of: oneOf(['master', 'master', 'self'] as const),
      mac: pick<Address>(
        [4, fc.constant(STRANGERS[0]!)],
        [4, oneOf(['m0', 'm1', 'eth0']).map((of) => ({ of }))],
        [2, fc.constant({ of: dev })],
        [1, unicast],
        [1, oneOf(GROUPS)],
        [1, oneOf(INVALID)],
      ),
      state: oneOf(['permanent', 'permanent', 'noarp', 'reachable'] as const),
      vlan,
    }),
  )
const ageing: fc.Arbitrary<Wish> = fc
  .tuple(oneOf(SWITCHES), oneOf([0, 30_000]))
  .map(([dev, ageingTime]): Wish => ({ do: 'bridge', dev, ageingTime }))

/** 192.0.2.1 and 192.0.2.2 */
const NEIGHBOURS = [0xc000_0201, 0xc000_0201, 0xc000_0202]
const neighbour: fc.Arbitrary<Wish> = toObject<Extract<Wish, { do: 'neighbour' }>>({
  do: fc.constant('neighbour'),
  dev: pick([3, fewMacvlans], [1, parent]),
  how: oneOf(['add', 'add', 'replace', 'replace', 'change', 'del'] as const),
  address: oneOf(NEIGHBOURS),
  mac: unicast,
  state: oneOf(['permanent', 'noarp', 'reachable', 'stale'] as const),
})

const group: fc.Arbitrary<Wish> = toObject<Extract<Wish, { do: 'group' }>>({
  do: fc.constant('group'),
  dev: pick([4, fewMacvlans], [1, anyDevice]),
  how: fc.constantFrom('add', 'add', 'del'),
  mac: pick([6, oneOf(GROUPS)], [1, oneOf(LINK_LOCAL)], [1, oneOf([...STRANGERS, ...INVALID])]),
})

/** Whatever may happen in a world. */
export const event: fc.Arbitrary<Wish> = pick<Wish>(
  [20, sendFrom(anyDevice)],
  [4, changeLink],
  [2, port],
  [2, group],
  [2, fdbOf(fc.constant(undefined))],
  [1, pick([1, ageing], [8, neighbour])],
  [2, create],
  [2, fc.tuple(fewMacvlans, optionChange).map(([dev, options]): Wish => ({ do: 'macvlan', dev, options }))],
  [1, fewMacvlans.map((dev): Wish => ({ do: 'delete', dev }))],
)

/** A world: the switch's hairpin, some devices, then whatever happens. */
export const historyOf = (
  creation: fc.Arbitrary<Wish>,
  happening: fc.Arbitrary<Wish>,
): fc.Arbitrary<readonly Wish[]> =>
  fc
    .tuple(
      fc.array(port, { maxLength: 2 }),
      fc.array(creation, { minLength: 1, maxLength: 6 }),
      fc.array(happening, { minLength: 1, maxLength: 24, size: 'max' }),
    )
    .map((parts) => parts.flat())

/** One of macvlans alone. */
export const history = historyOf(create, event)
