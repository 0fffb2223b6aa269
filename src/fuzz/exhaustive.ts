import type { MacvlanMode } from '../device/macvlan-device.ts'
import { EtherType } from '../frame/frame.ts'
import { BROADCAST, type Mac } from '../frame/mac.ts'
import type { Address, Wish } from './wish.ts'

const mac = (value: number): Mac => value as Mac
const STRANGER = mac(0x0200_0000_00f1)
const JOINED = mac(0x0100_5e01_0203)
const UNJOINED = mac(0x0100_0ccc_cccc)
const LLDP = mac(0x0180_c200_000e)
const EXPERIMENTAL = 0x88b5

/** What a macvlan may be: each mode; source with a list, and with a list and nodst. */
interface Child {
  readonly mode: MacvlanMode
  readonly nodst?: true
}
const CHILDREN: readonly Child[] = [
  { mode: 'private' },
  { mode: 'vepa' },
  { mode: 'bridge' },
  { mode: 'passthru' },
  { mode: 'source' },
  { mode: 'source', nodst: true },
]

const MOST_CHILDREN = 3

/** How many there are: hairpin and the parent's state double what the children may be. */
export const SMALL_WORLDS = [0, 1, 2, 3].reduce((sum, count) => sum + 4 * CHILDREN.length ** count, 0)

/** Every world of one parent, up to three macvlans of any kind, hairpin off and on, the parent up and down. */
export function* smallWorlds(): Generator<readonly Wish[]> {
  for (let count = 0; count <= MOST_CHILDREN; count++)
    for (const children of sequences(count))
      for (const hairpin of [false, true])
        for (const parentUp of [true, false]) yield smallWorld(children, hairpin, parentUp)
}

function* sequences(length: number): Generator<readonly Child[]> {
  if (length === 0) return yield []
  for (const rest of sequences(length - 1)) for (const child of CHILDREN) yield [...rest, child]
}

function smallWorld(children: readonly Child[], hairpin: boolean, parentUp: boolean): readonly Wish[] {
  const names = children.map((_, slot) => `m${slot}`)
  return [
    { do: 'port', dev: 'p0', changes: { hairpin } },
    ...children.map((child, slot) => create(child, slot)),
    ...names.slice(0, 1).map((dev): Wish => ({ do: 'group', dev, how: 'add', mac: JOINED })),
    ...(parentUp ? [] : [{ do: 'change', dev: 'eth0', changes: { up: false } } as const]),
    ...[...frames(names)],
  ]
}

function create({ mode, nodst }: Child, slot: number): Wish {
  const sources = { how: 'set', addresses: [{ of: 'out' }, { of: 'm0' }] } as const
  return {
    do: 'create',
    dev: `m${slot}`,
    lower: 'eth0',
    mode,
    mac: mac(0x0200_0000_00a0 + slot),
    up: true,
    netns: 'x',
    options: {
      ...(nodst && { flags: { nopromisc: false, nodst } }),
      ...(mode === 'source' && slot > 0 && { sources }),
    },
  }
}

/** Every class of frame from every sender, under its own address, a child's, the parent's and a stranger's. */
function* frames(children: readonly string[]): Generator<Wish> {
  const devices = [...children, 'eth0', 'out']
  const destinations: readonly Address[] = [
    ...devices.map((of) => ({ of })),
    STRANGER,
    BROADCAST,
    JOINED,
    UNJOINED,
    LLDP,
  ]
  for (const dev of devices)
    for (const src of sourcesFor(dev, children)) {
      for (const dst of destinations) yield frame(dev, dst, src, {})
      yield frame(dev, BROADCAST, src, { vlan: 7 })
      yield frame(dev, JOINED, src, { etherType: EtherType.PAUSE })
      yield frame(dev, BROADCAST, src, { length: 14 })
    }
}

function sourcesFor(dev: string, children: readonly string[]): readonly Address[] {
  const sibling = children.find((name) => name !== dev)
  const owners = new Set([dev, 'eth0', ...(sibling === undefined ? [] : [sibling])])
  return [...[...owners].map((of) => ({ of })), STRANGER]
}

function frame(
  dev: string,
  dst: Address,
  src: Address,
  rest: { readonly vlan?: number; readonly etherType?: number; readonly length?: number },
): Wish {
  return { do: 'send', dev, dst, src, etherType: EXPERIMENTAL, length: 60, ...rest }
}
