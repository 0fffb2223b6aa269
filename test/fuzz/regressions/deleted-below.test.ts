import { expect, test } from 'vitest'
import type { Mac } from '../../../src/frame/mac.ts'
import type { Step } from '../../../src/fuzz/step.ts'
import { create, GROUP, type Play, play, STRANGER } from './play.ts'

const group = (dev: string, how: 'add' | 'del') => ({ do: 'group', dev, how, mac: GROUP }) as const
const deleteBelow = (mac: Mac) =>
  ({ do: 'fdb', dev: 'eth0', how: 'del', of: 'self', mac, state: 'permanent' }) as const
const state = (dev: string, up: boolean) => ({ do: 'change', dev, changes: { up } }) as const

const INDEXES = { eth0: 10, m0: 20, m1: 21 }

/** Which devices have an address in their own lists. */
const holders = (played: Play, mac: Mac): readonly string[] =>
  Object.entries(INDEXES)
    .filter(([, index]) => played.fdb().includes(`${mac.toString(16)} ${index} self`))
    .map(([name]) => name)

/** m0 has joined and left, and in between somebody has deleted the group from its parent's list. */
const stuck: readonly Step[] = [
  create('m0', 'bridge'),
  group('m0', 'add'),
  deleteBelow(GROUP),
  group('m0', 'del'),
]

test('what was deleted below stays above, though nobody wants it any more (__hw_addr_unsync_one)', async () => {
  expect(holders(await play(stuck), GROUP)).toEqual(['m0'])
  expect(holders(await play([...stuck, state('m0', false)]), GROUP)).toEqual(['m0'])
  expect(holders(await play([...stuck, group('m0', 'del')]), GROUP)).toEqual(['m0'])
})

test('it is not passed down again when somebody wants it once more (__hw_addr_sync)', async () => {
  expect(holders(await play([...stuck, group('m0', 'add')]), GROUP)).toEqual(['m0'])
})

test('it is let go of once a sibling has passed the same down, whose it then was', async () => {
  const sibling = [create('m1', 'bridge'), group('m1', 'add')]
  expect(holders(await play([...stuck, ...sibling]), GROUP)).toEqual(['eth0', 'm0', 'm1'])
  expect(holders(await play([...stuck, ...sibling, state('m0', true)]), GROUP)).toEqual(['m1'])
})

test('what the parent joined itself is not taken from it', async () => {
  const own = [...stuck, group('eth0', 'add'), state('m0', true)]
  expect(holders(await play(own), GROUP)).toEqual(['eth0', 'm0'])
})

test('the same with the addresses of a passthru macvlan', async () => {
  const fdb = (how: 'add' | 'del') =>
    ({ do: 'fdb', dev: 'm0', how, of: 'self', mac: STRANGER, state: 'permanent' }) as const
  const played = await play([create('m0', 'passthru'), fdb('add'), deleteBelow(STRANGER), fdb('del')])
  expect(holders(played, STRANGER)).toEqual(['m0'])
})

test('two macvlans in the group of all nodes, deleted once below, left by one and then by the other', async () => {
  const allNodes = 0x3333_0000_0001 as Mac
  const played = await play([
    create('m1', 'bridge', { options: { bcCutoff: -1 } }),
    create('m0', 'bridge'),
    deleteBelow(allNodes),
    { do: 'delete', dev: 'm0' },
    { do: 'change', dev: 'm1', changes: { mtu: 1000 } },
  ])
  expect(holders(played, allNodes)).toEqual(['m1'])
})
