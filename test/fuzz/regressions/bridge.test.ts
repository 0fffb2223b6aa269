import { expect, test } from 'vitest'
import { CABLES } from '../../../src/fuzz/bench.ts'
import { play } from './play.ts'

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
