import { describe, expect, it } from 'vitest'
import { addFdb, listFdb } from '../../src/bridge/fdb.ts'
import { linkSpeed, portCost } from '../../src/bridge/link-speed.ts'
import { changePortAddress } from '../../src/bridge/local-addresses.ts'
import { changePort, type PortChanges } from '../../src/bridge/port-settings.ts'
import { admitPort, bridgePortEvent, setBridgeAddress } from '../../src/bridge/ports.ts'
import { bridgeReceive } from '../../src/bridge/receive.ts'
import { BROADCAST, type Mac, ZERO_MAC } from '../../src/frame/mac.ts'
import { changeLink, createLink } from '../../src/world/links.ts'
import { settle } from '../../src/world/settle.ts'
import { BRIDGE_MAC, frameTo, type Lab, mac, newLab, portMac, stationMac } from './lab.ts'

const NEW = mac('02:00:00:00:00:77')
const NEWER = mac('02:00:00:00:00:78')

/** Where the table says that an address is, and `local` if it is this machine's. */
function placeOf({ bridge }: Lab, address: Mac): string | undefined {
  const entry = bridge.driver.fdb.get(address)
  return entry && `${entry.port?.dev.name ?? 'br0'}${entry.local ? ' local' : ''}`
}

function seen(lab: Lab, port: number, address: Mac): void {
  bridgeReceive(lab.ports[port - 1]!, frameTo(BROADCAST, address), 0, undefined)
}

function addPermanent(lab: Lab, port: number, address: Mac): void {
  const request = { mac: address, state: 'permanent', create: true, exclusive: false } as const
  addFdb(lab.bridge, lab.ports[port - 1], request, 0)
}

describe('what a port costs (port_cost)', () => {
  it('2 at ten gigabit, which a veth says it is; 100 where nobody knows', () => {
    const lab = newLab(2)
    const { world } = lab
    const { root } = world.machines.get('host')!
    const find = (name: string) => root.byName.get(name)!
    createLink(world, root, { name: 'd0', type: { kind: 'dummy' } })
    createLink(world, root, { name: 'br1', type: { kind: 'bridge' } })
    expect([linkSpeed(find('p1')), portCost(find('p1'))]).toEqual([10_000, 2])
    expect([linkSpeed(find('d0')), portCost(find('d0'))]).toEqual([undefined, 100])
    expect(linkSpeed(lab.bridge)).toBe(10_000)
    expect(linkSpeed(find('br1'))).toBeUndefined()
    changeLink(world, find('d0'), { master: find('br1') })
    expect(linkSpeed(find('br1'))).toBeUndefined()
  })
})

describe('what may be set (br_setport)', () => {
  it.each<[PortChanges, string]>([
    [{ cost: 0 }, 'ERANGE'],
    [{ cost: 1 }, 'ok'],
    [{ cost: 65535 }, 'ok'],
    [{ cost: 65536 }, 'ERANGE'],
    [{ priority: 63 }, 'ok'],
    [{ priority: 64 }, 'ERANGE'],
    [{ mcastRouter: 3 }, 'ok'],
    [{ mcastRouter: 4 }, 'EINVAL'],
    [{ groupFwdMask: 4 }, 'ok'],
    [{ groupFwdMask: 2 }, 'EINVAL'],
    [{ state: 5 }, 'EINVAL'],
  ])('%o: %s', (changes, reply) => {
    const [port] = newLab(1).ports
    const before = { ...port }
    const effects = changePort(port!, changes)
    expect('errno' in effects ? effects.errno : 'ok').toBe(reply)
    const [[name, value]] = Object.entries(changes) as [[keyof PortChanges, unknown]]
    if (name !== 'state') expect(port![name as 'cost']).toBe(reply === 'ok' ? value : before[name as 'cost'])
  })

  it('in order: what follows a refusal is not set', () => {
    const [port] = newLab(1).ports
    const refused = changePort(port!, { hairpin: true, state: 5, mcastRouter: 2 })
    expect(refused).toMatchObject({ errno: 'EINVAL' })
    expect([port!.hairpin, port!.mcastRouter]).toEqual([true, 1])
  })

  it('flush: what was learned at the port goes, what a user added stays', () => {
    const lab = newLab(2)
    for (const at of [1, 2]) seen(lab, at, stationMac(at))
    const request = { mac: NEW, state: 'noarp', create: true, exclusive: true } as const
    addFdb(lab.bridge, lab.ports[0], request, 0)
    changePort(lab.ports[0]!, { flush: true })
    expect([stationMac(1), stationMac(2), NEW].map((one) => placeOf(lab, one))).toEqual([
      undefined,
      'p2',
      'p1',
    ])
  })

  it('a state, while the device is up, and none but disabled while it does not run (br_set_port_state)', () => {
    const reply = (lab: Lab, state: number) => {
      const effects = changePort(lab.ports[0]!, { state })
      return 'errno' in effects ? effects.errno : lab.ports[0]!.state
    }
    const down = (name: string) => {
      const lab = newLab(1)
      changeLink(lab.world, lab.world.machines.get('host')!.root.byName.get(name)!, { up: false })
      return lab
    }
    expect(reply(newLab(1), 2)).toBe('learning')
    expect([reply(down('q1'), 3), reply(down('q1'), 0)]).toEqual(['ENETDOWN', 'disabled'])
    expect([reply(down('p1'), 3), reply(down('p1'), 0)]).toEqual(['ENETDOWN', 'ENETDOWN'])
  })
})

