import { expect, test } from 'vitest'
import { EtherType } from '../../../src/frame/frame.ts'
import { BROADCAST } from '../../../src/frame/mac.ts'
import { COUNTERS } from '../../../src/fuzz/link-view.ts'
import { ModelBench } from '../../../src/fuzz/model-bench.ts'
import type { Changes, Step } from '../../../src/fuzz/step.ts'
import { create, macOf, play, STRANGER, send } from './play.ts'

test('[DEV8] a tag is taken out by the first receiver, and counts as bytes no more (skb_vlan_untag)', async () => {
  const played = await play([create('m0', 'bridge'), send('m0', STRANGER, macOf(0), { vlan: 7 })])
  expect(played.counter('eth0', 'txBytes')).toBe(60)
  expect(played.counter('p2', 'txBytes')).toBe(56)
  expect(played.counter('out', 'rxBytes')).toBe(56)
})

test('[DEV8] a frame too short for its tag is dropped unseen', async () => {
  const played = await play([create('m0', 'vepa'), send('m0', BROADCAST, macOf(0), { vlan: 7, length: 19 })])
  expect(played.last.seen).toEqual(['m0 outgoing', 'eth0 outgoing'])
})

test('a tagged frame that nobody takes counts as dropped even where a packet socket saw it', async () => {
  const played = await play([create('m0', 'vepa'), send('m0', STRANGER, macOf(0), { vlan: 7 })])
  expect(played.counter('out', 'rxDropped')).toBe(1)
})

test('an entry that is given no VLAN is made for each VLAN of the port as well, and a frame moves the one of none', () => {
  const bench = new ModelBench(undefined, { vlans: true })
  bench.apply(create('m0', 'bridge'))
  bench.apply({ do: 'fdb', dev: 'p1', how: 'add', of: 'master', mac: macOf(0), state: 'noarp' })
  const ofM0 = () =>
    bench.fdb().filter((line) => line.startsWith(macOf(0).toString(16)) && line.includes('static'))
  expect(ofM0()).toEqual(['200000000a0 13 static', '200000000a0 13 static 1'])
  bench.apply(send('m0', BROADCAST, macOf(0)))
  expect(ofM0()).toEqual(['200000000a0 11 static', '200000000a0 13 static 1'])
})

test('[DEV8] a frame too short for its tag does not leave the switch that sends it, if that filters (br_allowed_ingress)', () => {
  const bench = new ModelBench(undefined, { vlans: true })
  const short = send('br0', BROADCAST, STRANGER, { vlan: 7, length: 17 })
  const ports = ['br0 outgoing', 'p2 outgoing', 'p1 outgoing', 'p0 outgoing']
  expect(bench.apply(short).seen).toEqual(ports)
  bench.apply({ do: 'filtering', dev: 'br0', on: true })
  expect(bench.apply(short).seen).toEqual(['br0 outgoing'])
})

test('behind a tag of number 0 that is nobody’s another counts: IPv6 in it is known, and not dropped (check_vlan_id)', () => {
  const bench = new ModelBench(undefined, { vlans: true })
  bench.apply({ do: 'create vlan', dev: 'v1', lower: 'eth0', id: 0, up: true })
  const dropped = () =>
    bench.views().find(({ name }) => name === 'out')!.counters[COUNTERS.indexOf('rxDropped')]
  bench.apply(send('v1', STRANGER, macOf(0), { vlan: 7, etherType: EtherType.IPv6 }))
  expect(dropped()).toBe(0)
  bench.apply(send('v1', STRANGER, macOf(0), { vlan: 7 }))
  expect(dropped()).toBe(1)
})

test('behind a tag of number 0 that is nobody’s, a VLAN device takes what bears its own number', () => {
  const bench = new ModelBench(undefined, { vlans: true })
  bench.apply({ do: 'create vlan', dev: 'v0', lower: 'out', id: 7, up: true })
  bench.apply({ do: 'create vlan', dev: 'v1', lower: 'eth0', id: 0, up: true })
  const { seen } = bench.apply(send('v1', STRANGER, macOf(0), { vlan: 7 }))
  expect(seen.filter((one) => one.startsWith('v0 '))).toEqual([expect.stringMatching(/^v0 otherhost/)])
})

test('a switch without ports has no address for its table, and joins no VLAN (fdb_add_local)', () => {
  const bench = new ModelBench(undefined, { vlans: true })
  const flags = { pvid: false, untagged: false } as const
  const join = { do: 'vlan', dev: 'br1', how: 'add', of: 'self', vlan: 7, ...flags } as const
  expect(bench.apply(join).reply).toBe('ok')
  bench.apply({ ...join, how: 'del' })
  bench.apply({ do: 'change', dev: 'p3', changes: { master: 'br0' } })
  expect(bench.apply(join).reply).toBe('EINVAL')
  expect(bench.apply({ ...join, vlan: 1 }).reply).toBe('ok')
})

