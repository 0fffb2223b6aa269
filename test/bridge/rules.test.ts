import { describe, expect, it } from 'vitest'
import { addFdb } from '../../src/bridge/fdb.ts'
import { bridgeReceive } from '../../src/bridge/receive.ts'
import { bridgeTransmit } from '../../src/bridge/transmit.ts'
import type { BridgeVerdict } from '../../src/bridge/verdict.ts'
import type { BridgePort } from '../../src/device/bridge-device.ts'
import { BROADCAST, type Mac, ZERO_MAC } from '../../src/frame/mac.ts'
import { BRIDGE_MAC, frameTo, type Lab, mac, newLab, portMac, stationMac } from './lab.ts'

const STRANGER = mac('02:00:00:00:99:99')
const GROUP = mac('01:00:5e:01:02:03')
const reserved = (last: number): Mac => (mac('01:80:c2:00:00:00') + last) as Mac

/** Where a frame goes: names of ports, `br0` if the bridge device gets it, or how it ended. */
function fate(verdict: BridgeVerdict): string {
  if (verdict.kind !== 'forward') return `${verdict.kind} ${verdict.rule}`
  const ports = verdict.ports.map(({ dev }) => dev.name)
  return [...ports, ...(verdict.up ? ['br0'] : [])].join(' ')
}

function received(lab: Lab, at: number, dst: Mac, src: Mac = stationMac(at)): string {
  return fate(bridgeReceive(lab.ports[at - 1]!, frameTo(dst, src), lab.world.now, undefined))
}

function sent({ bridge, world }: Lab, dst: Mac, length?: number): string {
  return fate(bridgeTransmit(bridge, frameTo(dst, BRIDGE_MAC, length), world.now, undefined))
}

function behind({ bridge }: Lab, address: Mac): string | undefined {
  return bridge.driver.fdb.get(address)?.port?.dev.name
}

function labWith(change: (ports: readonly BridgePort[]) => void): Lab {
  const lab = newLab(3)
  change(lab.ports)
  return lab
}

