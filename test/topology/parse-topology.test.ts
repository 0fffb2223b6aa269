import { readFileSync } from 'node:fs'
import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { formatMac } from '../../src/frame/mac.ts'
import { splitWords } from '../../src/topology/boot-command.ts'
import { scriptName } from '../../src/topology/environment.ts'
import { formatTopologyErrors, parseTopology } from '../../src/topology/parse-topology.ts'
import { topologyNamedIn } from '../../src/topology/script-topology.ts'
import { defaultTopology, nicsOf, type Topology } from '../../src/topology/topology.ts'

const file = `name: two
topology:
  nodes:
    a:
      kind: linux
      exec:
        - ip addr add 10.0.0.1/24 dev eth0
      labels:
        macvlan-lab.nic: filtering
        macvlan-lab.modules: builtin
        other.tool: whatever
    sw:
      kind: bridge
      labels:
        macvlan-lab.hairpin: "p1, p2"
  links:
    - endpoints: ["a:eth0", "sw:p1"]
    - type: veth
      endpoints:
        - { node: sw, interface: p2 }
        - { node: a, interface: eth1, mac: "02:00:00:00:00:A1", ipv4: 10.0.1.1/24, vars: { x: 1 } }
      mtu: 9000
      labels: { colour: blue }
`

function parsed(text: string): Topology {
  const result = parseTopology(text)
  if (!result.ok) throw new Error(formatTopologyErrors('file', result.errors))
  return result.topology
}

function errorsOf(text: string): string {
  const result = parseTopology(text)
  return result.ok ? '' : formatTopologyErrors('f', result.errors)
}

describe('a good file', () => {
  const topology = parsed(file)

  test('gives machines, with what the labels say', () => {
    expect(topology.machines).toEqual([
      {
        kind: 'linux',
        name: 'a',
        exec: [{ words: ['ip', 'addr', 'add', '10.0.0.1/24', 'dev', 'eth0'], line: 7 }],
        filtering: true,
      },
      { kind: 'bridge', name: 'sw', hairpin: ['p1', 'p2'] },
    ])
    expect(topology.modules).toBe('builtin')
    expect(topology.scriptMachine).toBe('a')
  })

  test('gives cables in both formats; an end without a MAC gets one by its place in the file', () => {
    const ends = topology.cables.map(({ ends }) =>
      ends.map((end) => `${end.machine}:${end.dev} ${formatMac(end.mac)}`),
    )
    expect(ends).toEqual([
      ['a:eth0 52:54:00:00:01:01', 'sw:p1 52:54:00:00:01:02'],
      ['sw:p2 52:54:00:00:02:01', 'a:eth1 02:00:00:00:00:a1'],
    ])
    expect(topology.cables.map((cable) => cable.mtu)).toEqual([1500, 9000])
    expect(topology.cables[1]!.ends[1].ipv4).toBe('10.0.1.1/24')
  })

  test('numbers NICs in the order of their cables', () => {
    const numbers = topology.machines.map((machine) =>
      nicsOf(topology, machine).map((nic) => [nic.dev, nic.ifindex]),
    )
    expect(numbers).toEqual([
      [
        ['eth0', 2],
        ['eth1', 3],
      ],
      [
        ['p1', 3],
        ['p2', 4],
      ],
    ])
  })

  test('takes kind, exec and labels from defaults and kinds', () => {
    const topology = parsed(`name: x
topology:
  defaults: { kind: linux, exec: ["true"] }
  kinds: { linux: { image: alpine, labels: { macvlan-lab.nic: filtering } } }
  nodes: { a: , b: { exec: ["echo b"], labels: { macvlan-lab.nic: plain } } }`)
    expect(topology.machines).toMatchObject([
      { name: 'a', filtering: true, exec: [{ words: ['true'] }] },
      { name: 'b', filtering: false, exec: [{ words: ['true'] }, { words: ['echo', 'b'] }] },
    ])
  })

  test('runs the script in the machine named host, if there is one', () => {
    expect(
      parsed('name: x\ntopology: { nodes: { a: { kind: linux }, host: { kind: linux } } }').scriptMachine,
    ).toBe('host')
  })

  test('may be the one that the published lab uses', () => {
    const topology = parsed(readFileSync('test/scenarios/published-lab.clab.yml', 'utf8'))
    expect(topology.scriptMachine).toBe('pc')
    expect(nicsOf(topology, topology.machines[0]!)).toMatchObject([{ dev: 'enp0s8', ifindex: 2, mtu: 1500 }])
  })
})

