import fc from 'fast-check'
import { MACVLAN_MODES, type MacvlanMode } from '../device/macvlan-device.ts'
import { BROADCAST } from '../frame/mac.ts'
import type { Address, Wish, WishedChanges, WishedOptions } from '../fuzz/wish.ts'
import { firstAddress, GROUP, NOBODY, sending } from '../properties/setting.ts'
import { type Claim, isAbout, type MacvlanRole, modesOf, ROLES, type Role } from './claim.ts'
import { DEVICE, OTHERS } from './roles.ts'

/** How a world comes to be, up to the moment that a claim is about. The simplest are first. */
export function worldsOf(claim: Claim): fc.Arbitrary<readonly Wish[]> {
  const { when } = claim
  const hairpin = when.hairpin === undefined ? fc.boolean() : fc.constant(when.hairpin)
  const others = when.others === 'none' ? fc.constant([]) : fc.array(other, { maxLength: OTHERS.length })
  const positions = fc.tuple(position, position, position, position)
  const plan = fc.record({
    hairpin,
    child: modeOf(modesOf(claim, 'child')),
    sibling: modeOf(modesOf(claim, 'sibling')),
    others,
    positions,
  })
  return fc.tuple(plan, before(claim)).map(([given, history]) => [...setUp(claim, given), ...history])
}

const MODES: readonly MacvlanMode[] = ['bridge', 'vepa', 'private', 'source', 'passthru']
const SHARED_MODES = MODES.filter((mode) => mode !== 'passthru')

/** In an order of its own, so that shrinking ends with the best known. */
function modeOf(allowed: readonly MacvlanMode[]): fc.Arbitrary<MacvlanMode> {
  return fc.constantFrom(...MODES.filter((mode) => allowed.includes(mode)))
}

interface Other {
  readonly mode: MacvlanMode
  readonly down: boolean
}
const other: fc.Arbitrary<Other> = fc.record({ mode: fc.constantFrom(...SHARED_MODES), down: fc.boolean() })
const position = fc.nat({ max: 3 })

interface Plan {
  readonly hairpin: boolean
  readonly child: MacvlanMode
  readonly sibling: MacvlanMode
  readonly others: readonly Other[]
  /** Where each macvlan comes in the order of creation. */
  readonly positions: readonly number[]
}

function setUp(claim: Claim, plan: Plan): readonly Wish[] {
  const { when } = claim
  const creations = [
    ...(isSetUp(claim, 'child') ? [creationOf(claim, 'child', plan.child)] : []),
    ...(isSetUp(claim, 'sibling') ? [creationOf(claim, 'sibling', plan.sibling)] : []),
    // A passthru device is alone on its parent.
    ...(plan.child === 'passthru' ? [] : plan.others.map(otherCreation)),
  ]
  const order = creations.map((wish, index) => ({ wish, at: plan.positions[index]! }))
  return [
    ...(plan.hairpin ? [{ do: 'port', dev: DEVICE.switch, changes: { hairpin: true } } as const] : []),
    ...order.toSorted((a, b) => a.at - b.at).map(({ wish }) => wish),
    ...when.promisc.map((role): Wish => ({ do: 'change', dev: DEVICE[role], changes: { promisc: true } })),
    ...when.joined.map((role): Wish => ({ do: 'group', dev: DEVICE[role], how: 'add', mac: GROUP })),
    ...when.down
      .filter(isFixed)
      .map((role): Wish => ({ do: 'change', dev: DEVICE[role], changes: { up: false } })),
  ]
}

function isFixed(role: Role): boolean {
  return role === 'parent' || role === 'outside'
}

/** There from the beginning, not created by what the claim is about. */
function isSetUp(claim: Claim, role: MacvlanRole): boolean {
  return isAbout(claim, role) && !(claim.event?.do === 'create' && claim.event.dev === role)
}