describe('received at a port', () => {
  it('[BR1] drops frames whose source no station can have', () => {
    expect(received(newLab(3), 1, BROADCAST, GROUP)).toBe('drop BR1')
    expect(received(newLab(3), 1, BROADCAST, ZERO_MAC)).toBe('drop BR1')
  })

  it('[BR2, BR3, BR4, BR5] keeps fourteen of the sixteen reserved groups on the link, spanning tree off', () => {
    const lab = newLab(3)
    const ends = Array.from({ length: 16 }, (_, last) => received(lab, 1, reserved(last)))
    expect(ends).toEqual(['p3 p2 br0', 'drop BR3', ...Array(14).fill('pass BR6')])
  })

  it('[BR5] forwards those that group_fwd_mask of bridge or port names', () => {
    const lab = newLab(3)
    lab.bridge.driver.groupFwdMask = 1 << 14
    lab.ports[0]!.groupFwdMask = 1 << 3
    expect([14, 3, 4].map((last) => received(lab, 1, reserved(last)))).toEqual([
      'p3 p2 br0',
      'p3 p2 br0',
      'pass BR6',
    ])
  })

  it('[BR6] learns from reserved groups unless the port or the bridge says no', () => {
    const lab = newLab(3)
    received(lab, 1, reserved(14))
    expect(behind(lab, stationMac(1))).toBe('p1')
    lab.bridge.driver.noLinkLocalLearn = true
    received(lab, 2, reserved(14))
    expect(behind(lab, stationMac(2))).toBeUndefined()
  })

  it('[BR7] drops at a port that neither forwards nor learns', () => {
    for (const state of ['disabled', 'listening', 'blocking'] as const)
      expect(
        received(
          labWith(([port]) => void Object.assign(port!, { state })),
          1,
          BROADCAST,
        ),
      ).toBe('drop BR7')
  })

  it('[BR8] serves at a locked port only stations known to be behind it', () => {
    const lab = labWith(([port]) => void Object.assign(port!, { locked: true }))
    expect(received(lab, 1, BROADCAST)).toBe('drop BR8')
    addFdb(lab.bridge, lab.ports[0], { mac: stationMac(1), state: 'noarp', create: true, exclusive: true }, 0)
    expect(received(lab, 1, BROADCAST)).toBe('p3 p2 br0')
    expect(received(lab, 1, BROADCAST, portMac(1))).toBe('drop BR8')
  })

  it('[BR9] learns only where the port does', () => {
    const lab = labWith(([port]) => void Object.assign(port!, { learning: false }))
    received(lab, 1, BROADCAST)
    received(lab, 2, BROADCAST)
    expect([behind(lab, stationMac(1)), behind(lab, stationMac(2))]).toEqual([undefined, 'p2'])
  })

  it('[BR10] learns in the learning state, and forwards nothing', () => {
    const lab = labWith(([port]) => void Object.assign(port!, { state: 'learning' }))
    expect(received(lab, 1, BROADCAST)).toBe('drop BR10')
    expect(behind(lab, stationMac(1))).toBe('p1')
  })

  it('[BR11, BR14, BR15] floods group frames, newest port first, and the bridge device gets them too', () => {
    expect(received(newLab(3), 1, BROADCAST)).toBe('p3 p2 br0')
    expect(received(newLab(3), 2, GROUP)).toBe('p3 p1 br0')
    expect(received(newLab(1), 1, BROADCAST)).toBe('br0')
  })

  it('[BR11] never looks a group up, even if it is in the table', () => {
    const lab = newLab(3)
    addFdb(lab.bridge, lab.ports[1], { mac: GROUP, state: 'noarp', create: true, exclusive: true }, 0)
    expect(received(lab, 1, GROUP)).toBe('p3 p2 br0')
  })

  it('[BR12, BR16] floods unknown unicast and sends known unicast to its port', () => {
    const lab = newLab(3)
    expect(received(lab, 1, stationMac(2))).toBe('p3 p2')
    received(lab, 2, stationMac(1))
    expect(received(lab, 1, stationMac(2))).toBe('p2')
    expect(received(lab, 1, stationMac(1))).toBe('drop BR16')
  })

  it("[BR13] gives frames to the bridge's and the ports' own addresses to the bridge device alone", () => {
    expect(received(newLab(3), 1, BRIDGE_MAC)).toBe('br0')
    expect(received(newLab(3), 1, portMac(1))).toBe('br0')
    expect(received(newLab(3), 1, portMac(2))).toBe('br0')
  })

  it('[BR14] gives a promiscuous bridge device a copy of everything', () => {
    const lab = newLab(3)
    lab.bridge.promiscuity = 1
    expect(received(lab, 1, STRANGER)).toBe('p3 p2 br0')
    expect(received(lab, 1, stationMac(1))).toBe('br0')
  })
})

describe('sent by the bridge device', () => {
  it('[BT1, BT4] floods group frames', () => {
    expect(sent(newLab(3), BROADCAST)).toBe('p3 p2 p1')
    expect(sent(newLab(0), BROADCAST)).toBe('drop BT4')
  })

  it('[BT2] floods unknown unicast and sends known unicast to its port', () => {
    const lab = newLab(3)
    expect(sent(lab, stationMac(1))).toBe('p3 p2 p1')
    received(lab, 1, BROADCAST)
    expect(sent(lab, stationMac(1))).toBe('p1')
  })

  it("[BT3] drops what is for itself, but what is for a port's own address leaves through that port", () => {
    expect(sent(newLab(3), BRIDGE_MAC)).toBe('drop BT3')
    expect(sent(newLab(3), portMac(2))).toBe('p2')
  })
})

