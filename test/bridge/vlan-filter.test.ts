import { describe, expect, test } from 'vitest'
import { bridgeReceive } from '../../src/bridge/receive.ts'
import { bridgeTransmit } from '../../src/bridge/transmit.ts'
import { addVlan, admitVlans, deleteVlan, setDefaultPvid } from '../../src/bridge/vlans.ts'
import type { Bridge, BridgePort } from '../../src/device/bridge-device.ts'
import type { Frame } from '../../src/frame/frame.ts'
import { BROADCAST } from '../../src/frame/mac.ts'
import { foldTag, putTag } from '../../src/frame/vlan-tag.ts'
import { netnsOf } from '../../src/world/devices.ts'
import { changeLink, createLink } from '../../src/world/links.ts'
import { settle } from '../../src/world/settle.ts'
import { sendFrame } from '../../src/world/sockets-open.ts'
import { BRIDGE_MAC, frameTo, type Lab, mac, newLab, portMac, stationMac } from './lab.ts'

/**
 * An access port in VLAN 10 (p1), another in VLAN 20 (p2), a trunk of both (p3), and a port of VLAN 10 that takes
 * nothing without a number (p4). The bridge device is in VLAN 1 alone.
 */
function trunkLab(): Lab {
  const lab = newLab(4, true)
  const { bridge } = lab
  bridge.driver.vlanFiltering = true
  const join = (number: number, vlan: number, access: boolean) => {
    const member = { bridge, port: lab.ports[number - 1]! }
    deleteVlan(member, 1, 0)
    addVlan(member, vlan, { pvid: access, untagged: access }, 0)
  }
  join(1, 10, true)
  join(2, 20, true)
  join(3, 10, false)
  join(3, 20, false)
  join(4, 10, false)
  return lab
}

const broadcast = (number: number): Frame => frameTo(BROADCAST, stationMac(number))
const receive = (port: BridgePort | undefined, frame: Frame) => bridgeReceive(port!, frame, 0, undefined)
const goesTo = (verdict: ReturnType<typeof receive>) =>
  verdict.kind === 'forward' ? verdict.ports.map(({ number }) => number) : verdict

describe('a frame that comes in (br_allowed_ingress)', () => {
  test('[BV2] without a number is in the VLAN of the PVID, and goes where that VLAN is', () => {
    const { ports } = trunkLab()
    const verdict = receive(ports[0], broadcast(1))
    expect(goesTo(verdict)).toEqual([4, 3])
    expect(verdict.kind === 'forward' && verdict.frame.tag).toBe(10)
  })

  test('[BV2] with the priority tag of number 0 keeps its priority', () => {
    const { ports } = trunkLab()
    const verdict = receive(ports[0], putTag(broadcast(1), 5 << 13))
    expect(verdict.kind === 'forward' && verdict.frame.tag).toBe((5 << 13) | 10)
  })

  test('[BV2] is dropped where there is no PVID', () => {
    const { ports } = trunkLab()
    expect(receive(ports[3], broadcast(4))).toMatchObject({ kind: 'drop', rule: 'BV2' })
  })

  test('[BV1] [BV3] with a number is in that VLAN, if the port is', () => {
    const { ports } = trunkLab()
    expect(goesTo(receive(ports[2], putTag(broadcast(3), 20)))).toEqual([2])
    expect(receive(ports[0], putTag(broadcast(1), 20))).toMatchObject({ kind: 'drop', rule: 'BV3' })
  })

  test('is learned in its VLAN alone: the same address may be behind another port in another', () => {
    const { bridge, ports } = trunkLab()
    receive(ports[0], broadcast(1))
    receive(ports[1], frameTo(BROADCAST, stationMac(1)))
    const seen = [...bridge.driver.fdb.values()].filter((entry) => entry.mac === stationMac(1))
    expect(seen.map(({ vlan, port }) => [vlan, port?.number])).toEqual([
      [10, 1],
      [20, 2],
    ])
  })
})

test('[BV4] leaves with the tag or without, as each port has it; the bridge device hears only its own VLANs', () => {
  const { world, bridge, ports } = trunkLab()
  const [q1] = [...world.namespaces.values()].flatMap((netns) => netns.byName.get('q1') ?? [])
  sendFrame(world, q1!, broadcast(1).bytes)
  settle(world)
  const sent = ports.map(({ dev }) => [dev.counters.txPackets, dev.counters.txBytes])
  expect(sent).toEqual([
    [0, 0],
    [0, 0],
    [1, 60],
    [1, 60],
  ])
  // br_pass_frame_up counts before it asks.
  expect(bridge.counters).toMatchObject({ rxPackets: 1, rxBytes: 46 })
})

test('the default PVID takes along whoever still stands as he was made (__br_vlan_set_default_pvid)', () => {
  const { bridge, ports } = newLab(3, true)
  addVlan({ bridge, port: ports[1] }, 10, { pvid: true, untagged: true }, 0)
  setDefaultPvid(bridge, 5, 0)
  const held = [bridge.driver.vlans, ...ports.map(({ vlans }) => vlans)]
  expect(held.map(({ pvid, members }) => [pvid, ...members.keys()])).toEqual([
    [5, 5],
    [5, 5],
    [10, 1, 10],
    [5, 5],
  ])
})

