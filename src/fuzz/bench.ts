import type { Mac } from '../frame/mac.ts'

/**
 * The bench that every fuzzed world stands on. One namespace holds two switches. At the other ends of the cables
 * from `br0` are two parents (`eth0`, `eth1`) and a plain station (`out`); `br1` has the parent `eth2`, and is alone
 * until `out` is plugged into it. A second, empty namespace is there to be moved to. Indexes and addresses are given,
 * so that both sides have the same.
 */
export const NAMESPACES = ['x', 'y'] as const
export type NamespaceName = (typeof NAMESPACES)[number]

export const BRIDGES = [
  { name: 'br0', index: 5 },
  { name: 'br1', index: 6 },
] as const
type BridgeName = (typeof BRIDGES)[number]['name']

export interface Cable {
  readonly near: FixedLink
  readonly port: FixedLink
  readonly bridge: BridgeName
}

export interface FixedLink {
  readonly name: string
  readonly index: number
  readonly mac: Mac
}

const link = (name: string, index: number): FixedLink => ({
  name,
  index,
  mac: (0x0200_0000_0000 + index) as Mac,
})

export const CABLES: readonly Cable[] = [
  { near: link('eth0', 10), port: link('p0', 11), bridge: 'br0' },
  { near: link('eth1', 12), port: link('p1', 13), bridge: 'br0' },
  { near: link('out', 14), port: link('p2', 15), bridge: 'br0' },
  { near: link('eth2', 16), port: link('p3', 17), bridge: 'br1' },
]

export const MTU = 1500
/** Too small for IPv6. */
export const SMALL_MTU = 1000

/** Every device that is there from the beginning, lower devices before those that stand on them. */
export const FIXED: readonly string[] = [
  ...CABLES.flatMap(({ near, port }) => [near.name, port.name]),
  ...BRIDGES.map(({ name }) => name),
]

const MACVLANS = 6
const FIRST_MACVLAN_INDEX = 20
export const MACVLAN_NAMES: readonly string[] = Array.from({ length: MACVLANS }, (_, slot) => `m${slot}`)

/** VLAN devices, on a kernel that has them. */
export const VLAN_NAMES = ['v0', 'v1'] as const
const FIRST_VLAN_INDEX = 30

/** Taps, where they may be made. */
export const TAP_NAMES = ['t0', 't1'] as const
const FIRST_TAP_INDEX = 18

/** ipvlans, on a kernel that has them. */
export const IPVLAN_NAMES = ['i0', 'i1', 'i2'] as const
const FIRST_IPVLAN_INDEX = 26

/** Everything that a world may have, lower devices mostly before those that stand on them. */
export const NAMES: readonly string[] = [
  ...FIXED,
  ...TAP_NAMES,
  ...MACVLAN_NAMES,
  ...VLAN_NAMES,
  ...IPVLAN_NAMES,
]

export const INDEX_OF: ReadonlyMap<string, number> = new Map([
  ...CABLES.flatMap(({ near, port }) => [near, port]).map(({ name, index }) => [name, index] as const),
  ...BRIDGES.map(({ name, index }) => [name, index] as const),
  ...MACVLAN_NAMES.map((name, slot) => [name, FIRST_MACVLAN_INDEX + slot] as const),
  ...VLAN_NAMES.map((name, slot) => [name, FIRST_VLAN_INDEX + slot] as const),
  ...TAP_NAMES.map((name, slot) => [name, FIRST_TAP_INDEX + slot] as const),
  ...IPVLAN_NAMES.map((name, slot) => [name, FIRST_IPVLAN_INDEX + slot] as const),
])
export const NAME_OF: ReadonlyMap<number, string> = new Map(
  [...INDEX_OF].map(([name, index]) => [index, name]),
)
