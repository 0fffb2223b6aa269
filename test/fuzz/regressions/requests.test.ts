import { expect, test } from 'vitest'
import { type Mac, ZERO_MAC } from '../../../src/frame/mac.ts'
import { create, GROUP, macOf, type Play, play } from './play.ts'

const replies = (played: Play) => played.outcomes.map(({ reply }) => reply)

test('a group that is there already is not added twice, and that is no error (dev_mc_add_global)', async () => {
  const join = { do: 'group', dev: 'm0', how: 'add', mac: GROUP } as const
  const leave = { do: 'group', dev: 'm0', how: 'del', mac: GROUP } as const
  const played = await play([create('m0', 'bridge'), join, join, leave, leave])
  expect(replies(played)).toEqual(['ok', 'ok', 'ok', 'ok', 'ENOENT'])
})

test('a group of `bridge fdb add … self` is one of `ip maddr` as well, until it is gone (dev_mc_add_excl)', async () => {
  const fdb = (how: 'add' | 'del') =>
    ({ do: 'fdb', dev: 'm0', how, of: 'self', mac: GROUP, state: 'permanent' }) as const
  const group = (how: 'add' | 'del') => ({ do: 'group', dev: 'm0', how, mac: GROUP }) as const
  const passthru = create('m0', 'passthru')
  const left = await play([passthru, fdb('add'), group('del'), fdb('del')])
  expect(replies(left)).toEqual(['ok', 'ok', 'ok', 'ENOENT'])
  const forgotten = await play([passthru, group('add'), fdb('del'), group('add'), fdb('add')])
  expect(replies(forgotten)).toEqual(['ok', 'ok', 'ok', 'ok', 'EEXIST'])
})

test('a group of `ip maddr` stays one when another of its users leaves (dev_mc_del)', async () => {
  const allNodes = 0x3333_0000_0001 as Mac
  const group = (how: 'add' | 'del') => ({ do: 'group', dev: 'm0', how, mac: allNodes }) as const
  // Too small for IPv6, which leaves its group of all nodes.
  const shrink = { do: 'change', dev: 'm0', changes: { mtu: 1000 } } as const
  const played = await play([create('m0', 'bridge'), group('add'), shrink, group('del'), group('del')])
  expect(replies(played)).toEqual(['ok', 'ok', 'ok', 'ok', 'ENOENT'])
})

test('a list of sources with one bad address is refused whole, in any mode (macvlan_validate)', async () => {
  const sources = { how: 'set', addresses: [macOf(1), ZERO_MAC] } as const
  const played = await play([
    create('m0', 'bridge'),
    { do: 'macvlan', dev: 'm0', options: { sources } },
    create('m1', 'source', { options: { sources } }),
  ])
  expect(replies(played)).toEqual(['ok', 'EADDRNOTAVAIL', 'EADDRNOTAVAIL'])
})

test('addresses are looked at before the MTU is (macvlan_validate, rtnl_create_link)', async () => {
  const played = await play([
    create('m0', 'vepa', { mac: ZERO_MAC, mtu: 67 }),
    create('m0', 'vepa', { mtu: 67 }),
  ])
  expect(replies(played)).toEqual(['EADDRNOTAVAIL', 'EINVAL: mtu less than device minimum'])
})

test('flags are changed even where the device is refused to come up (__dev_change_flags)', async () => {
  const taken = { do: 'change', dev: 'eth0', changes: { address: macOf(1) } } as const
  const wanted = {
    do: 'change',
    dev: 'm1',
    changes: { up: true, promisc: true, allmulticast: true },
  } as const
  const played = await play([create('m1', 'private', { up: false }), taken, wanted])
  expect(played.last.reply).toBe('EADDRINUSE')
  expect(played.view('m1')).toMatchObject({ flags: 'promisc allmulti', promiscuity: 1, allmulti: 1 })
})
