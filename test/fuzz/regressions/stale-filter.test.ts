import { expect, test } from 'vitest'
import { create, GROUP, macOf, play, send } from './play.ts'

const group = (how: 'add' | 'del') => ({ do: 'group', dev: 'm0', how, mac: GROUP }) as const
const left = [create('m0', 'bridge'), group('add'), group('del')]
const ask = send('eth1', GROUP, macOf(9))

test('a group that was left is heard until the filter is worked out anew (macvlan_set_mac_lists, __hw_addr_del)', async () => {
  expect((await play([...left, ask])).last.seen).toContain('m0 multicast')
  const other = { ...group('add'), mac: 0x0100_5e01_0204 as typeof GROUP }
  expect((await play([...left, other, ask])).last.seen).not.toContain('m0 multicast')
})

test('to join a group that is joined for good already changes nothing but that (dev_mc_add_global)', async () => {
  const [made, ...rest] = left
  const other = { ...group('add'), mac: 0x0100_5e01_0204 as typeof GROUP }
  expect((await play([made!, other, ...rest, ask])).last.seen).toContain('m0 multicast')
  expect((await play([made!, other, ...rest, other, ask])).last.seen).not.toContain('m0 multicast')
})

test('any request that names flags does that, even if it changes none (__dev_change_flags)', async () => {
  const up = { do: 'change', dev: 'm0', changes: { up: true } } as const
  expect((await play([...left, up, ask])).last.seen).not.toContain('m0 multicast')
})

test('a group that was left while down is not heard', async () => {
  const state = (up: boolean) => ({ do: 'change', dev: 'm0', changes: { up } }) as const
  const played = await play([
    create('m0', 'bridge'),
    group('add'),
    state(false),
    group('del'),
    state(true),
    ask,
  ])
  expect(played.last.seen).not.toContain('m0 multicast')
})
