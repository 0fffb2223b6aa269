import fc from 'fast-check'
import type { MacvlanMode } from '../device/macvlan-device.ts'
import { BROADCAST, type Mac } from '../frame/mac.ts'
import type { Address, Wish } from '../fuzz/wish.ts'

/** Macvlans on one parent, `m0`, `m1`, … in the order in which they are created, behind a switch port. */
export interface Setting {
  /** The parent's switch port reflects. */
  readonly hairpin: boolean
  readonly children: readonly Child[]
}

export interface Child {
  readonly mode: MacvlanMode
  readonly up: boolean
  /** Has joined {@link GROUP}. */
  readonly joined: boolean
  /** A source-mode child's list: devices, whose addresses are meant. Empty in other modes. */
  readonly lists: readonly string[]
  readonly nodst: boolean
}

/** A multicast address that a child may have joined, `01:00:5e:01:02:03`. */
export const GROUP = 0x0100_5e01_0203 as Mac
/** An address that no device has, `02:00:00:00:00:f1`. */
export const NOBODY = 0x0200_0000_00f1 as Mac
/** 0x88b5, "local experimental": no protocol takes it, so that what is seen is forwarding alone. */
export const EXPERIMENTAL = 0x88b5
const SHORTEST = 60

export interface SettingConstraints {
  /** Modes that children may be in; without it, all but passthru, which suffers nobody beside it. */
  readonly modes?: readonly MacvlanMode[]
  /** How many children there are: 1 to 3, if nothing is said. */
  readonly fewest?: number
  readonly most?: number
  readonly hairpin?: boolean
  /** All children are up. */
  readonly up?: true
}

const SHARED: readonly MacvlanMode[] = ['bridge', 'vepa', 'private', 'source']

/** A setting. Shrinks to fewer children, all of them of the first mode and up, and to no reflection. */
export function setting(constraints: SettingConstraints = {}): fc.Arbitrary<Setting> {
  const { modes = SHARED, fewest = 1, most = 3, hairpin, up } = constraints
  const listed = fc.subarray(['out', 'eth0', ...deviceNames(most)])
  const child = fc
    .record({
      mode: fc.constantFrom(...modes),
      up: up ? fc.constant(true) : fc.integer({ min: 0, max: 4 }).map((of) => of < 4),
      joined: fc.boolean(),
      lists: listed,
      nodst: fc.integer({ min: 0, max: 3 }).map((of) => of === 3),
    })
    .map((one): Child => (one.mode === 'source' ? one : { ...one, lists: [], nodst: false }))
  return fc.record({
    hairpin: hairpin === undefined ? fc.boolean() : fc.constant(hairpin),
    children: fc.array(child, { minLength: fewest, maxLength: most }),
  })
}

/** `m0`, `m1`, … */
export function deviceNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, slot) => `m${slot}`)
}

/** The address that a child begins with: `02:00:00:00:00:a0` for `m0`. */
export function firstAddress(dev: string): Mac {
  return (0x0200_0000_00a0 + Number(dev.slice(1))) as Mac
}

/** The requests that make a setting, in order. What is listed is listed at the end, when all have their addresses. */
export function setUp({ hairpin, children }: Setting): readonly Wish[] {
  const named = children.map((child, slot) => ({ ...child, dev: `m${slot}` }))
  return [
    ...(hairpin ? [{ do: 'port', dev: 'p0', changes: { hairpin } } as const] : []),
    ...named.map(({ dev, mode, up, nodst }) => creation(dev, mode, up, nodst)),
    ...named.filter(({ joined }) => joined).map(({ dev }) => join(dev)),
    ...named.filter(({ lists }) => lists.length > 0).map(({ dev, lists }) => list(dev, lists)),
  ]
}

export function creation(dev: string, mode: MacvlanMode, up = true, nodst = false): Wish {
  const flags = nodst ? { nopromisc: false, nodst } : undefined
  const mac = firstAddress(dev)
  return { do: 'create', dev, lower: 'eth0', mode, mac, up, netns: 'x', options: { flags } }
}

function join(dev: string): Wish {
  return { do: 'group', dev, how: 'add', mac: GROUP }
}

function list(dev: string, devices: readonly string[]): Wish {
  return {
    do: 'macvlan',
    dev,
    options: { sources: { how: 'set', addresses: devices.map((of) => ({ of })) } },
  }
}

/** A frame of 60 bytes, under its sender's own address if no other is given. */
export function sending(dev: string, dst: Address, src: Address = { of: dev }): SendWish {
  return { do: 'send', dev, dst, src, etherType: EXPERIMENTAL, length: SHORTEST }
}

export type SendWish = Extract<Wish, { do: 'send' }>

/** Where a frame of a setting may go: to a child, the parent, the station outside, nobody, everybody, a group. */
export function destinations(children: number): readonly Address[] {
  return [...[...deviceNames(children), 'eth0', 'out'].map((of) => ({ of })), NOBODY, BROADCAST, GROUP]
}
