import { expect, test } from 'vitest'
import { create, macOf, play, STRANGER } from './play.ts'

test('a passthru macvlan takes its parent’s new address unannounced: its neighbours stay (macvlan_sync_address)', async () => {
  const played = await play([
    create('m1', 'passthru', { up: false }),
    { do: 'neighbour', dev: 'm1', how: 'add', address: 0xc000_0201, mac: macOf(0), state: 'permanent' },
    { do: 'change', dev: 'eth0', changes: { address: STRANGER } },
  ])
  expect(played.view('m1').mac).toBe(STRANGER)
  expect(played.fdb()).toContain(`neigh 192.0.2.1 21 ${macOf(0).toString(16)} permanent`)
})

test('whoever changes a macvlan without carrier makes it forget its neighbours (arp_netdev_event)', async () => {
  const neighbour = { do: 'neighbour', dev: 'm0', address: 0xc000_0201, mac: macOf(0) } as const
  const played = await play([
    create('m0', 'bridge'),
    { do: 'change', dev: 'eth0', changes: { up: false } },
    { ...neighbour, how: 'add', state: 'reachable' },
    { do: 'macvlan', dev: 'm0', options: { bcQueueLen: 0 } },
  ])
  expect(played.fdb().filter((line) => line.startsWith('neigh'))).toEqual([])
})