test('the default topology is what its file would say', () => {
  const same = parsed(`name: default
topology:
  nodes:
    host: { kind: linux }
    sw: { kind: bridge }
    gw: { kind: linux, exec: [ip addr add 192.168.56.1/24 dev eth0] }
  links:
    - endpoints: ["host:eth0", "sw:p1"]
    - endpoints: ["gw:eth0", "sw:p2"]`)
  const withoutLines = JSON.parse(JSON.stringify(same).replace(/"line":\d+/g, '"line":0'))
  expect(withoutLines).toEqual(JSON.parse(JSON.stringify(defaultTopology)))
})

const nodes = 'nodes: { a: { kind: linux }, sw: { kind: bridge } }'
const withLink = (link: string): string => `name: x\ntopology:\n  ${nodes}\n  links:\n    - ${link}\n`
const withNode = (name: string, body = '{ kind: linux }'): string =>
  `name: x\ntopology:\n  nodes:\n    h: { kind: linux }\n    ${name}: ${body}\n`

describe('a mistake is named with its line', () => {
  test.each([
    ['', 'f:1: the file is empty\n'],
    ['just text', 'f:1: the file must be a mapping\nf:1: the file has no "topology"\n'],
    ['name: x\n', 'f:1: the file has no "topology"\n'],
    [`topology: { ${nodes} }`, 'f:1: the file has no "name"\n'],
    ['name: x\ntopolgy: {}\n', 'f:1: the file has no "topology"\nf:2: the file: unknown field "topolgy"\n'],
    [
      'name: x\ntopology: [1]',
      'f:2: "topology" must be a mapping\nf:2: no node of kind linux: the script needs one to run in\n',
    ],
    [
      'name: x\ntopology: { nodes: { sw: { kind: bridge } } }',
      'f:2: no node of kind linux: the script needs one to run in\n',
    ],
    [withLink('endpoints: ["a:eth0"]'), 'f:5: a link has 2 endpoints; this one has 1\n'],
    [withLink('endpoints: ["a:eth0", "sw"]'), 'f:5: endpoint "sw" dangles: it must be "node:interface"\n'],
    [withLink('endpoints: ["a:eth0", "b:eth0"]'), 'f:5: endpoint "b:eth0" dangles: there is no node "b"\n'],
    [
      withLink('endpoints: ["a:eth0", 5]'),
      'f:5: an endpoint is written "node:interface", or as a mapping with type: veth\n',
    ],
    [withLink('endpoints: ["a:", "sw:p1"]'), 'f:5: endpoint of node "a": the interface name is empty\n'],
    [withLink('endpoints: ["a:.", "sw:p1"]'), 'f:5: endpoint of node "a": "." cannot name an interface\n'],
    [
      withLink('endpoints: ["a:lo", "sw:p1"]'),
      'f:5: endpoint of node "a": "lo" is the loopback, which every machine has\n',
    ],
    [
      withLink('endpoints: ["a:abcdefghijklmnop", "sw:p1"]'),
      'f:5: endpoint of node "a": interface name "abcdefghijklmnop" is longer than 15 characters\n',
    ],
    [
      withLink('endpoints: ["a:<b>", "sw:p1"]'),
      'f:5: endpoint of node "a": interface name "<b>" may only have letters, digits, ".", "_" and "-"\n',
    ],
    [
      withLink('endpoints: ["a:e\\n0", "sw:p1"]'),
      'f:5: endpoint of node "a": interface name "e\\n0" may only have letters, digits, ".", "_" and "-"\n',
    ],
    [
      withLink('endpoints: ["a:eth0", "sw:sw"]'),
      'f:5: interface "sw" of "sw" has the name of the bridge itself\n',
    ],
    [
      withLink('endpoints: ["a:eth0", "sw:p1"]\n    - endpoints: ["a:eth0", "sw:p2"]'),
      'f:6: interface "a:eth0" is used by two links\n',
    ],
    [withLink('{ type: vxlan, endpoints: [] }'), 'f:5: link type "vxlan" is not known; only veth is\n'],
    [withLink('{ endpoints: ["a:eth0", "sw:p1"], mtu: big }'), 'f:5: mtu must be a whole number\n'],
    [withLink('{ endpoints: ["a:eth0", "sw:p1"], mtu: 60 }'), 'f:5: mtu 60 is outside 68 to 65535\n'],
    [withLink('{ endpoints: ["a:eth0", "sw:p1"], colour: blue }'), 'f:5: a link has no field "colour"\n'],
    [
      withLink('{ type: veth, endpoints: [ { interface: eth0 }, { node: sw, interface: p1 } ] }'),
      'f:5: an endpoint dangles: it has no node\n',
    ],
    [
      withLink(
        '{ type: veth, endpoints: [ { node: a, interface: eth0, mac: "03:00:00:00:00:01" }, "sw:p1" ] }',
      ),
      'f:5: bad MAC address "03:00:00:00:00:01"\n',
    ],
    [
      withLink('{ type: veth, endpoints: [ { node: a, interface: eth0, mac: nonsense }, "sw:p1" ] }'),
      'f:5: bad MAC address "nonsense"\n',
    ],
    [
      withLink(
        '{ type: veth, endpoints: [ { node: a, interface: eth0, mac: "52:54:00:00:01:02" }, "sw:p1" ] }',
      ),
      'f:5: MAC address 52:54:00:00:01:02 is given to two interfaces\n',
    ],
    [
      withLink('{ type: veth, endpoints: [ { node: a, interface: eth0, ipv4: 10.0.0.300/24 }, "sw:p1" ] }'),
      'f:5: bad ipv4 "10.0.0.300/24"; it must be like 192.168.1.1/24\n',
    ],
    [withNode('"<b>"'), 'f:5: node name "<b>" may only have letters, digits, ".", "_" and "-"\n'],
    [withNode('""'), 'f:5: the node name is empty\n'],
    [
      withNode('a-bridge-of-16-ch', '{ kind: bridge }'),
      'f:5: interface name "a-bridge-of-16-ch" is longer than 15 characters\n',
    ],
    [withNode('h', '{ kind: linux }'), 'f:5: Map keys must be unique\n'],
    [
      withNode('b', '{ kind: nokia_srlinux }'),
      'f:5: node "b": unknown kind "nokia_srlinux" (linux or bridge)\n',
    ],
    [withNode('b', '{}'), 'f:5: node "b" has no kind (linux or bridge)\n'],
    [withNode('b', '{ kind: linux, exce: [] }'), 'f:5: node "b": unknown field "exce"\n'],
    [withNode('b', '{ kind: linux, exec: ls }'), 'f:5: node "b": exec must be a list\n'],
    [
      withNode('b', '{ kind: linux, exec: ["echo \'a"] }'),
      'f:5: node "b": unclosed quote in exec "echo \'a"\n',
    ],
    [withNode('b', '{ kind: bridge, exec: [ls] }'), 'f:5: node "b": a bridge runs no exec commands\n'],
    [
      withNode('b', '{ kind: linux, labels: { macvlan-lab.nick: x } }'),
      'f:5: node "b": unknown label "macvlan-lab.nick" (known: macvlan-lab.nic, macvlan-lab.modules)\n',
    ],
    [
      withNode('b', '{ kind: linux, labels: { macvlan-lab.nic: fast } }'),
      'f:5: macvlan-lab.nic is "fast"; it must be filtering or plain\n',
    ],
    [
      withNode('b', '{ kind: linux, labels: { macvlan-lab.modules: no } }'),
      'f:5: macvlan-lab.modules is "no"; it must be module, builtin or none\n',
    ],
    [
      withNode('b', '{ kind: bridge, labels: { macvlan-lab.hairpin: p9 } }'),
      'f:5: macvlan-lab.hairpin: no cable ends in port "p9" of "b"\n',
    ],
  ])('%s', (text, message) => {
    expect(errorsOf(text)).toBe(message)
  })

  test('not YAML', () => {
    expect(errorsOf('name: x\ntopology: {\n')).toMatch(/^f:\d: /)
    expect(errorsOf('name: "x\n')).toMatch(/^f:\d: /)
  })
})

