import { describe, expect, test } from 'vitest'
import { trackOf, wayBetween } from '../../playground/picture/geometry.ts'
import { type Layout, layoutOf } from '../../playground/picture/layout.ts'
import type { Scene, SceneDevice } from '../../playground/picture/scene.ts'

const base = { mac: '02:00:00:00:00:01', addresses: [], up: true, running: true, promiscuous: false }
const nic = (id: number, machine: string, peer: number, kind: 'nic' | 'port' = 'nic'): SceneDevice => ({
  ...base,
  ...{ id, name: `eth${id}`, machine, room: '', kind, peer },
})
const child = (id: number, room = ''): SceneDevice => ({
  ...base,
  ...{ id, name: `mac${id}`, machine: 'host', room, kind: 'macvlan', mode: 'bridge', lower: 1 },
})

function scene(children: readonly SceneDevice[], rooms: readonly string[] = []): Scene {
  return {
    machines: [
      { name: 'host', isSwitch: false, isHome: true, rooms },
      { name: 'sw', isSwitch: true, isHome: false, rooms: [] },
      { name: 'gw', isSwitch: false, isHome: false, rooms: [] },
    ],
    devices: [
      nic(1, 'host', 2),
      nic(2, 'sw', 1, 'port'),
      nic(3, 'sw', 4, 'port'),
      nic(4, 'gw', 3),
      ...children,
    ],
  }
}

const at = (layout: Layout, id: number) => layout.cards.find(({ device }) => device.id === id)!

describe.each([
  ['side by side', false],
  ['one below the other', true],
])('machines %s', (_, upright) => {
  test('what was there keeps its place in the house when something is added', () => {
    const before = layoutOf(scene([child(10), child(11)]), upright)
    const after = layoutOf(scene([child(10), child(11), child(12)]), upright)
    const place = (layout: Layout, id: number) => at(layout, id).x - layout.houses[0]!.x
    for (const id of [10, 11]) expect(place(after, id)).toBe(place(before, id))
  })

  test('walls rise around a macvlan that moves into a namespace: the order stays', () => {
    const layout = layoutOf(scene([child(10, 'ns1'), child(11, 'ns2')], ['ns1', 'ns2']), upright)
    expect(layout.rooms.map(({ name }) => name)).toEqual(['ns1', 'ns2'])
    expect(at(layout, 10).x).toBeLessThan(at(layout, 11).x)
  })

  test.each([0, 1, 2, 7, 60, 200])('nothing overlaps with %i macvlans', (count) => {
    const layout = layoutOf(scene(Array.from({ length: count }, (_, i) => child(10 + i))), upright)
    const boxes = [...layout.cards, ...layout.bars, ...layout.ports]
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1))
        expect(a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y).toBe(true)
    for (const box of boxes) {
      expect(box.x + box.w).toBeLessThanOrEqual(layout.width)
      expect(box.y + box.h).toBeLessThanOrEqual(layout.height)
    }
  })

  test('a namespace without a device of note stands in the attic', () => {
    const layout = layoutOf(scene([], ['ns1']), upright)
    expect(layout.rooms).toEqual([])
    expect(layout.attic.map(({ name }) => name)).toEqual(['ns1'])
  })

  test('a frame to a sibling goes over the parent', () => {
    const layout = layoutOf(scene([child(10), child(11)]), upright)
    const bar = layout.bars.find(({ device }) => device.id === 1)!
    expect(wayBetween(layout, 10, 11).some(([, y]) => y >= bar.y)).toBe(true)
  })

  test('a cable is the way between two machines, in both directions', () => {
    const layout = layoutOf(scene([]), upright)
    expect(wayBetween(layout, 1, 2)).toEqual(wayBetween(layout, 2, 1).toReversed())
  })
})

test('a share of a way is a share of its length', () => {
  const way = [
    [0, 0],
    [10, 0],
    [10, 30],
  ] as const
  const at = trackOf(way)
  expect(at(0)).toEqual([0, 0])
  expect(at(0.5)).toEqual([10, 10])
  expect(at(1)).toEqual([10, 30])
  expect(trackOf([[5, 5]])(0.5)).toEqual([5, 5])
})

describe('a guest', () => {
  const vtap: SceneDevice = { ...child(10), kind: 'macvtap', peer: 20 }
  const world: Scene = scene([vtap, { ...nic(20, 'guest', 10) }])
  const plugged: Scene = {
    ...world,
    machines: [
      ...world.machines,
      { name: 'guest', isSwitch: false, isHome: false, isGuest: true, rooms: [] },
    ],
  }

  test.each([false, true])('stands on its macvtap, joined by a cable (upright: %s)', (upright) => {
    const layout = layoutOf(plugged, upright)
    const house = (wanted: string) => layout.houses.find(({ name }) => name === wanted)!
    expect(house('guest').y + house('guest').h).toBeLessThan(house('host').y)
    const cable = layout.lines.find(({ kind, from, to }) => kind === 'cable' && from === 10 && to === 20)!
    const inside = layout.bars.find(({ device }) => device.id === 20)!
    const [first, last] = [cable.points[0]!, cable.points.at(-1)!]
    expect(first).toEqual([at(layout, 10).x + at(layout, 10).w / 2, at(layout, 10).y])
    expect(last).toEqual([inside.x + inside.w / 2, inside.y + inside.h])
  })
})

const veth = (id: number, peer: number, room = ''): SceneDevice => ({
  ...base,
  ...{ id, name: `v${id}`, machine: 'host', room, kind: 'veth', peer },
})

test('lines between devices of one machine run along right angles', () => {
  const layout = layoutOf(scene([veth(10, 11), veth(11, 10, 'ns1'), { ...veth(12, 99), master: 1 }]), false)
  const links = layout.lines.filter(({ kind }) => kind === 'link')
  expect(links).toHaveLength(2)
  for (const { points } of links)
    for (const [i, [x, y]] of points.slice(1).entries())
      expect(x === points[i]![0] || y === points[i]![1]).toBe(true)
})

test.each([false, true])('such a line goes round the rooms that stand between (upright: %s)', (upright) => {
  const names = Array.from({ length: 9 }, (_, i) => `ns${i}`)
  const onVeth = names.map((name, i) => ({ ...child(20 + i, name), lower: 11 }))
  const layout = layoutOf(scene([veth(10, 11), veth(11, 10), ...onVeth], names), upright)
  const { points } = layout.lines.find(({ kind }) => kind === 'link')!
  const boxes = [...layout.rooms, ...layout.cards, ...layout.bars]
  for (const [i, [x, y]] of points.slice(1).entries()) {
    const [fromX, fromY] = points[i]!
    const hit = boxes.find(
      (box) =>
        Math.min(x, fromX) < box.x + box.w &&
        Math.max(x, fromX) > box.x &&
        Math.min(y, fromY) < box.y + box.h &&
        Math.max(y, fromY) > box.y,
    )
    expect(hit).toBeUndefined()
  }
  expect(Math.max(...points.map(([x]) => x))).toBeLessThan(layout.houses[0]!.x + layout.houses[0]!.w)
})
