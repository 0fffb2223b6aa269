import { describe, expect, test } from 'vitest'
import type { IpvlanMode } from '../../src/device/ipvlan-device.ts'
import { buildFrame, EtherType } from '../../src/frame/frame.ts'
import type { Mac } from '../../src/frame/mac.ts'
import { netnsOf } from '../../src/world/devices.ts'
import { addFdbEntry } from '../../src/world/fdb.ts'
import { changeLink, deleteLink } from '../../src/world/links.ts'
import { settle } from '../../src/world/settle.ts'
import { stackOf } from '../../src/world/stacks.ts'
import { newTrace } from '../../src/world/tracing.ts'
import { IpvlanBench, ip } from './ipvlan-bench.ts'

const l2 = (flag: 'bridge' | 'private' | 'vepa' = 'bridge') => new IpvlanBench({ mode: 'l2', flag })

describe('an ipvlan sends, in l2 mode (ipvlan_xmit_mode_l2)', () => {
  test('[IVT1] [IVT3] to another MAC: out of the parent', () => {
    const bench = l2()
    expect(bench.sendIp('i1', 1, 'out', 100)).toEqual([
      'eth0 outgoing',
      'p1 otherhost',
      'p2 outgoing',
      'out host',
    ])
    expect(bench.decisions()).toEqual(expect.arrayContaining(['IVT1 yes', 'IVT2 no', 'IVT3 no', 'IVT6 no']))
  })

  test('[IVT4] [IVT5] to the MAC that all have: to the sibling with the IP address, past parent and wire', () => {
    const bench = l2()
    expect(bench.sendIp('i1', 1, 'i2', 2)).toEqual(['i2 host'])
    expect(bench.decisions()).toEqual(expect.arrayContaining(['IVT3 yes', 'IVT4 yes', 'IVT5 no']))
    expect(bench.dev('i1').counters).toMatchObject({ txPackets: 1, txBytes: 42 })
    // The kernel adds the length of a header that is still there.
    expect(bench.dev('i2').counters).toMatchObject({ rxPackets: 1, rxBytes: 42 + 14 })
  })

  test('[IVT4] nobody has the IP address, or who has it is down: the parent receives it', () => {
    const bench = l2()
    expect(bench.sendIp('i1', 1, 'i2', 10)).toEqual(['eth0 host'])
    bench.must(changeLink(bench.world, bench.dev('i2'), { up: false }))
    expect(bench.sendIp('i1', 1, 'i2', 2)).toEqual(['eth0 host'])
  })

  test('[IVT5] the port is private: dropped, and the sender counts it', () => {
    const bench = l2('private')
    expect(bench.sendIp('i1', 1, 'i2', 2)).toEqual([])
    expect(bench.decisions()).toContain('IVT5 yes')
    expect(bench.dev('i1').counters).toMatchObject({ txPackets: 0, txDropped: 1 })
  })

  test('[IVT2] the port is a VEPA: out of the parent, even to its own MAC', () => {
    const bench = l2('vepa')
    expect(bench.sendIp('i1', 1, 'i2', 2)).toContain('eth0 outgoing')
    expect(bench.decisions()).toEqual(expect.arrayContaining(['IVT2 yes', 'IVT6 no']))
    const mirrored = new IpvlanBench({ mode: 'l2', flag: 'vepa' }, { hairpin: true })
    expect(mirrored.sendIp('i1', 1, 'i2', 2)).toContain('i2 host')
  })

  test('[IVT6] to a group: by the work queue to siblings, then out; whatever the flag', () => {
    for (const flag of ['bridge', 'private', 'vepa'] as const) {
      const bench = l2(flag)
      expect(bench.sendArp('i1', 1, 'all', 99)).toEqual([
        'eth0 outgoing',
        'i2 broadcast',
        'p1 broadcast',
        'p2 outgoing',
        'out broadcast',
        'sw broadcast',
      ])
      expect(bench.decisions()).toContain('IVT6 yes')
    }
  })
})

