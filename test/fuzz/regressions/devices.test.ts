import { expect, test } from 'vitest'
import { BROADCAST, type Mac } from '../../../src/frame/mac.ts'
import { OPERSTATES } from '../../../src/fuzz/link-view.ts'
import { ModelBench } from '../../../src/fuzz/model-bench.ts'
import { create, GROUP, macOf, play, send } from './play.ts'

const ALL_NODES = 0x3333_0000_0001 as Mac

test('[DEV1] the no-op queue counts what it swallows as dropped (noop_enqueue)', async () => {
  const down = { do: 'change', dev: 'p0', changes: { up: false } } as const
  const played = await play([create('m0', 'vepa'), down, send('m0', BROADCAST, macOf(0))])
  expect(played.last).toEqual({ reply: 'ok', seen: [] })
  expect(played.counter('m0', 'txDropped')).toBe(1)
})

test('a link that cannot carry IPv6 is not in its group of all nodes (ipv6_add_dev)', async () => {
  const heard = async (mtu: number) => {
    const played = await play([create('m0', 'bridge', { mtu }), send('eth1', ALL_NODES, macOf(9))])
    return played.last.seen.includes('m0 multicast')
  }
  expect([await heard(1279), await heard(1280)]).toEqual([false, true])
})

test('a link is in the group of all nodes again after it was down (IPv6 is off: addrconf_notify)', async () => {
  const up = (up: boolean) => ({ do: 'change', dev: 'm0', changes: { up } }) as const
  const played = await play([create('m0', 'bridge'), up(false), up(true), send('eth1', ALL_NODES, macOf(9))])
  expect(played.last.seen).toContain('m0 multicast')
})

test('an MTU below the least of IPv6 ends the membership, though the filter is late (addrconf_notify)', async () => {
  const mtu = (mtu: number) => ({ do: 'change', dev: 'm0', changes: { mtu } }) as const
  const allmulticast = (on: boolean) => ({ do: 'change', dev: 'm0', changes: { allmulticast: on } }) as const
  const low = [create('m0', 'bridge'), mtu(1000)]
  const anew = [allmulticast(true), allmulticast(false)]
  const ask = send('eth1', ALL_NODES, macOf(9))
  expect((await play([...low, ask])).last.seen).toContain('m0 multicast')
  expect((await play([...low, ...anew, ask])).last.seen).not.toContain('m0 multicast')
  expect((await play([...low, mtu(1500), ...anew, ask])).last.seen).toContain('m0 multicast')
})

test('a link that IPv6 found running leaves the group when it goes down, and stays out of it (IF_READY)', async () => {
  const change = (changes: object) => ({ do: 'change', dev: 'm0', changes }) as const
  const ready = [create('m0', 'bridge'), change({ mtu: 1000 }), change({ mtu: 1500 })]
  const again = [change({ up: false }), change({ up: true })]
  const played = await play([...ready, ...again, send('eth1', ALL_NODES, macOf(9))])
  expect(played.last.seen).not.toContain('m0 multicast')
})

test('what a macvlan takes down with it does not come back on its parent (macvlan_stop, then NETDEV_DOWN)', async () => {
  const change = (changes: object) => ({ do: 'change', dev: 'm0', changes }) as const
  const join = { do: 'group', dev: 'm0', how: 'add', mac: GROUP } as const
  const ready = [create('m0', 'bridge'), change({ mtu: 1000 }), change({ mtu: 1500 })]
  const played = await play([...ready, join, change({ up: false })])
  expect(played.fdb()).not.toContain(`${GROUP.toString(16)} 10 self`)
})

test('a passthru macvlan that has the new address of its parent already does not note it (macvlan_sync_address)', async () => {
  const address = 0x0200_0000_00ff as Mac
  const played = await play([
    create('m1', 'passthru'),
    { do: 'change', dev: 'm1', changes: { address } },
    { do: 'change', dev: 'eth0', changes: { address } },
    { do: 'delete', dev: 'm1' },
  ])
  expect(played.view('eth0').mac).toBe(0x0200_0000_000a)
})

test('before Linux 6.2 the lower device is blamed for a missing carrier, wherever it is (default_operstate)', () => {
  const history = [
    create('m0', 'vepa', { netns: 'y' }),
    { do: 'change', dev: 'eth0', changes: { up: false } },
  ] as const
  const stateOn = (version: '6.1' | '6.2') => {
    const bench = new ModelBench(undefined, { version })
    for (const step of history) bench.apply(step)
    return OPERSTATES[bench.views().find(({ name }) => name === 'm0')!.operstate]
  }
  expect([stateOn('6.1'), stateOn('6.2')]).toEqual(['lowerlayerdown', 'down'])
})

test('of a cable both ends lose their carrier before linkwatch looks at either (veth_close, default_operstate)', async () => {
  const state = (dev: string, up: boolean) => ({ do: 'change', dev, changes: { up } }) as const
  const played = await play([state('eth0', false), state('p0', false), state('eth0', true)])
  expect(OPERSTATES[played.view('eth0').operstate]).toBe('lowerlayerdown')
})