property.prop([
  fc.array(fc.tuple(fc.nat(file.length), fc.nat(20), fc.string({ maxLength: 8 })), { maxLength: 6 }),
])('a damaged file is an error or a topology, never an exception', (damages) => {
  let text = file
  for (const [at, length, insert] of damages) text = text.slice(0, at) + insert + text.slice(at + length)
  const result = parseTopology(text)
  if (!result.ok)
    expect(result.errors.every(({ line, message }) => line >= 1 && message.length > 0)).toBe(true)
})

test.each([
  ['a  b', ['a', 'b']],
  [`sh -c 'echo "x y"' "a \\"b"`, ['sh', '-c', 'echo "x y"', 'a "b']],
  ['a\\ b c""d ""', ['a b', 'cd', '']],
  ['  ', []],
])('words of %s', (text, words) => {
  expect(splitWords(text)).toEqual(words)
})

test('a script names its topology in its first comment only', () => {
  expect(topologyNamedIn('# shows\n# topology: a.clab.yml\n\nls\n')).toBe('a.clab.yml')
  expect(topologyNamedIn('#!/bin/bash\n# topology: a.clab.yml')).toBe('a.clab.yml')
  expect(topologyNamedIn('ls\n# topology: a.clab.yml\n')).toBeUndefined()
})

test('bash knows a script by the name given, where it can', () => {
  expect(['-', 'a/b.sh', '/tmp/x.sh', '../x.sh'].map(scriptName)).toEqual([
    'bash',
    'a/b.sh',
    '/tmp/x.sh',
    'x.sh',
  ])
})