describe('an ipvlan sends, in l3 mode (ipvlan_xmit_mode_l3)', () => {
  test('[IVT8] to the IP address of a sibling: past parent and wire, whatever the MAC', () => {
    const bench = new IpvlanBench({ mode: 'l3' })
    expect(bench.sendIp('i1', 1, 'out', 2)).toEqual(['i2 otherhost'])
    expect(bench.decisions()).toEqual(expect.arrayContaining(['IVT1 no', 'IVT7 no', 'IVT8 yes', 'IVT5 no']))
  })

  test('[IVT7] on a VEPA nobody is looked for: the packet is the parent’s to send', () => {
    const bench = new IpvlanBench({ mode: 'l3', flag: 'vepa' })
    expect(bench.sendIp('i1', 1, 'i2', 2)).not.toContain('i2 host')
    expect(bench.decisions()).toEqual(expect.arrayContaining(['IVT7 yes', 'IVT9 no', 'IVT11 yes']))
  })

  test('[IVT9] a broadcast ends there', () => {
    const bench = new IpvlanBench({ mode: 'l3' })
    expect(bench.sendIp('i1', 1, 'all', 99)).toEqual([])
    expect(bench.decisions()).toContain('IVT9 yes')
    expect(bench.dev('i1').counters).toMatchObject({ txPackets: 0, txDropped: 1 })
  })

  test('[IVT10] what is not IP ends there', () => {
    const bench = new IpvlanBench({ mode: 'l3' })
    expect(bench.sendArp('i1', 1, 'out', 100)).toEqual([])
    expect(bench.decisions()).toContain('IVT10 no')
    expect(bench.dev('i1').counters.txDropped).toBe(1)
  })

  test('[IVT11] another address: the parent’s stack asks for its MAC, and sends the packet as it is', () => {
    const bench = new IpvlanBench({ mode: 'l3' })
    const seen = bench.sendIp('i1', 1, 'i1', 100)
    expect(bench.decisions()).toContain('IVT11 yes')
    // An ARP request of the parent's, the answer, and then the packet.
    expect(seen.filter((line) => line.startsWith('out'))).toEqual([
      'out broadcast',
      'out outgoing',
      'out host',
    ])
    const packet = bench.records().findLast((record) => record.kind === 'seen' && record.place.dev === 'out')
    expect(packet).toMatchObject({ frame: { src: bench.mac('eth0'), dst: bench.mac('out') } })
    expect(bench.dev('i1').counters.txPackets).toBe(1)
  })

  test('[IVT11] the parent’s own address: it gets it by its loopback device', () => {
    const bench = new IpvlanBench({ mode: 'l3' })
    const lo = netnsOf(bench.world, bench.dev('eth0')).byName.get('lo')!
    bench.must(changeLink(bench.world, lo, { up: true }))
    expect(bench.sendIp('i1', 1, 'i1', 10)).toEqual(['lo outgoing', 'lo host'])
  })

  test('[IVT11] a broadcast address, or IPv6 while that is off: there is no way, and the sender counts it', () => {
    const bench = new IpvlanBench({ mode: 'l3' })
    expect(bench.sendIp('i1', 1, 'i1', 255)).toEqual([])
    expect(bench.decisions()).toContain('IVT11 no')
    bench.sendPayload('i1', bench.mac('i1'), bench.mac('i1'), EtherType.IPv6, new Uint8Array(40))
    expect(bench.dev('i1').counters).toMatchObject({ txPackets: 0, txDropped: 2 })
  })
})

