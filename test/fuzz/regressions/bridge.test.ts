import { expect, test } from 'vitest'
import { BROADCAST, type Mac } from '../../../src/frame/mac.ts'
import { CABLES } from '../../../src/fuzz/bench.ts'
import type { Step } from '../../../src/fuzz/step.ts'
import { play, STRANGER, send } from './play.ts'

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

test('who joins a switch forgets on its own list what the switch knows for good (br_fdb_unsync_static)', async () => {
  const [home, alone] = [
    CABLES.find(({ bridge }) => bridge === 'br1')!.port,
    CABLES.find(({ near }) => near.name === 'out')!.near,
  ]
  const listed = (mac: Mac) =>
    play([
      send('eth2', BROADCAST, STRANGER),
      { do: 'fdb', dev: 'out', how: 'add', of: 'self', mac, state: 'permanent' },
      { do: 'change', dev: 'out', changes: { master: 'br1' } },
    ])
  const known = await listed(home.mac)
  expect([
    known.view('out').promiscuity,
    known.fdb().includes(`${home.mac.toString(16)} ${alone.index} self`),
  ]).toEqual([1, false])
  const learned = await listed(STRANGER)
  expect([
    learned.view('out').promiscuity,
    learned.fdb().includes(`${STRANGER.toString(16)} ${alone.index} self`),
  ]).toEqual([2, true])
})

test('a switch that has lost its ports has no address, and may be given that once more (dev_set_mac_address)', async () => {
  const change = (dev: string, changes: Extract<Step, { do: 'change' }>['changes']): Step => ({
    do: 'change',
    dev,
    changes,
  })
  const zero = change('br1', { address: 0 as Mac })
  const lost = await play([zero, change('p3', { master: null }), zero, change('p3', { master: 'br1' })])
  expect(lost.outcomes.map(({ reply }) => reply)).toEqual(['EADDRNOTAVAIL', 'ok', 'ok', 'ok'])
})