/** `ip link add`, as the circumstances want it. */
export function creationOf({ when }: Claim, role: MacvlanRole, mode: MacvlanMode, address?: Role): Wish {
  const listed = role === 'child' && mode === 'source' && when.lists.length > 0
  const sources = listed
    ? ({ how: 'set', addresses: when.lists.map((who) => ({ of: DEVICE[who] })) } as const)
    : undefined
  const flags = role === 'child' && when.nodst ? { nopromisc: false, nodst: true } : undefined
  const mac = address === undefined ? firstAddress(DEVICE[role]) : { of: DEVICE[address] }
  return creation(DEVICE[role], mode, !when.down.includes(role), { sources, flags }, mac)
}

function otherCreation({ mode, down }: Other, index: number): Wish {
  return creation(OTHERS[index]!, mode, !down, {}, firstAddress(OTHERS[index]!))
}

function creation(dev: string, mode: MacvlanMode, up: boolean, options: WishedOptions, mac: Address): Wish {
  return { do: 'create', dev, lower: DEVICE.parent, mode, mac, up, netns: 'x', options }
}

const MOST_STEPS = 10

function before(claim: Claim): fc.Arbitrary<readonly Wish[]> {
  switch (claim.when.before) {
    case 'nothing':
      return fc.constant([])
    case 'ordinary':
      return fc.array(ordinary, { maxLength: MOST_STEPS, size: 'max' })
    case 'anything':
      return fc.array(fc.oneof(ordinary, unusual), { maxLength: MOST_STEPS, size: 'max' })
  }
}

const stations = fc.constantFrom(...ROLES.map((role) => DEVICE[role]), ...OTHERS)
const address: fc.Arbitrary<Address> = fc.oneof(
  stations.map((of) => ({ of })),
  fc.constantFrom<Address>(NOBODY, BROADCAST, GROUP),
)

const honest = fc.tuple(stations, address).map(([dev, dst]) => sending(dev, dst, { of: dev }))
const goings: fc.Arbitrary<Wish> = fc
  .tuple(fc.constantFrom(...OTHERS), fc.boolean())
  .map(([dev, up]) => ({ do: 'change', dev, changes: { up } }))
const otherMode: fc.Arbitrary<Wish> = fc
  .tuple(fc.constantFrom(...OTHERS), fc.constantFrom(...SHARED_MODES))
  .map(([dev, mode]) => ({ do: 'macvlan', dev, options: { mode } }))

const ordinary = fc.oneof({ weight: 4, arbitrary: honest }, goings, otherMode)

const forged = fc.tuple(stations, address, stations).map(([dev, dst, of]) => sending(dev, dst, { of }))
const changes = fc.oneof<fc.Arbitrary<WishedChanges>[]>(
  fc.boolean().map((up) => ({ up })),
  fc.boolean().map((promisc) => ({ promisc })),
  fc.boolean().map((allmulticast) => ({ allmulticast })),
  fc.nat({ max: 3 }).map((last) => ({ address: (NOBODY + 1 + last) as typeof NOBODY })),
)
const change: fc.Arbitrary<Wish> = fc
  .tuple(fc.constantFrom(DEVICE.parent, DEVICE.child, DEVICE.sibling, ...OTHERS), changes)
  .map(([dev, what]) => ({ do: 'change', dev, changes: what }))
const mode: fc.Arbitrary<Wish> = fc
  .tuple(fc.constantFrom(DEVICE.child, DEVICE.sibling), fc.constantFrom(...MACVLAN_MODES))
  .map(([dev, wanted]) => ({ do: 'macvlan', dev, options: { mode: wanted } }))
const hairpin: fc.Arbitrary<Wish> = fc
  .boolean()
  .map((on) => ({ do: 'port', dev: DEVICE.switch, changes: { hairpin: on } }))
const group: fc.Arbitrary<Wish> = fc
  .tuple(stations, fc.constantFrom('add' as const, 'del' as const))
  .map(([dev, how]) => ({ do: 'group', dev, how, mac: GROUP }))

const unusual = fc.oneof({ weight: 2, arbitrary: forged }, change, mode, hairpin, group)
