import { describe, expect, test } from 'vitest'
import { copyOf } from '../../src/fuzz/copy.ts'
import { ModelBench } from '../../src/fuzz/model-bench.ts'

describe('a copy of plain data', () => {
  test('refers to itself where the original does', () => {
    const data = { list: [1], map: new Map<object, object>(), set: new Set<object>(), self: {} }
    data.self = data
    data.map.set(data.list, data)
    data.set.add(data.map)
    const copy = copyOf(data)
    expect(copy).toEqual(data)
    expect(copy.self).toBe(copy)
    expect(copy.map.get(copy.list)).toBe(copy)
    expect(copy.set.has(copy.map)).toBe(true)
    expect(copy.list).not.toBe(data.list)
  })

  test('is refused where state could be shared unseen', () => {
    expect(() => copyOf({ act: () => 1 })).toThrow('a function')
    expect(() => copyOf({ when: new Date(0) })).toThrow('no Date')
  })

  test('a bench that was copied is as one that was built, and is nobody else’s', () => {
    const step = { do: 'change', dev: 'eth0', changes: { mtu: 900, up: false } } as const
    // No world asks for a version like this: so it is built, and then copied.
    const [built, first, second] = [0, 1, 2].map(
      () => new ModelBench(undefined, { version: '6.12', vlans: true }),
    )
    expect(first!.world).toEqual(built!.world)
    first!.apply(step)
    expect(second!.world).toEqual(built!.world)
    expect(built!.apply(step)).toEqual(second!.apply(step))
    expect(first!.views()).toEqual(built!.views())
    expect(second!.fdb()).toEqual(built!.fdb())
  })
})