test('before 6.2 a switch that filters finds no tag in what a packet socket sends through a macvlan on it (br_allowed_ingress)', () => {
  const heardBy = (version: '6.1' | '6.2') => {
    const bench = new ModelBench(undefined, { version, vlans: true })
    bench.apply(create('m0', 'bridge', { lower: 'br0' }))
    bench.apply({ do: 'filtering', dev: 'br0', on: true })
    return bench.apply(send('m0', BROADCAST, macOf(0), { vlan: 7 })).seen.map((one) => one.split(' ')[0])
  }
  expect(heardBy('6.1')).toContain('eth0')
  expect(heardBy('6.2')).not.toContain('eth0')
})

test('on Linux 5.10 a VLAN device makes its parent promiscuous only while it is up (vlan_dev_open, vlan_dev_stop)', () => {
  const bench = new ModelBench(undefined, { version: '5.10', vlans: true })
  const promiscuity = () => bench.views().find(({ name }) => name === 'eth0')!.promiscuity
  const change = (changes: Changes) => bench.apply({ do: 'change', dev: 'v0', changes })
  bench.apply({ do: 'create vlan', dev: 'v0', lower: 'eth0', id: 7, up: false })
  change({ promisc: true })
  expect(promiscuity()).toBe(0)
  change({ up: true })
  expect(promiscuity()).toBe(1)
  change({ promisc: false })
  expect(promiscuity()).toBe(0)
  change({ promisc: true })
  change({ up: false })
  expect(promiscuity()).toBe(0)
})

test('[VLAN3] what its lower device refuses, a VLAN device refuses too: the sender hears of it (vlan_dev_hard_start_xmit)', () => {
  const bench = new ModelBench(undefined, { version: '6.1', vlans: true })
  bench.apply(create('m1', 'bridge'))
  bench.apply({ do: 'create vlan', dev: 'v0', lower: 'm1', id: 1, up: true })
  bench.apply({ ...create('m2', 'bridge'), lower: 'v0' })
  const counter = (dev: string, name: (typeof COUNTERS)[number]) =>
    bench.views().find((view) => view.name === dev)!.counters[COUNTERS.indexOf(name)]
  // Before 6.2 this header is four bytes longer, and with the tag it is too long for the other end of the cable.
  expect(bench.apply(send('v0', BROADCAST, macOf(1), { length: 1518 })).reply).toBe('ENOBUFS')
  bench.apply({ do: 'change', dev: 'p0', changes: { mtu: 1000 } })
  expect(bench.apply(send('m2', BROADCAST, macOf(2), { length: 1400 })).reply).toBe('ENOBUFS')
  expect(['v0', 'm2'].map((dev) => [counter(dev, 'txPackets'), counter(dev, 'txDropped')])).toEqual([
    [0, 2],
    [0, 1],
  ])
})

test('links are asked for lower ones first: a kernel tells a lost carrier one device further up each time (linkwatch_sync_dev)', async () => {
  const steps: readonly Step[] = [
    { do: 'create vlan', dev: 'v1', lower: 'br1', id: 1, up: true },
    create('m2', 'bridge', { lower: 'v1' }),
    { do: 'change', dev: 'p3', changes: { master: 'br0' } },
  ]
  const bench = new ModelBench(undefined, { vlans: true })
  for (const step of steps) bench.apply(step)
  const chain = ['br1', 'v1', 'm2']
  expect(bench.names().filter((name) => chain.includes(name))).toEqual(chain)
  expect(bench.views().find(({ name }) => name === 'm2')).toMatchObject({ carrier: false, operstate: 3 })
})

test('a macvlan that never carried 68 bytes has IPv4 all the same, and takes neighbours (inetdev_event)', () => {
  const bench = new ModelBench(undefined, { version: '6.12', vlans: true })
  const small: readonly Step[] = [
    { do: 'create vlan', dev: 'v0', lower: 'out', id: 1, up: true },
    { do: 'change', dev: 'v0', changes: { mtu: 67 } },
    create('m0', 'bridge', { lower: 'v0' }),
  ]
  const neighbour = { do: 'neighbour', dev: 'm0', how: 'add', address: 0xc000_0201, mac: macOf(0) } as const
  for (const step of [...small, { ...neighbour, state: 'permanent' } as const])
    expect(bench.apply(step).reply).toBe('ok')
  // What has lost IPv4 by its MTU does not.
  expect(bench.apply({ ...neighbour, dev: 'v0', state: 'permanent' }).reply).toBe('EINVAL')
})

test('what stands on a VLAN device that goes down finds that this has carrier again (linkwatch, default_operstate)', () => {
  const bench = new ModelBench(undefined, { vlans: true })
  bench.apply(create('m1', 'bridge'))
  bench.apply({ do: 'create vlan', dev: 'v0', lower: 'm1', id: 1, up: true })
  bench.apply(create('m0', 'bridge', { lower: 'v0' }))
  bench.apply({ do: 'change', dev: 'm1', changes: { up: false } })
  const { carrier, operstate } = bench.views().find(({ name }) => name === 'm0')!
  expect([carrier, operstate]).toEqual([false, 2])
})
