import { describe, expect, test } from 'vitest'
import { buildFrame, EtherType } from '../../src/frame/frame.ts'
import type { Mac } from '../../src/frame/mac.ts'
import {
  addLinkMulticast,
  changeLink,
  createLink,
  deleteLink,
  deleteLinkMulticast,
} from '../../src/world/links.ts'
import { netifRx } from '../../src/world/netif-rx.ts'
import { settle } from '../../src/world/settle.ts'
import { sendFrame } from '../../src/world/sockets-open.ts'
import { BenchWorld } from './bench-world.ts'

describe('transmit (macvlan_queue_xmit)', () => {
  test('[TX1] a sender that is not in bridge mode uses the wire, even to its sibling', () => {
    const bench = new BenchWorld({ m0: 'vepa', m1: 'bridge' })
    expect(bench.send('m0 > m1')).toEqual(['eth0 outgoing', 'p1 otherhost', 'p2 outgoing', 'out otherhost'])
    expect(bench.decisions()).toContain('TX1 no')
  })
  test('[TX2] a group frame of a bridge-mode sender goes to siblings and to the wire', () => {
    const bench = new BenchWorld({ m0: 'bridge', m1: 'bridge' })
    expect(bench.send('m0 > all')).toEqual(
      expect.arrayContaining(['m1 broadcast', 'eth0 outgoing', 'out broadcast']),
    )
  })
  test('[TX3] an address that no macvlan of the port has goes to the wire', () => {
    const bench = new BenchWorld({ m0: 'bridge', m1: { mode: 'bridge', down: true } })
    bench.send('m0 > m1')
    expect(bench.decisions()).toContain('TX3 no')
    expect(bench.heardBy('p1')).toEqual(['p1'])
  })
  test('[TX4] a bridge-mode sibling is reached through the receive path of the parent', () => {
    const bench = new BenchWorld({ m0: 'bridge', m1: 'bridge' })
    expect(bench.send('m0 > m1')).toEqual(['eth0 otherhost', 'm1 host'])
    expect(bench.decisions()).toEqual(expect.arrayContaining(['TX3 yes', 'RX8 yes']))
  })
  test('[TX4] a sibling of another mode is reached through the wire or not at all', () => {
    const bench = new BenchWorld({ m0: 'bridge', m1: 'vepa' })
    bench.send('m0 > m1')
    expect(bench.decisions()).toContain('TX4 no')
    expect(bench.heardBy('m1', 'p1')).toEqual(['p1'])
  })
})

describe('receive (macvlan_handle_frame)', () => {
  test('[RX1] every frame from a cable is asked', () => {
    const bench = new BenchWorld({ m0: 'vepa' })
    bench.send('out > m0')
    expect(bench.decisions()).toContain('RX1 no')
  })
  test('[RX2] unicast and group frames part ways', () => {
    const bench = new BenchWorld({ m0: 'vepa' })
    bench.send('out > m0')
    expect(bench.decisions()).toContain('RX2 no')
    bench.send('out > all')
    expect(bench.decisions()).toContain('RX2 yes')
  })
  test('[RX3] a frame that carries the address of a child counts as a reflection, whoever sent it', () => {
    const bench = new BenchWorld({ m0: 'private', m1: 'private' })
    bench.send('out as m0 > all')
    expect(bench.decisions()).toContain('RX3 yes')
    expect(bench.heardBy('m0', 'm1', 'eth0')).toEqual(['m0', 'eth0'])
  })
  test('[RX4] the sender of a reflected private broadcast hears itself; the counter counts it without bytes', () => {
    const bench = new BenchWorld({ m0: 'private' }, { hairpin: true })
    expect(bench.send('m0 > all')).toContain('m0 broadcast')
    expect(bench.dev('m0').counters).toMatchObject({ rxPackets: 1, rxBytes: 0, rxMulticast: 0 })
  })
  test('[RX5] broadcast goes through the work queue, and is counted as multicast', () => {
    const bench = new BenchWorld({ m0: 'vepa' })
    bench.send('out > all')
    expect(bench.decisions()).toContain('RX5 yes')
    expect(bench.dev('m0').counters).toMatchObject({ rxPackets: 1, rxBytes: 60, rxMulticast: 1 })
  })
  test('[RX6] a group that the parent alone has joined stays with the parent, if its NIC has a filter', () => {
    const bench = new BenchWorld({ m0: 'vepa' }, { physical: true })
    bench.must(addLinkMulticast(bench.world, bench.dev('eth0'), bench.mac('group')))
    expect(bench.send('out > group')).toContain('eth0 multicast')
    expect(bench.decisions()).toContain('RX6 no')
  })
  test('[RX6] a parent without a filter is promiscuous, and then every group goes through the queue', () => {
    const bench = new BenchWorld({ m0: 'vepa' })
    bench.send('out > group')
    expect(bench.decisions()).toEqual(expect.arrayContaining(['RX5 yes', 'MC5 no']))
    expect(bench.heardBy('m0')).toEqual([])
  })
  test('[RX7] passthru needs no address to match', () => {
    const bench = new BenchWorld({ m0: 'passthru' })
    expect(bench.send('out > nobody')).toContain('m0 host')
  })
  test('[RX8] an unknown address stays with the parent as a frame for another host', () => {
    const bench = new BenchWorld({ m0: 'vepa' })
    expect(bench.send('out > nobody')).toContain('eth0 otherhost')
    expect(bench.heardBy('m0')).toEqual([])
  })
  test('[RX9] a source-mode child gets nothing for its own address alone', () => {
    const bench = new BenchWorld({ m0: 'source' })
    bench.send('out > m0')
    expect(bench.decisions()).toContain('RX9 yes')
    expect(bench.heardBy('m0')).toEqual([])
  })
  test('[RX10] a passthru child that is down swallows what its parent receives', () => {
    const bench = new BenchWorld({ m0: { mode: 'passthru', down: true } })
    bench.send('out > eth0')
    expect(bench.decisions()).toContain('RX10 no')
    expect(bench.heardBy('m0')).toEqual([])
  })
})