describe('may this port have it', () => {
  it("[BP1] heeds the flood flags, except for the bridge's own group frames", () => {
    const lab = labWith(
      ([, port]) => void Object.assign(port!, { flood: false, mcastFlood: false, bcastFlood: false }),
    )
    expect([STRANGER, GROUP, BROADCAST].map((dst) => received(lab, 1, dst))).toEqual([
      'p3',
      'p3 br0',
      'p3 br0',
    ])
    expect([STRANGER, GROUP, BROADCAST].map((dst) => sent(lab, dst))).toEqual([
      'p3 p1',
      'p3 p2 p1',
      'p3 p2 p1',
    ])
  })

  it('[BP1] heeds the flag of each kind for itself', () => {
    const lab = labWith(([, port]) => void Object.assign(port!, { mcastFlood: false }))
    expect([STRANGER, GROUP, BROADCAST].map((dst) => received(lab, 1, dst))).toEqual([
      'p3 p2',
      'p3 br0',
      'p3 p2 br0',
    ])
  })

  it('[BP2, BP3] goes back where it came from only in hairpin mode', () => {
    const lab = labWith(([port]) => void Object.assign(port!, { hairpin: true }))
    expect(received(lab, 1, BROADCAST)).toBe('p3 p2 p1 br0')
    expect(received(lab, 1, stationMac(1))).toBe('p1')
    expect(received(lab, 2, BROADCAST)).toBe('p3 p1 br0')
  })

  it('[BP4] leaves through forwarding ports only', () => {
    const lab = labWith(([, port]) => void Object.assign(port!, { state: 'learning' }))
    expect(received(lab, 1, BROADCAST)).toBe('p3 br0')
    received(lab, 2, BROADCAST)
    expect(received(lab, 1, stationMac(2))).toBe('drop BR16')
  })

  it('[BP5] never passes between two isolated ports, hairpin included', () => {
    const lab = labWith(([a, b]) => {
      Object.assign(a!, { isolated: true, hairpin: true })
      b!.isolated = true
    })
    expect(received(lab, 1, BROADCAST)).toBe('p3 br0')
    expect(received(lab, 3, BROADCAST)).toBe('p2 p1 br0')
    expect(sent(lab, BROADCAST)).toBe('p3 p2 p1')
  })

  it('[BP6] leaves out ports that are down or whose MTU is too small', () => {
    const lab = newLab(3)
    lab.ports[1]!.dev.mtu = 100
    expect(sent(lab, BROADCAST, 104)).toBe('p3 p2 p1')
    expect(sent(lab, BROADCAST, 105)).toBe('p3 p1')
    lab.ports[2]!.dev.up = false
    expect(sent(lab, BROADCAST, 105)).toBe('p1')
  })
})

describe('learning', () => {
  it('[FDB1] remembers nothing with an ageing time of zero', () => {
    const lab = newLab(3)
    lab.bridge.driver.ageing = 0
    received(lab, 1, BROADCAST)
    expect(behind(lab, stationMac(1))).toBeUndefined()
  })

  it('[FDB2, FDB4] follows a station from port to port, static entries too', () => {
    const lab = newLab(3)
    received(lab, 1, BROADCAST)
    received(lab, 2, BROADCAST, stationMac(1))
    expect(behind(lab, stationMac(1))).toBe('p2')
    addFdb(lab.bridge, lab.ports[0], { mac: stationMac(3), state: 'noarp', create: true, exclusive: true }, 0)
    received(lab, 3, BROADCAST)
    expect(behind(lab, stationMac(3))).toBe('p3')
  })

  it("[FDB3] does not learn the machine's own addresses", () => {
    const lab = newLab(3)
    received(lab, 1, BROADCAST, portMac(2))
    received(lab, 1, BROADCAST, BRIDGE_MAC)
    expect([behind(lab, portMac(2)), behind(lab, BRIDGE_MAC)]).toEqual(['p2', undefined])
  })

  it('[FDB5] leaves sticky entries where they are', () => {
    const lab = newLab(3)
    const request = {
      mac: stationMac(3),
      state: 'noarp',
      sticky: true,
      create: true,
      exclusive: true,
    } as const
    addFdb(lab.bridge, lab.ports[0], request, 0)
    received(lab, 3, BROADCAST)
    expect(behind(lab, stationMac(3))).toBe('p1')
  })

  it('[FDB2] forgets what it has not seen for the ageing time, to the nanosecond', () => {
    const lab = newLab(3)
    const { ageing } = lab.bridge.driver
    received(lab, 1, BROADCAST)
    lab.world.now += ageing - 1
    expect(received(lab, 2, stationMac(1))).toBe('p1')
    lab.world.now += 1
    expect(received(lab, 2, stationMac(1))).toBe('p3 p1')
  })
})