describe('the parent receives (ipvlan_handle_frame)', () => {
  test('[IVR2] [IVR7] in l2 and l3 mode: whose IP address it is for, gets it', () => {
    for (const mode of ['l2', 'l3'] as const) {
      const bench = new IpvlanBench({ mode })
      expect(bench.sendIp('out', 100, 'eth0', 2)).toEqual([
        'p2 otherhost',
        'p1 outgoing',
        'eth0 host',
        'i2 host',
      ])
      expect(bench.decisions()).toEqual(
        expect.arrayContaining(['IVR1 no', `IVR2 ${mode === 'l2' ? 'yes' : 'no'}`]),
      )
      expect(bench.dev('i2').counters).toMatchObject({ rxPackets: 1, rxBytes: 42 })
      expect(bench.sendArp('out', 100, 'eth0', 1)).toContain('i1 host')
    }
  })

  test('[IVR7] an IP address that nobody has is the parent’s', () => {
    const bench = l2()
    expect(bench.sendIp('out', 100, 'eth0', 77).at(-1)).toBe('eth0 host')
    expect(bench.decisions()).toContain('IVR7 no')
  })

  test('[IVR7] what is for another MAC stays so: the ipvlan sees it, its stack does not take it', () => {
    const bench = l2()
    bench.must(changeLink(bench.world, bench.dev('eth0'), { promisc: true }))
    expect(bench.sendIp('out', 100, 'nobody', 2)).toContain('i2 otherhost')
    expect(bench.decisions()).toContain('IP1 yes')
  })

  test('[IVR1] in l3s mode the parent keeps it', () => {
    const bench = new IpvlanBench({ mode: 'l3s' })
    expect(bench.sendIp('out', 100, 'eth0', 2).at(-1)).toBe('eth0 host')
    expect(bench.decisions()).toContain('IVR1 yes')
  })

  test('[IVR4] [IVR5] a group frame from outside: to the parent now, to the ipvlans from the work queue', () => {
    const bench = l2()
    expect(bench.sendArp('out', 100, 'all', 1)).toEqual([
      'p2 broadcast',
      'p1 outgoing',
      'eth0 broadcast',
      'sw broadcast',
      'i1 broadcast',
      'i2 broadcast',
    ])
    expect(bench.decisions()).toEqual(expect.arrayContaining(['IVR4 yes', 'IVR5 no']))
    expect(bench.dev('i1').counters).toMatchObject({ rxPackets: 1, rxBytes: 42, rxMulticast: 1 })
  })

  test('[IVR4] in l3 mode an ARP question goes to whom it asks for, who has no ARP', () => {
    const bench = new IpvlanBench({ mode: 'l3' })
    bench.sendArp('out', 100, 'all', 1)
    expect(bench.heardBy('eth0', 'i1', 'i2')).toEqual(['eth0', 'i1'])
    expect(bench.decisions()).toContain('ARP1 yes')
  })

  test('[IVR6] what a switch reflects of an ipvlan’s own goes to the parent alone', () => {
    const bench = new IpvlanBench({ mode: 'l2' }, { hairpin: true })
    expect(bench.sendArp('i1', 1, 'all', 99)).toEqual([
      'eth0 outgoing',
      'i2 broadcast',
      'p1 broadcast',
      'p2 outgoing',
      'p1 outgoing',
      'out broadcast',
      'eth0 broadcast',
      'sw broadcast',
    ])
    expect(bench.decisions()).toEqual(expect.arrayContaining(['IVR5 yes', 'IVR6 yes']))
  })

  test('[IVR6] what it reflects of the parent’s own, the ipvlans get', () => {
    const bench = new IpvlanBench({ mode: 'l2' }, { hairpin: true })
    expect(bench.sendArp('eth0', 10, 'all', 99)).toEqual(
      expect.arrayContaining(['i1 broadcast', 'i2 broadcast']),
    )
    expect(bench.decisions()).toEqual(expect.arrayContaining(['IVR5 yes', 'IVR6 no']))
  })

  test('[IVR3] a multicast that the host’s own stack sends itself stays with the parent, in l2 mode', () => {
    const bench = l2()
    const [eth0, group] = [bench.dev('eth0'), bench.mac('group')]
    bench.world.trace = newTrace()
    const frame = buildFrame(group, eth0.mac, EtherType.IPv4, new Uint8Array(46))
    stackOf(bench.world, netnsOf(bench.world, eth0)).loopBack(eth0, frame, 1)
    settle(bench.world)
    expect(bench.decisions()).toContain('IVR3 yes')
    expect(bench.heardBy('i1', 'i2')).toEqual([])
  })
})

