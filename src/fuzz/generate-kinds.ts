import fc from 'fast-check'
import { compareVersions, DEFAULT_VERSION } from '../device/kernel-version.ts'
import { VLAN_NAMES } from './bench.ts'
import {
  anyLower,
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
  PORTS,
  parent,
  pick,
  SWITCHES,
  sendFrom,
  toObject,
  type Weighted,
} from './generate.ts'
import { ipv6History } from './generate-ipv6.ts'
import { ipvlanHistory } from './generate-ipvlans.ts'
import { tapHistory } from './generate-taps.ts'
import type { KernelTraits } from './kernel-traits.ts'
import type { Wish } from './wish.ts'

const macvtap = fc.constant('macvtap' as const)
const createTap = createOn(anyLower, macvtap)
/** Mostly of one that is none: each kind refuses the other's requests. */
const changeTap = fc
  .tuple(fewMacvlans, optionChange)
  .map(([dev, options]): Wish => ({ do: 'macvlan', kind: 'macvtap', dev, options }))

/** Few numbers, so that the same one is a device's, a port's and a frame's; and some that are no VLAN's. */
const vlanId = pick([8, oneOf([1, 7, 10])], [1, oneOf([0, 4095])])
const vlanDevice = oneOf(VLAN_NAMES)
const createVlan = toObject<Extract<Wish, { do: 'create vlan' }>>({
  do: fc.constant('create vlan'),
  dev: vlanDevice,
  lower: pick([8, parent], [4, fewMacvlans], [2, oneOf(['out', 'p0', ...SWITCHES])], [1, vlanDevice]),
  id: vlanId,
  up: maybe(fc.constant(false), 5).map((down) => down ?? true),
})
const createOnVlan = createOn(vlanDevice, maybe(macvtap, 8))
const changeVlanDevice = fc
  .tuple(vlanDevice, change)
  .map(([dev, { netns: _stays, ...changes }]): Wish => ({ do: 'change', dev, changes }))

/** Hardly any frame bears a priority, or a VLAN that nobody has. */
const tag = pick<number | undefined>(
  [4, fc.constant(undefined)],
  [6, oneOf([1, 7, 10])],
  [1, oneOf([0x6007, 0, 0xefff])],
)
const sendTagged = sendFrom(pick([4, parent], [2, fc.constant('out')], [3, fewMacvlans]), tag)
const sendFromVlan = sendFrom(vlanDevice, maybe(oneOf([7, 10]), 8))

const filtering = fc
  .tuple(pick([4, fc.constant('br0')], [1, fc.constant('br1')]), maybe(fc.constant(false), 4))
  .map(([dev, on = true]): Wish => ({ do: 'filtering', dev, on }))
const membership = fc
  .tuple(pick([8, oneOf(PORTS)], [2, oneOf(SWITCHES)], [1, fewMacvlans]), fc.boolean())
  .chain(([dev, usual]) =>
    toObject<Extract<Wish, { do: 'vlan' }>>({
      do: fc.constant('vlan'),
      dev: fc.constant(dev),
      how: oneOf(['add', 'add', 'add', 'del'] as const),
      of: fc.constant(usual !== SWITCHES.includes(dev) ? 'master' : 'self'),
      vlan: vlanId,
      pvid: fc.boolean(),
      untagged: fc.boolean(),
    }),
  )
const deleteVlan = vlanDevice.map((dev): Wish => ({ do: 'delete', dev }))

const VLAN_EVENTS: Weighted<Wish> = [
  [8, sendTagged],
  [5, sendFromVlan],
  [3, membership],
  [1, filtering],
  [2, fdbOf(vlanId)],
  [2, changeVlanDevice],
  [1, createVlan],
  [1, createOnVlan],
  [1, deleteVlan],
]

/** Worlds of all the kinds that such a kernel has; most of them are of macvlans. */
export function historiesOn(traits: KernelTraits): fc.Arbitrary<readonly Wish[]> {
  const others: Weighted<readonly Wish[]> = [
    ...(traits.taps ? [[1, tapHistory] as const] : []),
    ...(hasIpv6Worlds(traits) ? [[1, ipv6History] as const] : []),
    ...(hasIpvlanWorlds(traits) ? [[4, ipvlanHistory] as const] : []),
  ]
  return others.length === 0 ? macvlanHistory(traits) : pick([18, macvlanHistory(traits)], ...others)
}

/** Before 6.8 an ipvlan hears late that its lower device has gone down, which the model does not know. */
const FIRST_WITH_IPVLANS = '6.12'

/** Older ones report their groups at other moments. */
const FIRST_WITH_IPV6 = '6.12'

function hasIpv6Worlds({ ipv6 = false, version = DEFAULT_VERSION }: KernelTraits): boolean {
  return ipv6 && compareVersions(version, FIRST_WITH_IPV6) >= 0
}

function hasIpvlanWorlds({ ipvlans = false, version = DEFAULT_VERSION }: KernelTraits): boolean {
  return ipvlans && compareVersions(version, FIRST_WITH_IPVLANS) >= 0
}

function macvlanHistory({ vlans = false }: KernelTraits): fc.Arbitrary<readonly Wish[]> {
  const creations: Weighted<Wish> = [
    [12, create],
    [1, createTap],
    ...(vlans
      ? ([
          [4, createVlan],
          [3, createOnVlan],
          [2, filtering],
        ] as const)
      : []),
  ]
  const events: Weighted<Wish> = [
    [vlans ? 24 : 36, event],
    [1, pick([2, createTap], [1, changeTap])],
    ...(vlans ? VLAN_EVENTS : []),
  ]
  return historyOf(pick(...creations), pick(...events))
}
