import { describe, expect, test } from 'vitest'
import type { Device } from '../../src/device/device.ts'
import type { Mac } from '../../src/frame/mac.ts'
import { addUnicast, removeUnicast } from '../../src/world/device-filters.ts'
import { netnsOf } from '../../src/world/devices.ts'
import type { LinkSettings, VlanOptions } from '../../src/world/link-requests.ts'
import { changeLink, createLink, deleteLink } from '../../src/world/links.ts'
import { BenchWorld } from './bench-world.ts'

/** `eth0.10` on eth0 of the bench, and `out.10` on the station outside, unless told otherwise. */
function bench(
  lowers: readonly string[] = ['eth0', 'out'],
  children: ConstructorParameters<typeof BenchWorld>[0] = {},
) {
  const world = new BenchWorld(children)
  for (const lower of lowers) add(world, lower, { id: 10 })
  return world
}

function add(bench: BenchWorld, lower: string, options: VlanOptions, settings: LinkSettings = {}): Device {
  const dev = bench.dev(lower)
  const name = `${lower}.${options.id}`
  const type = { kind: 'vlan', lower: dev, options } as const
  bench.must(createLink(bench.world, netnsOf(bench.world, dev), { name, up: true, ...settings, type }))
  return bench.dev(name)
}

describe('a frame with a tag (vlan_do_receive)', () => {
  test('[VLAN1] goes to the VLAN device of that number, without the tag; the lower device sees it with it', () => {
    const world = bench()
    expect(world.send('out.10 > eth0.10')).toEqual([
      'out outgoing',
      'p2 otherhost',
      'p1 outgoing',
      'eth0 host',
      'eth0.10 host',
    ])
    expect(world.decisions()).toContain('VLAN1 yes')
    expect(world.dev('eth0.10').counters).toMatchObject({ rxPackets: 1, rxBytes: 46 })
    expect(world.dev('out.10').counters).toMatchObject({ txPackets: 1, txBytes: 60 })
    expect(world.dev('out').counters).toMatchObject({ txPackets: 1, txBytes: 60 })
  })

  test('[VLAN1] of another number stays with the lower device, as somebody else’s', () => {
    const world = bench(['out'])
    add(world, 'eth0', { id: 20 })
    expect(world.send('out.10 > eth0')).not.toContain('eth0.20 host')
    expect(world.decisions()).toContain('VLAN1 no')
  })

  test('[VLAN1] comes before the rx_handler: macvlans on the lower device never see it', () => {
    const world = bench(['eth0', 'out'], { m0: 'passthru' })
    world.send('out.10 > all')
    expect(world.heardBy('eth0.10', 'm0')).toEqual(['eth0.10'])
  })

  test('[VLAN2] for a VLAN device that is down is dropped, and counted by nobody', () => {
    const world = bench()
    world.must(changeLink(world.world, world.dev('eth0.10'), { up: false }))
    expect(world.send('out.10 > eth0')).not.toContain('eth0.10 host')
    expect(world.decisions()).toContain('VLAN2 no')
    expect(world.dev('eth0.10').counters).toMatchObject({ rxPackets: 0, rxDropped: 0 })
    expect(world.dev('eth0').counters).toMatchObject({ rxPackets: 1, rxDropped: 0 })
  })

  test('[VLAN2] tag on tag: each VLAN device takes off its own', () => {
    const world = bench()
    for (const lower of ['eth0.10', 'out.10']) add(world, lower, { id: 20 })
    expect(world.send('out.10.20 > eth0.10.20')).toContain('eth0.10.20 host')
    expect(world.dev('out.10').counters.txBytes - world.dev('out.10.20').counters.txBytes).toBe(4)
    expect(world.dev('eth0.10').counters.rxBytes - world.dev('eth0.10.20').counters.rxBytes).toBe(4)
  })

  test('a VLAN device is a domain of its own: macvlans on it and on its parent do not meet', () => {
    const world = bench(['eth0'], { m0: 'bridge' })
    const type = { kind: 'macvlan', lower: world.dev('eth0.10'), options: { mode: 'bridge' } } as const
    const host = netnsOf(world.world, world.dev('eth0'))
    world.must(
      createLink(world.world, host, { name: 'v0', address: 0x0200_0000_00c0 as Mac, up: true, type }),
    )
    world.send('v0 > all')
    expect(world.heardBy('m0', 'out', 'v0')).toEqual(['out'])
  })
})