describe('the work queue (ipvlan_process_multicast)', () => {
  test('[IVQ1] a pause frame gets nowhere, not even out', () => {
    const bench = l2()
    const sent = bench.sendPayload(
      'i1',
      bench.mac('i1'),
      bench.mac('group'),
      EtherType.PAUSE,
      new Uint8Array(46),
    )
    expect(sent).toEqual([])
    expect(bench.decisions()).toContain('IVQ1 yes')
  })

  test('[IVQ2] holds a thousand frames; one more is lost, and counted by the device that it is on', () => {
    const bench = l2()
    const port = bench.dev('eth0').rxHandler
    if (port?.kind !== 'ipvlan') throw new Error('no port')
    const waiting = { frame: {} as never, sender: undefined, copy: 0 }
    port.backlog.push(...Array.from({ length: 1000 }, () => waiting))
    expect(bench.sendArp('i1', 1, 'all', 99)).toEqual([])
    expect(bench.decisions()).toContain('IVQ2 no')
    expect(bench.dev('i1').counters).toMatchObject({ txPackets: 1, rxDropped: 1 })
  })

  test('[IVQ3] [IVQ4] [IVQ5] copies go to those that are up and listen to the group, the sender left out', () => {
    const bench = l2()
    const third = bench.add('i3', { mode: 'l2' }, { up: true })
    bench.must(changeLink(bench.world, third, { up: false }))
    expect(bench.sendArp('i1', 1, 'all', 99)).not.toContain('i3 broadcast')
    expect(bench.decisions()).toEqual(expect.arrayContaining(['IVQ3 yes', 'IVQ3 no', 'IVQ4 yes', 'IVQ5 no']))
    expect(bench.sendArp('i1', 1, 'group', 99)).not.toContain('i2 multicast')
    expect(bench.decisions()).toContain('IVQ4 no')
    bench.must(changeLink(bench.world, bench.dev('i2'), { allmulticast: true }))
    expect(bench.sendArp('i1', 1, 'group', 99)).toContain('i2 multicast')
    expect(bench.dev('eth0').allmulti).toBe(1)
  })

  test('loses what waits there when the last ipvlan goes', () => {
    const bench = l2()
    bench.must(deleteLink(bench.world, bench.dev('i2')))
    bench.must(deleteLink(bench.world, bench.dev('i1')))
    expect(bench.dev('eth0').rxHandler).toBeUndefined()
  })
})

describe('l3s (ipvlan_l3_rcv)', () => {
  test('[IVS1] [IVS2] a packet goes on in the namespace of whose address it is, unseen by packet sockets there', () => {
    const bench = new IpvlanBench({ mode: 'l3s' })
    expect(bench.sendIp('out', 100, 'eth0', 2)).not.toContain('i2 host')
    expect(bench.decisions()).toEqual(expect.arrayContaining(['IVS1 yes', 'IVS2 yes', 'IP13 yes']))
    expect(bench.dev('i2').counters).toMatchObject({ rxPackets: 1, rxBytes: 42 })
  })

  test('[IVS1] what nobody has is the parent’s', () => {
    const bench = new IpvlanBench({ mode: 'l3s' })
    bench.sendIp('out', 100, 'eth0', 10)
    expect(bench.decisions()).toEqual(expect.arrayContaining(['IVS1 no', 'IP8 yes']))
  })

  test('[IVS2] what the ipvlan’s namespace would not take, the parent’s decides on', () => {
    const bench = new IpvlanBench({ mode: 'l3s' })
    // Its own address as the source.
    bench.sendIp('out', 2, 'eth0', 2)
    expect(bench.decisions()).toEqual(expect.arrayContaining(['IVS1 yes', 'IVS2 no']))
    expect(bench.dev('i2').counters.rxPackets).toBe(0)
  })
})

