import { describe, expect, test } from 'vitest'
import { bridgeReceive } from '../../src/bridge/receive.ts'
import { addVlan, deleteVlan, setDefaultPvid } from '../../src/bridge/vlans.ts'
import type { BridgePort } from '../../src/device/bridge-device.ts'
import type { Frame } from '../../src/frame/frame.ts'
import { BROADCAST } from '../../src/frame/mac.ts'
import { putTag } from '../../src/frame/vlan-tag.ts'
import { netnsOf } from '../../src/world/devices.ts'
import { changeLink, createLink } from '../../src/world/links.ts'
import { settle } from '../../src/world/settle.ts'
import { sendFrame } from '../../src/world/sockets-open.ts'
import { frameTo, type Lab, newLab, stationMac } from './lab.ts'

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
