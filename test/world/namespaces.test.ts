import { expect, test } from 'vitest'
import { createLink } from '../../src/world/links.ts'
import { addNetns, deleteNetns, holdNetns, netnsId, releaseNetns } from '../../src/world/namespaces.ts'
import { addMachine, newWorld } from '../../src/world/new-world.ts'
import type { Netns } from '../../src/world/world.ts'

function worldWithMacvlan() {
  const world = newWorld()
  const host = addMachine(world, 'host')
  createLink(world, host.root, { name: 'p0', type: { kind: 'veth', peer: { name: 'p1' } } })
  const ns1 = addNetns(world, host, 'ns1') as Netns
  const lower = host.root.byName.get('p0')
  createLink(world, host.root, { name: 'm0', netns: ns1, type: { kind: 'macvlan', lower } })
  return { world, host, ns1 }
}

test('a namespace goes with its name, and its virtual devices with it', () => {
  const { world, host, ns1 } = worldWithMacvlan()
  expect(deleteNetns(world, host, 'ns1')).toBeUndefined()
  expect(world.namespaces.has(ns1.id)).toBe(false)
  expect(host.root.byName.get('p0')!.rxHandler).toBeUndefined()
})

test('while a process is in it, only the name goes', () => {
  const { world, host, ns1 } = worldWithMacvlan()
  holdNetns(ns1)
  deleteNetns(world, host, 'ns1')
  expect(host.named.has('ns1')).toBe(false)
  expect(ns1.byName.has('m0')).toBe(true)
  releaseNetns(world, ns1)
  expect(world.namespaces.has(ns1.id)).toBe(false)
})

test('numbers for other namespaces are given once, lowest first, and free again when those are gone', () => {
  const { world, host, ns1 } = worldWithMacvlan()
  const ns2 = addNetns(world, host, 'ns2') as Netns
  const ns3 = addNetns(world, host, 'ns3') as Netns
  expect([netnsId(host.root, ns1), netnsId(host.root, ns2), netnsId(host.root, ns1)]).toEqual([0, 1, 0])
  deleteNetns(world, host, 'ns1')
  expect(netnsId(host.root, ns3)).toBe(0)
})
