import fc from 'fast-check'
import { IPVLAN_FLAGS, IPVLAN_MODES } from '../device/ipvlan-device.ts'
import { EtherType } from '../frame/frame.ts'
import type { Ipv4 } from '../frame/ipv4-address.ts'
import { BROADCAST } from '../frame/mac.ts'
import { IPVLAN_NAMES } from './bench.ts'
import {
  change,
  create,
  createOn,
  event,
  fdbOf,
  fewMacvlans,
  historyOf,
  maybe,
  oneOf,
  optionChange,
  parent,
  pick,
  SWITCHES,
  sendFrom,
  toObject,
  unicast,
  type Weighted,
} from './generate.ts'
import type { Payload } from './payload.ts'
import type { Address, Wish } from './wish.ts'

const ipvlan = pick([3, oneOf(['i0', 'i1'])], [1, oneOf(IPVLAN_NAMES)])
const port = {
  mode: maybe(oneOf(['l2', 'l2', ...IPVLAN_MODES] as const), 1),
  flag: maybe(oneOf(['bridge', ...IPVLAN_FLAGS] as const), 2),
}

const createIpvlanOn = (lower: fc.Arbitrary<string>): fc.Arbitrary<Wish> =>
  toObject<Extract<Wish, { do: 'create ipvlan' }>>({
    do: fc.constant('create ipvlan'),
    dev: ipvlan,
    lower,
    ...port,
    up: maybe(fc.constant(false), 5).map((down) => down ?? true),
    netns: oneOf(['x', 'x', 'y'] as const),
    mtu: maybe(fc.constantFrom(67, 68, 1000, 1400, 1501), 8),
  })
/** Mostly on one parent, as they share a port. */
const createIpvlan = createIpvlanOn(
  pick(
    [12, fc.constant('eth0')],
    [3, parent],
    [1, fewMacvlans],
    [1, ipvlan],
    [1, oneOf(['out', 'p0', ...SWITCHES])],
  ),
)
const changePort = toObject<Extract<Wish, { do: 'ipvlan' }>>({
  do: fc.constant('ipvlan'),
  dev: pick([8, ipvlan], [1, fewMacvlans]),
  mode: maybe(oneOf(IPVLAN_MODES), 2),
  flag: maybe(oneOf(IPVLAN_FLAGS), 2),
})

/** 192.0.2.11 to 192.0.2.13, of the subnet of those that are neighbours at times. */
const OWN = [11, 12, 13].map((host) => 0xc000_0200 + host)
/** 192.0.2.1, 192.0.2.2, 192.0.2.14, 198.51.100.1 */
const OTHERS = [0xc000_0201, 0xc000_0202, 0xc000_020e, 0xc633_6401]
const address = pick<Ipv4>([6, oneOf(OWN)], [2, oneOf(OTHERS)])

/** Ipvlans alone have addresses. */
const changeAddress = toObject<Extract<Wish, { do: 'address' }>>({
  do: fc.constant('address'),
  dev: ipvlan,
  how: oneOf(['add', 'add', 'add', 'del'] as const),
  address: oneOf(OWN),
  prefix: oneOf([24, 24, 32]),
})

const arp = toObject<Extract<Payload, { kind: 'arp' }>>({
  kind: fc.constant('arp'),
  operation: oneOf(['request', 'request', 'reply'] as const),
  // Nobody else speaks for those that are told by hand who they are.
  sender: oneOf([...OWN, OTHERS[2]!]),
  target: address,
})
const ip = toObject<Extract<Payload, { kind: 'ip' }>>({
  kind: fc.constant('ip'),
  source: address,
  destination: address,
  fault: maybe(oneOf(['checksum', 'length'] as const), 4),
})

type Sent = Extract<Wish, { do: 'send' }>
const sendPayload = (
  devices: fc.Arbitrary<string>,
  payloads: fc.Arbitrary<Payload>,
  etherType: number,
  destination: fc.Arbitrary<Address>,
  length: fc.Arbitrary<number>,
): fc.Arbitrary<Wish> =>
  devices.chain((dev) =>
    toObject<Sent>({
      do: fc.constant('send'),
      dev: fc.constant(dev),
      dst: destination,
      src: pick<Address>([5, fc.constant({ of: dev })], [1, unicast]),
      etherType: fc.constant(etherType),
      length,
      payload: payloads,
    }),
  )

const speaker = pick([5, ipvlan], [2, parent], [3, fc.constant('out')], [1, fewMacvlans])
const toOne = pick<Address>(
  [4, ipvlan.map((of) => ({ of }))],
  [2, parent.map((of) => ({ of }))],
  [2, unicast],
)
const sendArp = sendPayload(
  speaker,
  arp,
  EtherType.ARP,
  pick<Address>([3, fc.constant(BROADCAST)], [1, toOne]),
  oneOf([42, 60]),
)
const sendIp = sendPayload(
  speaker,
  ip,
  EtherType.IPv4,
  pick<Address>([8, toOne], [1, fc.constant(BROADCAST)]),
  pick([4, fc.constant(60)], [1, fc.constant(34)], [2, fc.constantFrom(1000, 1018, 1414, 1415, 1514, 1515)]),
)

const changeIpvlanLink = fc
  .tuple(ipvlan, change)
  .map(([dev, changes]): Wish => ({ do: 'change', dev, changes }))
const group = fc
  .tuple(ipvlan, oneOf(['add', 'add', 'del'] as const), oneOf([0x0100_5e01_0203, 0x3333_0000_0001]))
  .map(([dev, how, mac]): Wish => ({ do: 'group', dev, how, mac: mac as Extract<Address, number> }))
const fdb = fdbOf(fc.constant(undefined)).chain((wish) =>
  ipvlan.map((dev): Wish => ({ ...wish, dev }) as Wish),
)
const foreignRequest = fc
  .tuple(ipvlan, optionChange)
  .map(([dev, options]): Wish => ({ do: 'macvlan', dev, options }))

/**
 * Nothing that seems to be IPv6, nor ARP or IP that ends within its header: in l3 mode the first is refused with an errno of
 * its own, and of the others the kernel reads what the memory behind them holds.
 */
const sendOther = sendFrom(ipvlan).map((wish) => ({ ...(wish as Sent), etherType: 0x88b5 }))

const EVENTS: Weighted<Wish> = [
  [14, event],
  [7, sendArp],
  [8, sendIp],
  [6, sendOther],
  [4, changeAddress],
  [3, changeIpvlanLink],
  [2, changePort],
  [2, createIpvlan],
  [1, createOn(ipvlan, fc.constant(undefined))],
  [1, group],
  [1, fdb],
  [1, ipvlan.map((dev): Wish => ({ do: 'delete', dev }))],
  [1, pick([1, foreignRequest])],
]

/** Its first device is an ipvlan: where there is a macvlan, none could be. */
export const ipvlanHistory: fc.Arbitrary<readonly Wish[]> = fc
  .tuple(
    createIpvlanOn(fc.constant('eth0')),
    historyOf(pick([4, createIpvlan], [6, changeAddress], [2, create]), pick(...EVENTS)),
  )
  .map(([first, rest]) => [first, ...rest])