describe('group frames (macvlan_multicast_rx, macvlan_broadcast)', () => {
  test('[MC1] from outside every mode but source hears broadcast', () => {
    const bench = new BenchWorld({ a: 'private', b: 'vepa', c: 'bridge', d: 'source' })
    bench.send('out > all')
    expect(bench.heardBy('a', 'b', 'c', 'd')).toEqual(['a', 'b', 'c'])
  })
  test('[MC3] pause frames reach no macvlan', () => {
    const bench = new BenchWorld({ m0: 'bridge', m1: 'bridge' })
    bench.send('m0 > group', EtherType.PAUSE)
    expect(bench.decisions()).toContain('MC3 yes')
    bench.send('m0 > all', EtherType.PAUSE)
    expect(bench.heardBy('m1')).toEqual([])
  })
  test('[MC4] private siblings stay out of what a vepa sibling has reflected', () => {
    const bench = new BenchWorld({ m0: 'vepa', m1: 'private' }, { hairpin: true })
    bench.send('m0 > all')
    expect(bench.decisions()).toContain('MC4 no')
  })
  test('[MC5] a group that a child has left is heard until its filter changes again (macvlan_set_mac_lists)', () => {
    const bench = new BenchWorld({ m0: 'bridge', m1: 'bridge' })
    const other = 0x01005e030303 as Mac
    bench.must(addLinkMulticast(bench.world, bench.dev('m1'), bench.mac('group')))
    bench.must(deleteLinkMulticast(bench.world, bench.dev('m1'), bench.mac('group')))
    bench.send('m0 > group')
    expect(bench.heardBy('m1')).toEqual(['m1'])
    bench.must(addLinkMulticast(bench.world, bench.dev('m1'), other))
    bench.send('m0 > group')
    expect(bench.heardBy('m1')).toEqual([])
  })
  test('[MC5] only those that joined a group hear it, or those that want all multicast', () => {
    const bench = new BenchWorld({ m0: 'bridge', m1: 'bridge', m2: 'bridge' })
    bench.must(changeLink(bench.world, bench.dev('m2'), { allmulticast: true }))
    bench.send('m0 > group')
    expect(bench.heardBy('m1', 'm2')).toEqual(['m2'])
  })
})