describe('addresses of the machine itself', () => {
  it('take the place of a station that was seen with them, as the newest entry (fdb_add_local)', () => {
    const lab = newLab(2)
    seen(lab, 2, NEW)
    seen(lab, 2, stationMac(2))
    changePortAddress(lab.ports[0]!, NEW, 0)
    expect(placeOf(lab, NEW)).toBe('p1 local')
    expect(listFdb(lab.bridge, 0)[0]!.mac).toBe(NEW)
    expect(placeOf(lab, portMac(1))).toBeUndefined()
  })
  it('change alone: neither what was learned at the port nor what a user added goes (br_fdb_changeaddr)', () => {
    const lab = newLab(2)
    seen(lab, 1, stationMac(1))
    addPermanent(lab, 1, stationMac(5))
    for (const address of [NEW, NEWER]) changePortAddress(lab.ports[0]!, address, 0)
    expect([placeOf(lab, NEW), placeOf(lab, NEWER)]).toEqual([undefined, 'p1 local'])
    expect([placeOf(lab, stationMac(1)), placeOf(lab, stationMac(5))]).toEqual(['p1', 'p1 local'])
  })
  it('go to another port that has the same, or to the bridge (fdb_delete_local)', () => {
    const lab = newLab(2)
    lab.ports[1]!.dev.mac = portMac(1)
    changePortAddress(lab.ports[0]!, NEW, 0)
    expect(placeOf(lab, portMac(1))).toBe('p2 local')
    const alone = newLab(1)
    alone.bridge.mac = portMac(1)
    changePortAddress(alone.ports[0]!, NEW, 0)
    expect(placeOf(alone, portMac(1))).toBe('br0 local')
  })
  it('of the bridge: the old one goes with it, unless it is a port’s or a user added it', () => {
    const replies = (lab: Lab, address: Mac) => {
      const effects = setBridgeAddress(lab.bridge, address, 0)
      return 'errno' in effects ? effects.errno : effects.length
    }
    const lab = newLab(1)
    expect([replies(lab, ZERO_MAC), replies(lab, BROADCAST), replies(lab, BRIDGE_MAC)]).toEqual([
      'EADDRNOTAVAIL',
      'EADDRNOTAVAIL',
      0,
    ])
    expect(replies(lab, NEW)).toBeGreaterThan(0)
    expect([placeOf(lab, BRIDGE_MAC), placeOf(lab, NEW)]).toEqual([undefined, 'br0 local'])
    const kept = newLab(1)
    addPermanent(kept, 0, BRIDGE_MAC)
    replies(kept, NEW)
    expect(placeOf(kept, BRIDGE_MAC)).toBe('br0 local')
  })
})

