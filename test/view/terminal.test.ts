import { describe, expect, test } from 'vitest'
import { blocksOf, isIncomplete } from '../../playground/lab/blocks.ts'
import { complete } from '../../playground/lab/completion.ts'
import { EMPTY_LINE, keysOf, type Line, press, submitted } from '../../playground/lab/line-editor.ts'
import { sceneOf } from '../../playground/picture/scene.ts'
import { defaultTopology } from '../../src/topology/topology.ts'
import { buildWorld } from '../../src/world/build-world.ts'
import { addNetns } from '../../src/world/namespaces.ts'

describe('the line editor', () => {
  const typed = (data: string, line: Line = EMPTY_LINE) =>
    keysOf(data).reduce((now, key) => press(now, key).line, line)

  test.each([
    ['ip link', 'ip link', 7],
    ['ab\x7fc', 'ac', 2],
    ['ab\x1b[Dx', 'axb', 2],
    ['abc\x01x', 'xabc', 1],
    ['abc\x01\x05x', 'abcx', 4],
    ['one two\x17', 'one ', 4],
    ['one two\x15', '', 0],
    ['one two\x01\x1b[1;5C\x0b', 'one', 3],
    ['abc\x1b[H\x1b[3~', 'bc', 0],
  ])('%j gives %j', (data, text, cursor) => {
    expect(typed(data)).toMatchObject({ text, cursor })
  })

  test('history goes up, and down to what was being typed', () => {
    const after = submitted(typed('second', submitted(typed('first'))))
    const up = typed('dra\x1b[A', after)
    expect(up.text).toBe('second')
    expect(typed('\x1b[A', up).text).toBe('first')
    expect(typed('\x1b[B', up).text).toBe('dra')
  })

  test('the same line twice is remembered once', () => {
    expect(submitted(typed('x', submitted(typed('x')))).history).toEqual(['x'])
  })
})

describe('completion', () => {
  const world = buildWorld(defaultTopology)
  addNetns(world, world.machines.get('host')!, 'blue')
  addNetns(world, world.machines.get('host')!, 'black')
  const vocabulary = {
    commands: ['ip', 'ping', 'on', 'bridge'],
    scene: sceneOf(world, 'host'),
    machine: 'host',
    room: '',
  }

  test.each([
    ['br', 'idge ', []],
    ['ip li', 'nk ', []],
    ['ip link set e', 'th0 ', []],
    ['ip -n b', 'l', ['black', 'blue']],
    ['ip netns exec blu', 'e ', []],
    ['on s', 'w ', []],
    ['on sw bridge link set dev p', '', ['p1', 'p2']],
    ['ip link add link eth0 name m type mac', 'vlan ', []],
    ['ip link add link eth0 name m type macvlan mode v', 'epa ', []],
    ['echo x | pi', 'ng ', []],
    ['ip zz', '', []],
  ])('%j + Tab adds %j', (text, insert, candidates) => {
    expect(complete(text, text.length, vocabulary)).toEqual({ insert, candidates })
  })
})

test.each([
  ['for n in 1 2; do', true],
  ['for n in 1 2; do\necho $n\ndone', false],
  ['echo "open', true],
  ['echo a \\', true],
  ['echo )', false],
  ['child() { # MACHINE NAME', true],
  ['child() { # MACHINE NAME\n  echo $1\n}', false],
  ['cat <<END\nx', true],
  ['cat <<END\nx\nEND', false],
])('%j asks for more: %s', (text, more) => {
  expect(isIncomplete(text)).toBe(more)
})

test('a script falls into what is entered at one prompt each', () => {
  expect(blocksOf('# about\n\na\nfor x in 1; do\n  echo $x\ndone\nb\n')).toEqual([
    'a',
    'for x in 1; do\n  echo $x\ndone',
    'b',
  ])
})