describe('the lower device', () => {
  test('[DEV1] has no carrier, then neither has the VLAN device: it swallows what it is given itself', () => {
    const world = bench()
    world.must(changeLink(world.world, world.dev('p2'), { up: false }))
    world.send('out.10 > all')
    expect(world.dev('out.10').counters).toMatchObject({ txPackets: 0, txDropped: 1 })
  })

  test('[VLAN3] what it refuses counts as dropped, and the sender hears of it', () => {
    const world = bench()
    world.must(changeLink(world.world, world.dev('p2'), { mtu: 100 }))
    expect(world.transmit('out.10 > all', 0x88b5, 1400)).toMatchObject({ errno: 'ENOBUFS' })
    expect(world.dev('out.10').counters).toMatchObject({ txPackets: 0, txDropped: 1 })
  })

  test('takes its VLANs up and down with it, also one that was taken down by hand (vlan_device_event)', () => {
    const world = bench()
    const [eth0, vlan] = [world.dev('eth0'), world.dev('eth0.10')]
    world.must(changeLink(world.world, vlan, { up: false }))
    world.must(changeLink(world.world, eth0, { up: false }))
    expect(changeLink(world.world, vlan, { up: true })).toMatchObject({ errno: 'ENETDOWN' })
    world.must(changeLink(world.world, eth0, { up: true }))
    expect(vlan).toMatchObject({ up: true, carrier: true, operstate: 'up' })
  })

  test('keeps for ever the promiscuity that a deleted VLAN wanted of it (vlan_dev_change_rx_flags)', () => {
    const world = bench()
    const { promiscuity } = world.dev('eth0')
    world.must(changeLink(world.world, world.dev('eth0.10'), { promisc: true }))
    world.must(deleteLink(world.world, world.dev('eth0.10')))
    expect(world.dev('eth0').promiscuity).toBe(promiscuity + 1)
  })

  test('gives its address to VLANs that have none of their own, if they are up (vlan_sync_address)', () => {
    const world = bench()
    const own = add(world, 'eth0', { id: 20 }, { address: 0x0200_0000_0020 as Mac })
    const down = add(world, 'eth0', { id: 30 }, { up: false })
    const [old, changed] = [world.dev('eth0').mac, 0x0200_0000_0077 as Mac]
    world.must(changeLink(world.world, world.dev('eth0'), { address: changed }))
    expect([world.dev('eth0.10').mac, own.mac, down.mac]).toEqual([changed, 0x0200_0000_0020, old])
    world.must(changeLink(world.world, down, { up: true }))
    expect(down.mac).toBe(changed)
  })
})

test('a VLAN device filters by itself: an address on its list goes to its lower device, and makes nobody promiscuous', () => {
  const world = new BenchWorld({}, { physical: true })
  add(world, 'eth0', { id: 10 })
  const [dev, lower] = [world.dev('eth0.10'), world.dev('eth0')]
  const other = 0x0200_0000_0077 as Mac
  addUnicast(dev, other)
  expect([dev.promiscuity, lower.promiscuity, lower.unicast.has(other)]).toEqual([0, 0, true])
  removeUnicast(dev, other)
  expect(lower.unicast.has(other)).toBe(false)
})

test('a macvlan filters by itself as well', () => {
  const world = new BenchWorld({ m0: 'passthru' }, { physical: true })
  const [dev, lower] = [world.dev('m0'), world.dev('eth0')]
  const [first, second] = [0x0200_0000_0077 as Mac, 0x0200_0000_0078 as Mac]
  addUnicast(dev, first)
  addUnicast(dev, second)
  expect([dev.promiscuity, lower.promiscuity, lower.unicast.size]).toEqual([0, 1, 2])
  removeUnicast(dev, first)
  expect([...lower.unicast.keys()]).toEqual([second])
})
