import { describe, expect, it } from 'vitest'
import { addFdb, deleteFdb, type FdbRequest, fdbState, listFdb } from '../../src/bridge/fdb.ts'
import { bridgeReceive } from '../../src/bridge/receive.ts'
import { BROADCAST, ZERO_MAC } from '../../src/frame/mac.ts'
import { BRIDGE_MAC, frameTo, type Lab, mac, newLab, portMac, stationMac } from './lab.ts'

const STATION = mac('02:00:00:00:00:99')
const LATER = 1000e9

/** As `bridge fdb add` asks; `at`: the number of a port, 0 for the bridge itself. */
function add(lab: Lab, at: number, request: Partial<FdbRequest> = {}, now = 0): string {
  const given = { mac: STATION, state: 'noarp', create: true, exclusive: true, ...request } as const
  return addFdb(lab.bridge, lab.ports[at - 1], given, now)?.errno ?? 'ok'
}

function entryOf(lab: Lab, address = STATION) {
  const entry = lab.bridge.driver.fdb.get(address)
  return (
    entry && {
      at: entry.port?.dev.name ?? 'br0',
      state: fdbState(entry),
      updated: entry.updated,
      sticky: entry.sticky,
    }
  )
}

describe('an entry that a user adds (fdb_add_entry)', () => {
  it('is refused without an address, in a VLAN, and for the bridge itself unless it lasts', () => {
    const lab = newLab(2)
    expect(add(lab, 1, { mac: ZERO_MAC })).toBe('EINVAL')
    expect(add(lab, 1, { vlan: 5 })).toBe('EINVAL')
    expect(add(lab, 0, { state: 'reachable' })).toBe('EINVAL')
    expect(add(lab, 0, { state: 'noarp' })).toBe('EINVAL')
    expect(add(lab, 0, { state: 'permanent' })).toBe('ok')
    expect(entryOf(lab)).toMatchObject({ at: 'br0', state: 'permanent' })
  })
  it('is made only if that is asked for, and only if there is none where that is asked for', () => {
    const lab = newLab(2)
    expect(add(lab, 1, { create: false })).toBe('ENOENT')
    expect(add(lab, 1)).toBe('ok')
    expect(add(lab, 1)).toBe('EEXIST')
    expect(add(lab, 1, { create: false, exclusive: false })).toBe('ok')
  })
  it('may be learned at a port that learns or forwards, and at no other', () => {
    for (const [state, reply] of [
      ['forwarding', 'ok'],
      ['learning', 'ok'],
      ['blocking', 'EPERM'],
    ] as const) {
      const lab = newLab(1)
      lab.ports[0]!.state = state
      expect(add(lab, 1, { state: 'reachable' })).toBe(reply)
      expect(add(lab, 1, { mac: stationMac(5) })).toBe('ok')
    }
  })
  it('cannot be both sticky and permanent', () => {
    expect(add(newLab(1), 1, { sticky: true, state: 'permanent' })).toBe('EINVAL')
    expect(add(newLab(1), 1, { sticky: true })).toBe('ok')
  })
  it('counts as new when its port, its state or its stickiness changes, and only then', () => {
    const change = { exclusive: false }
    const updated = (at: number, request: Partial<FdbRequest>) => {
      const lab = newLab(2)
      add(lab, 1)
      add(lab, at, { ...change, ...request }, LATER)
      return entryOf(lab)!.updated
    }
    expect(updated(1, {})).toBe(0)
    expect(updated(2, {})).toBe(LATER)
    expect(updated(1, { state: 'reachable' })).toBe(LATER)
    expect(updated(1, { sticky: true })).toBe(LATER)
  })
})

describe('an entry in use (NTF_USE)', () => {
  it('is as if a frame had come from there', () => {
    const lab = newLab(2)
    expect(add(lab, 1, { use: true })).toBe('ok')
    expect(entryOf(lab)).toMatchObject({ at: 'p1', state: 'reachable' })
    expect(add(lab, 2, { use: true }, 5)).toBe('ok')
    expect(entryOf(lab)).toMatchObject({ at: 'p2', updated: 5 })
    expect(add(lab, 0, { use: true })).toBe('EINVAL')
  })
  it('is not made at a port that does not learn, nor by a bridge that forgets at once', () => {
    const blocked = newLab(1)
    blocked.ports[0]!.state = 'blocking'
    expect(add(blocked, 1, { use: true })).toBe('ok')
    expect(entryOf(blocked)).toBeUndefined()
    const forgetful = newLab(1)
    forgetful.bridge.driver.ageing = 0
    expect(add(forgetful, 1, { use: true })).toBe('ok')
    expect(entryOf(forgetful)).toBeUndefined()
  })
  it('leaves an address of the machine itself alone', () => {
    const lab = newLab(2)
    add(lab, 2, { mac: portMac(1), use: true }, LATER)
    expect(entryOf(lab, portMac(1))).toMatchObject({ at: 'p1', state: 'permanent', updated: 0 })
  })
})

describe('an entry that a controller learned (br_fdb_external_learn_add)', () => {
  it('does not age, moves when a port sees the station, and is the bridge’s only if permanent', () => {
    const lab = newLab(2)
    expect(add(lab, 1, { extLearned: true, state: 'reachable' })).toBe('ok')
    expect(listFdb(lab.bridge, LATER).map((one) => one.mac)).toContain(STATION)
    bridgeReceive(lab.ports[1]!, frameTo(BROADCAST, STATION), LATER, undefined)
    expect(entryOf(lab)).toMatchObject({ at: 'p2' })
    expect(listFdb(lab.bridge, 2 * LATER).map((one) => one.mac)).not.toContain(STATION)
    expect(add(lab, 0, { extLearned: true, state: 'reachable' })).toBe('EINVAL')
    expect(add(lab, 0, { extLearned: true, state: 'permanent' })).toBe('ok')
    expect(entryOf(lab)).toMatchObject({ at: 'br0', state: 'permanent' })
  })
})

describe('an entry that is deleted (br_fdb_delete)', () => {
  it('must lead to that very port, in no VLAN', () => {
    const lab = newLab(2)
    add(lab, 1)
    const remove = (at: number, vlan?: number) =>
      deleteFdb(lab.bridge, lab.ports[at - 1], STATION, vlan, 0)?.errno ?? 'ok'
    expect([remove(2), remove(0), remove(1, 5), remove(1), remove(1)]).toEqual([
      'ENOENT',
      'ENOENT',
      'ENOENT',
      'ok',
      'ENOENT',
    ])
  })
  it('may even be that of the bridge’s own address', () => {
    const lab = newLab(1)
    expect(deleteFdb(lab.bridge, undefined, BRIDGE_MAC, undefined, 0)).toBeUndefined()
    expect(entryOf(lab, BRIDGE_MAC)).toBeUndefined()
  })
})
