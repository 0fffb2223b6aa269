import { describe, expect, it } from 'vitest'
import { parseMac } from '../../src/frame/mac.ts'
import { array, element, field, object, text, toText } from '../../src/shell/ip/document.ts'
import { toJson } from '../../src/shell/ip/json.ts'
import { readInteger, readUnsigned } from '../../src/shell/ip/numbers.ts'
import { keywords, newWords, put, readWords, take } from '../../src/shell/ip/words.ts'
import { createLink } from '../../src/world/links.ts'
import { step } from './compare.ts'
import { newBench } from './model.ts'

describe('a physical NIC', () => {
  const bench = newBench()
  const root = bench.world.machines.get('host')!.root
  createLink(bench.world, root, {
    name: 'enp0s8',
    address: parseMac('08:00:27:00:00:01')!,
    type: { kind: 'veth', physical: true, peer: { name: 'far', physical: true } },
  })
  for (const name of ['enp0s8', 'far']) bench.run(step(`ip link set ${name} up`))

  it('has a queue, and shows neither its cable nor a kind', () => {
    expect(bench.run(step('ip link show enp0s8')).stdout).toMatch(
      /^\d+: enp0s8: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP mode DEFAULT group default qlen 1000\n {4}link\/ether 08:00:27:00:00:01 brd ff:ff:ff:ff:ff:ff\n$/,
    )
    expect(bench.run(step('ip -d link show enp0s8')).stdout).not.toContain('veth')
  })

  it('tells its permanent address once it has another', () => {
    bench.run(step('ip link set enp0s8 address 02:00:00:00:00:99'))
    expect(bench.run(step('ip link show enp0s8')).stdout).toContain(' permaddr 08:00:27:00:00:01\n')
    expect(JSON.parse(bench.run(step('ip -j link show enp0s8')).stdout)[0].permaddr).toBe('08:00:27:00:00:01')
  })
})

describe('a document', () => {
  const nodes = [object(undefined, [field('a', 1, 'a 1 '), text('and '), array('b', [element('x', 'x')])])]

  it('is text', () => expect(toText(nodes)).toBe('a 1 and x'))
  it('is JSON', () => expect(toJson(nodes, false)).toBe('[{"a":1,"b":["x"]}]\n'))
  it('is pretty JSON', () =>
    expect(toJson(nodes, true)).toBe('[ {\n        "a": 1,\n        "b": [ "x" ]\n    } ]\n'))
  it('is empty', () => expect([toJson([], false), toJson([], true)]).toEqual(['[]\n', '[ ]\n']))
})

describe('words', () => {
  const table = keywords<{ up: boolean; address: string; other: string }>({
    up: put('up', true),
    'address* lladdr': take('address'),
  })
  const read = (...list: string[]) => {
    const state = { up: false, address: '', other: '' }
    const words = newWords(list)
    readWords(words, table, state, () => {
      state.other += words.list[words.at]
    })
    return state
  }

  it('may be cut short where the table has a star', () =>
    expect(read('a', 'x')).toEqual({ up: false, address: 'x', other: '' }))
  it('must be written out elsewhere', () => expect(read('u', 'lladd').other).toBe('ulladd'))
  it('end too early', () => expect(() => read('lladdr')).toThrow('Command line is not complete'))
})

describe('numbers', () => {
  it('have a base', () => expect(['010', '0x1F', '12', '-3'].map(readInteger)).toEqual([8, 31, 12, -3]))
  it('stand alone', () =>
    expect(['08', '1x', '', '0x', '3000000000'].map(readInteger)).toEqual(Array(5).fill(undefined)))
  it('know their room', () =>
    expect([readUnsigned('256', 255), readUnsigned('-1')]).toEqual([undefined, undefined]))
})