describe('a port', () => {
  test('has one mode and one flag for all; without a word it is l3', () => {
    const bench = l2('private')
    const third = bench.add('i3')
    expect(third.driver.port).toMatchObject({ mode: 'l3', flag: 'private' })
    expect(['i1', 'i2', 'i3'].map((name) => bench.dev(name).arp)).toEqual([false, false, true])
    bench.must(changeLink(bench.world, third, { up: true }))
    expect(third.arp).toBe(false)
    const type = { kind: 'ipvlan', options: { mode: 'l2', flag: 'bridge' } } as const
    bench.must(changeLink(bench.world, bench.dev('i1'), { type }))
    expect(third.driver.port).toMatchObject({ mode: 'l2', flag: 'bridge' })
    expect(['i1', 'i2', 'i3'].map((name) => bench.dev(name).arp)).toEqual([true, true, true])
  })

  test.each<IpvlanMode>(['l2', 'l3', 'l3s'])(
    '%s: an ipvlan has the MAC of its parent, from first to last',
    (mode) => {
      const bench = new IpvlanBench({ mode })
      const mac = 0x0200_0000_0077 as Mac
      expect(bench.mac('i1')).toBe(bench.mac('eth0'))
      bench.must(changeLink(bench.world, bench.dev('eth0'), { address: mac }))
      expect([bench.mac('i1'), bench.mac('i2')]).toEqual([mac, mac])
      expect(changeLink(bench.world, bench.dev('i1'), { address: 0x0200_0000_0001 as Mac })).toMatchObject({
        errno: 'EOPNOTSUPP',
      })
    },
  )

  test('numbers its ipvlans, and gives a number again only when it has come round', () => {
    const bench = l2()
    bench.must(deleteLink(bench.world, bench.dev('i1')))
    expect(bench.add('i3').driver.devId).toBe(3)
    const { port } = bench.add('i4').driver
    port.nextDevId = 0xfffe
    expect([bench.add('i5').driver.devId, bench.add('i6').driver.devId]).toEqual([1, 5])
  })
})

test('another address of an ipvlan makes its parent promiscuous, and not itself (IFF_UNICAST_FLT)', () => {
  const bench = l2()
  const other = { mac: 0x0200_0000_0055 as Mac, state: 'permanent' } as const
  const flags = { create: true, exclusive: true, replace: false }
  bench.must(addFdbEntry(bench.world, bench.dev('i1'), { ...other, ...flags }, { master: false, self: true }))
  expect(['i1', 'eth0'].map((name) => bench.dev(name).promiscuity)).toEqual([0, 1])
})

describe('IP addresses', () => {
  test('no two ipvlans of a port have one, up or down; the parent’s do not count (ipvlan_addr_busy)', () => {
    const bench = l2()
    const third = bench.add('i3', { mode: 'l2' })
    const busy = { errno: 'EADDRINUSE', extack: 'Address already assigned to an ipvlan device' }
    expect(bench.tryAddress(third, 1)).toEqual(busy)
    expect(bench.tryAddress(bench.dev('i1'), 1, 16)).toEqual(busy)
    expect(bench.tryAddress(third, 10)).toBeUndefined()
    expect(bench.tryAddress(bench.dev('i1'), 10)).toEqual(busy)
  })

  test('are found while the device is up, and free when it is gone', () => {
    const bench = l2()
    const { port } = bench.add('i3', { mode: 'l2' }).driver
    bench.address('i3', 3)
    expect([...port.hash.keys()]).toEqual([ip(1), ip(2)])
    bench.must(changeLink(bench.world, bench.dev('i3'), { up: true }))
    expect(port.hash.get(ip(3))).toBe(bench.dev('i3'))
    bench.must(deleteLink(bench.world, bench.dev('i3')))
    expect([...port.hash.keys()]).toEqual([ip(1), ip(2)])
    expect(bench.tryAddress(bench.dev('i1'), 3)).toBeUndefined()
  })
})