test('a default PVID that is no number of a VLAN is refused, of a new bridge as of an old one (br_validate)', () => {
  const { world, bridge } = newLab(1, true)
  const options = { defaultPvid: 4095 }
  const refused = { errno: 'EINVAL' }
  expect(changeLink(world, bridge, { type: { kind: 'bridge', options } })).toMatchObject(refused)
  const netns = netnsOf(world, bridge)
  expect(createLink(world, netns, { name: 'other', type: { kind: 'bridge', options } })).toMatchObject(
    refused,
  )
  expect(netns.byName.has('other')).toBe(false)
})

test('a bridge that has lost its ports has no address for the table, and keeps its default PVID (fdb_add_local)', () => {
  const { world, bridge, ports } = newLab(1, true)
  const netns = netnsOf(world, bridge)
  createLink(world, netns, { name: 'other', type: { kind: 'bridge' } })
  const other = netns.byName.get('other') as Bridge
  for (const master of [other, null]) changeLink(world, ports[0]!.dev, { master })
  const type = { kind: 'bridge', options: { defaultPvid: 7 } } as const
  expect(changeLink(world, other, { type })).toMatchObject({ errno: 'EINVAL' })
  expect([other.driver.defaultPvid, ...other.driver.vlans.members.keys()]).toEqual([1, 1])
})

const seenIn = (lab: Lab, station: number) =>
  [...lab.bridge.driver.fdb.values()]
    .filter((entry) => entry.mac === stationMac(station))
    .map(({ vlan, port }) => [vlan, port?.number])

describe('a frame to a reserved address (br_should_learn)', () => {
  const SPEED = mac('01:80:c2:00:00:02')

  test('is learned in the VLAN that it would be let into, and nowhere if it would not', () => {
    const lab = trunkLab()
    for (const number of [1, 4]) receive(lab.ports[number - 1], frameTo(SPEED, stationMac(number)))
    expect(seenIn(lab, 1)).toEqual([[10, 1]])
    expect(seenIn(lab, 4)).toEqual([])
  })

  test('is learned in none where nothing is filtered', () => {
    const lab = trunkLab()
    lab.bridge.driver.vlanFiltering = false
    receive(lab.ports[0], frameTo(SPEED, stationMac(1)))
    expect(seenIn(lab, 1)).toEqual([[0, 1]])
  })
})

describe('what the bridge device sends (br_dev_xmit)', () => {
  const sent = (lab: Lab, frame: Frame) => goesTo(bridgeTransmit(lab.bridge, frame, 0, undefined))

  test('goes where its PVID is, not where there is another VLAN', () => {
    const lab = trunkLab()
    addVlan({ bridge: lab.bridge, port: lab.ports[0] }, 1, { pvid: false, untagged: true }, 0)
    expect(sent(lab, frameTo(BROADCAST, BRIDGE_MAC))).toEqual([1])
    lab.bridge.driver.vlanFiltering = false
    expect(sent(lab, frameTo(BROADCAST, BRIDGE_MAC))).toEqual([4, 3, 2, 1])
  })

  test('with a tag in its bytes is in that VLAN', () => {
    const lab = trunkLab()
    addVlan({ bridge: lab.bridge, port: undefined }, 20, { pvid: false, untagged: false }, 0)
    expect(sent(lab, foldTag(putTag(frameTo(BROADCAST, BRIDGE_MAC), 20)))).toEqual([3, 2])
  })
})

describe('members', () => {
  test('a range begins with a number that a VLAN may have, and ends with one', () => {
    expect(admitVlans(0, 5)).toMatchObject({ errno: 'EINVAL' })
    expect(admitVlans(1, 4094)).toBeUndefined()
    expect(admitVlans(5, 4095)).toMatchObject({ errno: 'EINVAL' })
  })

  test('one VLAN less forgets who was learned there, and nobody else', () => {
    const lab = trunkLab()
    for (const vlan of [10, 20]) receive(lab.ports[2], putTag(broadcast(3), vlan))
    deleteVlan({ bridge: lab.bridge, port: lab.ports[2] }, 10, 0)
    expect(seenIn(lab, 3)).toEqual([[20, 3]])
    deleteVlan({ bridge: lab.bridge, port: lab.ports[2] }, 10, 0)
    expect(seenIn(lab, 3)).toEqual([[20, 3]])
  })

  test('no VLAN any more, and one that was none, leaves the entry of no VLAN alone', () => {
    const { bridge, ports } = newLab(1, true)
    const local = () => [...bridge.driver.fdb.values()].filter(({ mac }) => mac === portMac(1)).length
    expect(local()).toBe(2)
    setDefaultPvid(bridge, 0, 0)
    expect([local(), ports[0]!.vlans]).toEqual([1, { pvid: 0, members: new Map() }])
    setDefaultPvid(bridge, 3, 0)
    expect([local(), ports[0]!.vlans.pvid]).toEqual([2, 3])
  })
})