describe('source mode (macvlan_forward_source)', () => {
  const listed = 0x0200000000ee as Mac
  const source = { mode: 'source', sources: { how: 'add', address: listed } } as const
  test("[SRC1] a listed sender is heard, whatever the destination; the packet type stays the parent's", () => {
    const bench = new BenchWorld({ m0: source })
    expect(bench.send('out > nobody')).toEqual(expect.arrayContaining(['eth0 otherhost', 'm0 otherhost']))
    expect(bench.send('out > eth0')).toEqual(expect.arrayContaining(['eth0 host', 'm0 host']))
    bench.send('out as p2 > eth0')
    expect(bench.heardBy('m0')).toEqual([])
  })
  test('[SRC2] a listener that is down gets no copy', () => {
    const bench = new BenchWorld({ m0: { ...source, down: true } })
    bench.send('out > all')
    expect(bench.decisions()).toContain('SRC2 no')
    expect(bench.heardBy('m0')).toEqual([])
  })
  test('[SRC3] nodst keeps the frame from everyone else', () => {
    const flags = { nopromisc: false, nodst: true }
    const bench = new BenchWorld({ m0: { ...source, flags }, m1: 'vepa' })
    bench.send('out > m1')
    expect(bench.heardBy('m0', 'm1')).toEqual(['m0'])
  })
})

describe('devices', () => {
  test('[DEV1] without carrier nothing is sent, and the sender counts it as sent', () => {
    const bench = new BenchWorld({ m0: 'vepa' })
    bench.must(changeLink(bench.world, bench.dev('eth0'), { up: false }))
    expect(bench.send('m0 > all')).toEqual([])
    expect(bench.dev('m0').counters.txPackets).toBe(0)
  })
  test('[DEV2] a dummy device counts what it is sent as sent, and keeps it', () => {
    const bench = new BenchWorld({})
    const { root } = bench.world.machines.get('host')!
    bench.must(createLink(bench.world, root, { name: 'd0', up: true, type: { kind: 'dummy' } }))
    expect(bench.send('d0 > nobody')).toEqual([])
    expect(bench.dev('d0').counters).toMatchObject({ txPackets: 1, txBytes: 60 })
  })
  test('[DEV3] what is longer than the receiver holds is dropped there and counted on both sides', () => {
    const bench = new BenchWorld({})
    bench.must(changeLink(bench.world, bench.dev('p2'), { mtu: 1000 }))
    expect(() => bench.send('out > all', 0x88b5, 1200)).toThrow('ENOBUFS')
    expect(bench.dev('p2').counters.rxDropped).toBe(1)
    expect(bench.dev('out').counters).toMatchObject({ txDropped: 1, txPackets: 0 })
  })
  test('[DEV4] nothing is queued for a device that is down', () => {
    const bench = new BenchWorld({ m0: { mode: 'vepa', down: true } })
    const frame = buildFrame(bench.mac('m0'), bench.mac('out'), 0x88b5, new Uint8Array(46))
    expect(netifRx(bench.world, bench.dev('m0'), frame, 'host', 1)).toBe(false)
    expect(bench.dev('m0').counters.rxDropped).toBe(1)
  })
  test('[NIC1] a filtering NIC lets in what it was asked for, and all of it when promiscuous', () => {
    const bench = new BenchWorld({ m0: 'vepa' }, { physical: true })
    expect(bench.send('out > nobody')).not.toContain('eth0 otherhost')
    expect(bench.send('out > m0')).toContain('m0 host')
    bench.must(changeLink(bench.world, bench.dev('eth0'), { promisc: true }))
    expect(bench.send('out > nobody')).toContain('eth0 otherhost')
  })
  test('[DEV5] a loop of cables ends as a storm that names a device in it', () => {
    const bench = new BenchWorld({})
    const { root } = bench.world.machines.get('sw')!
    const peer = { name: 'loop1' }
    bench.must(createLink(bench.world, root, { name: 'loop0', up: true, type: { kind: 'veth', peer } }))
    for (const name of ['loop0', 'loop1'])
      bench.must(changeLink(bench.world, bench.dev(name), { master: bench.dev('sw'), up: true }))
    bench.send('out > all')
    expect(bench.world.storm).toMatchObject({ machine: 'sw', receptions: 100_000 })
  })
  test('[DEV7] a device that is deleted takes along what it had not received yet', () => {
    const bench = new BenchWorld({})
    bench.must(sendFrame(bench.world, bench.dev('out'), new Uint8Array(60).fill(0xff)))
    bench.must(deleteLink(bench.world, bench.dev('out')))
    settle(bench.world)
    const fates = bench.records().flatMap((record) => (record.kind === 'fate' ? [record.rule] : []))
    expect(fates.at(-1)).toBe('DEV7')
  })
  test('[DEV6] a frame of an unknown type counts as dropped where no packet socket took it', () => {
    const bench = new BenchWorld({})
    bench.send('eth0 > out')
    expect(bench.dev('out').counters.rxDropped).toBe(1)
  })
})
