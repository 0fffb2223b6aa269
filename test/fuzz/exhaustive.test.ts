import { expect, test } from 'vitest'
import { MACVLAN_MODES } from '../../src/device/macvlan-device.ts'
import { SMALL_WORLDS, smallWorlds } from '../../src/fuzz/exhaustive.ts'
import type { Wish } from '../../src/fuzz/wish.ts'

const worlds = [...smallWorlds()]

const children = (world: readonly Wish[]) => world.filter((wish) => wish.do === 'create')
const what = (world: readonly Wish[]) => JSON.stringify(world.filter((wish) => wish.do !== 'send'))

test('the small worlds are all there are, and no two are the same', () => {
  expect(worlds).toHaveLength(SMALL_WORLDS)
  expect(new Set(worlds.map(what)).size).toBe(SMALL_WORLDS)
})

test('up to three macvlans have every combination of modes, behind a switch that reflects or not, the parent up or down', () => {
  const modes = (world: readonly Wish[]) =>
    children(world)
      .map((wish) => wish.mode)
      .join(' ')
  const seen = new Set(worlds.map(modes))
  for (const count of [0, 1, 2, 3])
    expect([...seen].filter((text) => text.split(' ').filter(Boolean).length === count)).toHaveLength(
      MACVLAN_MODES.length ** count,
    )
})

test('in every one each device sends to each other, to strangers and to groups, under each address that matters', () => {
  for (const world of worlds) {
    const devices = [...children(world).map(({ dev }) => dev), 'eth0', 'out']
    const sent = world.filter((wish) => wish.do === 'send')
    for (const from of devices)
      for (const to of devices)
        expect(
          sent.some(({ dev, dst }) => dev === from && typeof dst === 'object' && dst.of === to),
          `${from} to ${to}`,
        ).toBe(true)
    const per = new Map(devices.map((dev) => [dev, sent.filter((wish) => wish.dev === dev).length]))
    expect(Math.min(...per.values())).toBeGreaterThanOrEqual(2 * (devices.length + 5))
  }
})
