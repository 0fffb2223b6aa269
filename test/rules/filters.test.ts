import { describe, expect, test } from 'vitest'
import { setAllmulti } from '../../src/world/device-filters.ts'
import type { MacvlanOptions } from '../../src/world/link-requests.ts'
import { addLinkMulticast, changeLink, createLink } from '../../src/world/links.ts'
import { BenchWorld, type Children } from './bench-world.ts'

/** The parent is a NIC with a filter of its own, not a veth, which would have to be promiscuous. */
function benchOf(children: Children, options: MacvlanOptions = {}): BenchWorld {
  const bench = new BenchWorld(children, { physical: true })
  if ('m0' in children)
    bench.must(changeLink(bench.world, bench.dev('m0'), { type: { kind: 'macvlan', options } }))
  return bench
}

function join(bench: BenchWorld, ...devices: readonly string[]): void {
  for (const dev of devices) bench.must(addLinkMulticast(bench.world, bench.dev(dev), bench.mac('group')))
}

/** What RX5 and RX6 said of a group frame from outside, and which macvlans heard it. */
function asked(bench: BenchWorld, to: 'group' | 'all'): string {
  bench.send(`out > ${to}`)
  const answers = bench.decisions().filter((one) => /^RX[56] /.test(one))
  return [...answers, ...bench.heardBy('m0', 'm1')].join(', ')
}

describe('a port’s filters (macvlan_compute_filter)', () => {
  test('[RX6] a group that one macvlan has joined comes to it without the queue', () => {
    const bench = benchOf({ m0: 'vepa', m1: 'vepa' })
    join(bench, 'm0')
    expect(asked(bench, 'group')).toBe('RX5 no, RX6 yes, m0')
  })
  test('[RX5] one that two have joined goes through the queue, and bclim can forbid it', () => {
    const two = benchOf({ m0: 'vepa', m1: 'vepa' })
    join(two, 'm0', 'm1')
    expect(asked(two, 'group')).toBe('RX5 yes, m0, m1')
    const limited = benchOf({ m0: 'vepa', m1: 'vepa' }, { bcCutoff: 2 })
    join(limited, 'm0', 'm1')
    expect(asked(limited, 'group')).toBe('RX5 no, RX6 yes, m0, m1')
  })
  test('[RX5] bclim 0 queues what one has joined, a negative one not even broadcast', () => {
    const zero = benchOf({ m0: 'vepa' }, { bcCutoff: 0 })
    join(zero, 'm0')
    expect(asked(zero, 'group')).toBe('RX5 yes, m0')
    expect(asked(benchOf({ m0: 'vepa' }, { bcCutoff: 0 }), 'all')).toBe('RX5 yes, m0')
    expect(asked(benchOf({ m0: 'vepa' }, { bcCutoff: -1 }), 'all')).toBe('RX5 no, RX6 yes, m0')
  })
  test('[RX6] a group that the parent alone has joined is in neither filter', () => {
    const bench = benchOf({ m0: 'vepa' })
    join(bench, 'eth0')
    expect(asked(bench, 'group')).toBe('RX5 no, RX6 no')
    expect(bench.decisions().filter((one) => one.startsWith('MC'))).toEqual([])
  })
  test('[RX5] a kernel that knows no bclim queues every group that somebody has joined', () => {
    const bench = new BenchWorld({ m0: 'vepa' }, { physical: true, kernel: '5.10' })
    join(bench, 'm0')
    expect(asked(bench, 'group')).toBe('RX5 yes, m0')
  })
  test('[RX5] a parent that wants all multicast, or everything, queues every group', () => {
    for (const changes of [{ allmulticast: true }, { promisc: true }]) {
      const bench = benchOf({ m0: 'vepa' })
      bench.must(changeLink(bench.world, bench.dev('eth0'), changes))
      // The port looks at its parent's flags when a macvlan's own list changes.
      bench.must(addLinkMulticast(bench.world, bench.dev('m0'), bench.mac('group')))
      expect(asked(bench, 'group')).toBe('RX5 yes, m0')
      bench.send('out > nobody')
      bench.must(changeLink(bench.world, bench.dev('eth0'), changes))
    }
  })
})

describe('a macvlan’s own filter', () => {
  test('[MC5] a promiscuous macvlan hears every group', () => {
    const bench = new BenchWorld({ m0: 'vepa', m1: 'vepa' })
    bench.must(changeLink(bench.world, bench.dev('m1'), { promisc: true }))
    bench.send('out > group')
    expect(bench.heardBy('m0', 'm1')).toEqual(['m1'])
  })
})

