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
