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