describe('what a macvlan wants, its parent wants once (macvlan_change_rx_flags)', () => {
  /** A bridge on the host, for m0 to be a port of: that too makes it promiscuous and wants all multicast. */
  function withBridge() {
    const bench = new BenchWorld({ m0: 'vepa' }, { physical: true })
    const { root } = bench.world.machines.get('host')!
    bench.must(createLink(bench.world, root, { name: 'br1', up: true, type: { kind: 'bridge' } }))
    return bench
  }
  const change = (
    bench: BenchWorld,
    changes: { promisc?: boolean; allmulticast?: boolean; bridge?: boolean },
  ) => {
    const { bridge, ...rest } = changes
    const master = bridge === undefined ? {} : { master: bridge ? bench.dev('br1') : null }
    bench.must(changeLink(bench.world, bench.dev('m0'), { ...rest, ...master }))
    const { promiscuity, allmulti } = bench.dev('eth0')
    return [promiscuity, allmulti]
  }
  test('by its flags', () => {
    const bench = withBridge()
    expect(change(bench, { allmulticast: true })).toEqual([0, 1])
    expect(change(bench, { allmulticast: false })).toEqual([0, 0])
    expect(change(bench, { promisc: true })).toEqual([1, 0])
    expect(change(bench, { promisc: false })).toEqual([0, 0])
  })
  test('as a port of a bridge, and by its flags as well', () => {
    const bench = withBridge()
    expect(change(bench, { bridge: true })).toEqual([1, 1])
    expect(change(bench, { promisc: true, allmulticast: true })).toEqual([1, 1])
    expect(change(bench, { bridge: false })).toEqual([1, 1])
    expect(change(bench, { promisc: false, allmulticast: false })).toEqual([0, 0])
  })
  test('[MC5] a macvlan that has left the bridge hears its own groups only', () => {
    const bench = new BenchWorld({ m0: 'vepa' })
    const { root } = bench.world.machines.get('host')!
    bench.must(createLink(bench.world, root, { name: 'br1', up: true, type: { kind: 'bridge' } }))
    const heard = (bridge: boolean) => {
      change(bench, { bridge })
      bench.send('out > group')
      return bench.heardBy('m0')
    }
    expect([heard(true), heard(false)]).toEqual([['m0'], []])
  })
  test('a count that went below zero does not come back up through it (EOVERFLOW)', () => {
    const eth0 = withBridge().dev('eth0')
    eth0.allmulti = 0xffff_ffff
    expect(setAllmulti(eth0, 1)).toEqual({ errno: 'EOVERFLOW' })
    expect(eth0.allmulti).toBe(0xffff_ffff)
  })
})

describe('the filter of the NIC', () => {
  test('[NIC1] its own address, broadcast, joined groups and macvlans’ addresses pass, nothing else', () => {
    const bench = benchOf({ m0: 'vepa' })
    join(bench, 'm0')
    const passes = (to: string) => bench.send(`out > ${to}`).some((seen) => seen.startsWith('eth0 '))
    expect(['eth0', 'm0', 'all', 'group'].filter(passes)).toEqual(['eth0', 'm0', 'all', 'group'])
    expect(passes('nobody')).toBe(false)
  })
  test('[NIC1] a group that nobody has joined passes only if all multicast, or everything, is wanted', () => {
    const heard = (changes: { allmulticast?: boolean; promisc?: boolean }) => {
      const bench = benchOf({ m0: 'vepa' })
      bench.must(changeLink(bench.world, bench.dev('eth0'), changes))
      return ['group', 'nobody'].filter((to) => bench.send(`out > ${to}`).join(' ').includes('eth0'))
    }
    expect(heard({})).toEqual([])
    expect(heard({ allmulticast: true })).toEqual(['group'])
    expect(heard({ promisc: true })).toEqual(['group', 'nobody'])
  })
  test('a macvlan needs its parent promiscuous on a veth, and not on a NIC that filters (IFF_UNICAST_FLT)', () => {
    expect(benchOf({ m0: 'vepa' }).dev('eth0').promiscuity).toBe(0)
    expect(new BenchWorld({ m0: 'vepa' }).dev('eth0').promiscuity).toBe(1)
  })
})
