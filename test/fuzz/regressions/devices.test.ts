import { expect, test } from 'vitest'
import { BROADCAST, type Mac } from '../../../src/frame/mac.ts'
import { create, macOf, Play, send } from './play.ts'

const ALL_NODES = 0x3333_0000_0001 as Mac

test('[DEV1] the no-op queue counts what it swallows as dropped (noop_enqueue)', () => {
  const down = { do: 'change', dev: 'p0', changes: { up: false } } as const
  const play = new Play([create('m0', 'vepa'), down, send('m0', BROADCAST, macOf(0))])
  expect(play.last).toEqual({ reply: 'ok', seen: [] })
  expect(play.counter('m0', 'txDropped')).toBe(1)
})

test('a link that cannot carry IPv6 is not in its group of all nodes (ipv6_add_dev)', () => {
  const heard = (mtu: number) =>
    new Play([create('m0', 'bridge', { mtu }), send('eth1', ALL_NODES, macOf(9))]).last.seen.includes(
      'm0 multicast',
    )
  expect([heard(1279), heard(1280)]).toEqual([false, true])
})

test('a link leaves the group of all nodes when it goes down, and comes back without it (ipv6_mc_down)', () => {
  const up = (up: boolean) => ({ do: 'change', dev: 'm0', changes: { up } }) as const
  const play = new Play([create('m0', 'bridge'), up(false), up(true), send('eth1', ALL_NODES, macOf(9))])
  expect(play.last.seen).not.toContain('m0 multicast')
})

test('an MTU below the least of IPv6 and back again brings the group back (addrconf_notify)', () => {
  const mtu = (mtu: number) => ({ do: 'change', dev: 'm0', changes: { mtu } }) as const
  const low = [create('m0', 'bridge'), mtu(1000)]
  expect(new Play([...low, send('eth1', ALL_NODES, macOf(9))]).last.seen).not.toContain('m0 multicast')
  expect(new Play([...low, mtu(1500), send('eth1', ALL_NODES, macOf(9))]).last.seen).toContain('m0 multicast')
})
