import { expect, test } from 'vitest'
import { CABLES } from '../../../src/fuzz/bench.ts'
import { create, play } from './play.ts'

const { port } = CABLES[0]!
const setAddress = { do: 'change', dev: port.name, changes: { address: port.mac } } as const

test('an address set to what it was is announced too: the table entry goes to the bridge (dev_set_mac_address)', async () => {
  const local = (index: number) => `${port.mac.toString(16)} ${index} local`
  expect((await play([])).fdb()).toContain(local(port.index))
  expect((await play([setAddress])).fdb()).toContain(local(5))
})

test('with an ageing time of nought an address made dynamic is gone when the collector has come (br_fdb_cleanup)', async () => {
  const forget = { do: 'bridge', dev: 'br0', ageingTime: 0 } as const
  const made = { do: 'fdb', dev: port.name, how: 'append', of: 'master', mac: port.mac } as const
  const played = await play([forget, { ...made, state: 'reachable' }])
  expect(played.fdb().filter((line) => line.startsWith(`${port.mac.toString(16)} `))).toEqual([])
})

test('a passthru macvlan on a switch without ports has no address, and does not come up (eth_validate_addr)', async () => {
  const alone = { do: 'change', dev: 'p3', changes: { master: 'br0' } } as const
  const played = await play([alone, create('m0', 'passthru', { lower: 'br1' })])
  expect(played.last.reply).toBe('EADDRNOTAVAIL')
})