it('a port that goes down forgets what it learned, and nothing else (br_fdb_delete_by_port)', () => {
  const lab = newLab(2)
  seen(lab, 1, stationMac(1))
  const request = { mac: NEW, state: 'reachable', create: true, exclusive: true, extLearned: true } as const
  addFdb(lab.bridge, lab.ports[0], request, 0)
  const [port] = lab.ports
  changeLink(lab.world, port!.dev, { up: false })
  expect([stationMac(1), NEW, portMac(1)].map((one) => placeOf(lab, one))).toEqual([
    undefined,
    'p1',
    'p1 local',
  ])
  changeLink(lab.world, port!.dev, { master: null })
  expect([NEW, portMac(1)].map((one) => placeOf(lab, one))).toEqual([undefined, undefined])
})

describe('ports and their devices (br_device_event)', () => {
  const device = (lab: Lab, name: string) => lab.world.machines.get('host')!.root.byName.get(name)!
  const set = (lab: Lab, name: string, up: boolean) => {
    changeLink(lab.world, device(lab, name), { up })
    settle(lab.world)
  }
  const state = (lab: Lab) => lab.ports[0]!.state

  it('have the lowest number that is free (find_portno)', () => {
    const lab = newLab(3)
    expect(lab.ports.map(({ number }) => number)).toEqual([1, 2, 3])
    changeLink(lab.world, device(lab, 'p2'), { master: null })
    changeLink(lab.world, device(lab, 'p2'), { master: lab.bridge })
    expect(lab.bridge.driver.ports.map(({ number }) => number)).toEqual([2, 3, 1])
  })
  it('are not more than 1023', () => {
    const lab = newLab(1)
    createLink(lab.world, lab.world.machines.get('host')!.root, { name: 'd0', type: { kind: 'dummy' } })
    const fill = (count: number) => lab.bridge.driver.ports.push(...Array(count).fill(lab.ports[0]))
    fill(1021)
    expect(admitPort(lab.bridge, device(lab, 'd0'))).toBeUndefined()
    fill(1)
    expect(admitPort(lab.bridge, device(lab, 'd0'))).toEqual({ errno: 'EXFULL' })
  })
  it('stay disabled while the bridge is down, whatever their devices do', () => {
    const lab = newLab(1)
    set(lab, 'br0', false)
    expect(state(lab)).toBe('disabled')
    set(lab, 'p1', false)
    set(lab, 'p1', true)
    expect(state(lab)).toBe('disabled')
    changeLink(lab.world, device(lab, 'p1'), { master: null })
    changeLink(lab.world, device(lab, 'p1'), { master: lab.bridge })
    expect(lab.bridge.driver.ports[0]!.state).toBe('disabled')
    set(lab, 'br0', true)
    expect(lab.bridge.driver.ports[0]!.state).toBe('forwarding')
  })
  it('stay disabled when the bridge comes up, if they have no carrier', () => {
    const lab = newLab(1)
    set(lab, 'br0', false)
    changeLink(lab.world, device(lab, 'q1'), { up: false })
    changeLink(lab.world, device(lab, 'br0'), { up: true })
    expect(state(lab)).toBe('disabled')
  })
  it('keep a cost that was set by hand, and a state too, when nothing happened to the device', () => {
    const lab = newLab(1)
    const [port] = lab.ports
    changePort(port!, { cost: 7, state: 2 })
    expect(bridgePortEvent(port!, 'change', 0)).toEqual([])
    expect([port!.cost, port!.state]).toEqual([7, 'learning'])
    expect(bridgePortEvent(port!, 'mtu', 0)).toEqual([])
  })
})

it('[BR6] a reserved group teaches nothing at a port that neither forwards nor learns', () => {
  const seenIn = (state: 'blocking' | 'learning' | 'forwarding') => {
    const lab = newLab(1)
    lab.ports[0]!.state = state
    bridgeReceive(lab.ports[0]!, frameTo(mac('01:80:c2:00:00:0e'), stationMac(1)), 0, undefined)
    return placeOf(lab, stationMac(1))
  }
  expect([seenIn('blocking'), seenIn('learning'), seenIn('forwarding')]).toEqual([undefined, 'p1', 'p1'])
})
