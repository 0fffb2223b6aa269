import { describe, expect, test } from 'vitest'
import type { Device } from '../../src/device/device.ts'
import type { TapFile } from '../../src/device/tap-device.ts'
import { buildFrame } from '../../src/frame/frame.ts'
import { BROADCAST, type Mac } from '../../src/frame/mac.ts'
import { startGuest, stopGuest } from '../../src/world/guests.ts'
import { changeLink, createLink, deleteLink } from '../../src/world/links.ts'
import { addMachine, newWorld } from '../../src/world/new-world.ts'
import { settle } from '../../src/world/settle.ts'
import { sendFrame } from '../../src/world/sockets-open.ts'
import { readTap, writeTap } from '../../src/world/tap-io.ts'
import { addTun, closeTap, deleteTun, openTap } from '../../src/world/tap-open.ts'
import { newTrace, traceRecords } from '../../src/world/tracing.ts'

const WIRE = 0x0200_0000_0001 as Mac
const GUEST = 0x0200_0000_00aa as Mac

/** A host with a cable from e0 to e1 and a macvtap mt in bridge mode on e0, and a tap t0. */
function lab() {
  const world = newWorld({ trace: true })
  const { root } = addMachine(world, 'host')
  const must = (reply: unknown) => expect(reply).toBeUndefined()
  const dev = (name: string) => root.byName.get(name)!
  must(createLink(world, root, { name: 'e0', type: { kind: 'veth', peer: { name: 'e1', address: WIRE } } }))
  for (const name of ['e0', 'e1']) must(changeLink(world, dev(name), { up: true }))
  must(
    createLink(world, root, {
      name: 'mt',
      address: GUEST,
      type: { kind: 'macvtap', lower: dev('e0'), options: { mode: 'bridge' } },
      up: true,
    }),
  )
  must(addTun(world, root, { mode: 'tap', name: 't0' }))
  must(changeLink(world, dev('t0'), { up: true }))
  const send = (from: string, dst: Mac, times = 1) => {
    const frame = buildFrame(dst, dev(from).mac, 0x88b5, new Uint8Array(46))
    for (let i = 0; i < times; i++) sendFrame(world, dev(from), frame.bytes)
    settle(world)
  }
  const open = (name: string) => {
    const file = openTap(world, dev(name))
    if ('errno' in file) throw new Error(file.errno)
    return file
  }
  const fates = () => [...traceRecords(world.trace!)].flatMap((one) => (one.kind === 'fate' ? [one] : []))
  const rules = () =>
    [...traceRecords(world.trace!)].flatMap((one) =>
      one.kind === 'decision' ? [`${one.rule} ${one.held}`] : [],
    )
  const forget = () => {
    world.trace = newTrace()
  }
  return { world, root, dev, must, send, open, fates, rules, forget }
}

function readAll(file: TapFile): number {
  let count = 0
  while (readTap(file) !== undefined) count++
  return count
}

const received = ({ counters: { rxPackets, rxErrors, rxDropped } }: Device) => [
  rxPackets,
  rxErrors,
  rxDropped,
]
const sent = ({ counters: { txPackets, txDropped } }: Device) => [txPackets, txDropped]

describe('a macvtap', () => {
  test('[TAP1] whose file nobody has opened leaves the frame to the host, which knows no such protocol', () => {
    const { send, dev, rules, fates } = lab()
    send('e1', GUEST)
    expect(rules().at(-1)).toBe('TAP1 false')
    expect(fates().at(-1)).toMatchObject({ rule: 'DEV6', place: { dev: 'mt' } })
    expect(received(dev('mt'))).toEqual([1, 0, 1])
  })

  test('[TAP1] whose file is open keeps it from the host', () => {
    const { send, open, fates } = lab()
    const file = open('mt')
    send('e1', GUEST)
    expect(fates().at(-1)).toMatchObject({ outcome: 'queued', rule: 'TAP3' })
    expect(readTap(file)?.frame.length).toBe(60)
    expect(readTap(file)).toBeUndefined()
  })

  test('[TAP3] holds 500 frames, and counts the others as errors and drops', () => {
    const { send, dev, open } = lab()
    const file = open('mt')
    send('e1', GUEST, 600)
    expect(received(dev('mt'))).toEqual([600, 100, 100])
    expect(readAll(file)).toBe(500)
  })

  test('[TAP3] holds a few less once something has been read: the ring gives slots back in batches', () => {
    const { send, dev, open } = lab()
    const file = open('mt')
    send('e1', GUEST)
    readTap(file)
    send('e1', GUEST, 600)
    expect(received(dev('mt'))).toEqual([601, 101, 101])
    expect(readAll(file)).toBe(499)
  })

  test.each([
    [3, 3],
    [0, 0],
  ])('[TAP3] with txqueuelen %i holds %i', (txQueueLength, held) => {
    const { world, send, dev, open } = lab()
    const file = open('mt')
    changeLink(world, dev('mt'), { txQueueLength })
    send('e1', GUEST, 6)
    expect(readAll(file)).toBe(held)
  })

  test('[TAP4] transmits what is written into its file', () => {
    const { world, dev, open, rules } = lab()
    const frame = buildFrame(WIRE, GUEST, 0x88b5, new Uint8Array(46))
    expect(writeTap(world, open('mt'), frame.bytes)).toBeUndefined()
    expect(sent(dev('mt'))).toEqual([1, 0])
    expect(rules().slice(0, 3)).toEqual(['TAP4 true', 'TX1 true', 'TX2 false'])
  })

  test('refuses to be written less than a header, and counts it', () => {
    const { world, dev, open } = lab()
    expect(writeTap(world, open('mt'), new Uint8Array(13))).toEqual({ errno: 'EINVAL' })
    expect(sent(dev('mt'))).toEqual([0, 1])
  })

  test('[TAP4] that is deleted leaves the guest with a NIC whose frames are lost', () => {
    const { world, dev, fates, forget } = lab()
    startGuest(world, 'g', [dev('mt')])
    deleteLink(world, dev('mt'))
    forget()
    const nic = world.machines.get('g')!.root.byName.get('eth0')!
    sendFrame(world, nic, buildFrame(BROADCAST, nic.mac, 0x88b5, new Uint8Array(46)).bytes)
    settle(world)
    expect(fates().at(-1)).toMatchObject({ outcome: 'dropped', rule: 'TAP4' })
    expect(nic.counters.txPackets).toBe(1)
  })

  test('cannot be a port of a bridge: its frames have somebody to go to', () => {
    const { world, root, dev, must } = lab()
    must(createLink(world, root, { name: 'br0', type: { kind: 'bridge' } }))
    expect(changeLink(world, dev('mt'), { master: dev('br0') })).toEqual({ errno: 'EBUSY' })
  })
})

describe('a tap', () => {
  test('[DEV1] to which nobody is attached has no carrier', () => {
    const { send, dev, fates } = lab()
    send('t0', BROADCAST)
    expect(fates()).toMatchObject([{ rule: 'DEV1', reason: 'no carrier' }])
    expect(sent(dev('t0'))).toEqual([0, 1])
    expect(dev('t0').operstate).toBe('down')
  })

  test('[TAP2] hands what it transmits to whoever is attached, and counts it when it is read', () => {
    const { send, dev, open, rules } = lab()
    const file = open('t0')
    expect(dev('t0').operstate).toBe('up')
    send('t0', BROADCAST)
    expect(rules()).toEqual(['TAP2 true', 'TAP3 true'])
    expect(sent(dev('t0'))).toEqual([0, 0])
    expect(readAll(file)).toBe(1)
    expect(sent(dev('t0'))).toEqual([1, 0])
  })

  test('[TAP3] counts what finds no room as dropped at sending', () => {
    const { world, send, dev, open } = lab()
    const file = open('t0')
    changeLink(world, dev('t0'), { txQueueLength: 5 })
    send('t0', BROADCAST, 10)
    expect(sent(dev('t0'))).toEqual([0, 5])
    expect(readAll(file)).toBe(5)
  })

  test('[TAP5] receives what is written, and refuses it while it is down', () => {
    const { world, dev, open } = lab()
    const file = open('t0')
    const { bytes } = buildFrame(dev('t0').mac, GUEST, 0x88b5, new Uint8Array(46))
    expect(writeTap(world, file, bytes)).toBeUndefined()
    settle(world)
    // Dropped, since no protocol takes it.
    expect(received(dev('t0'))).toEqual([1, 0, 1])
    changeLink(world, dev('t0'), { up: false })
    expect(writeTap(world, file, bytes)).toEqual({ errno: 'EIO' })
    expect(received(dev('t0'))).toEqual([1, 0, 2])
  })

  test('loses what was not read when whoever was attached ends, and its carrier', () => {
    const { world, send, dev, open } = lab()
    const file = open('t0')
    send('t0', BROADCAST, 3)
    closeTap(world, file)
    expect(sent(dev('t0'))).toEqual([0, 0])
    expect(dev('t0').carrier).toBe(false)
    expect(readAll(open('t0'))).toBe(0)
  })

  test('stays busy while somebody is attached', () => {
    const { world, root, open } = lab()
    open('t0')
    expect(deleteTun(world, root, { mode: 'tap', name: 't0' })).toEqual({ errno: 'EBUSY' })
  })
})

test('a guest that is stopped leaves no namespace, no machine and no NIC', () => {
  const { world, dev } = lab()
  const namespaces = world.namespaces.size
  startGuest(world, 'g', [dev('mt'), dev('t0')])
  expect([...world.machines.get('g')!.root.byName.keys()]).toEqual(['lo', 'eth0', 'eth1'])
  stopGuest(world, 'g')
  expect([world.machines.size, world.namespaces.size]).toEqual([1, namespaces])
  expect(dev('t0').operstate).toBe('down')
  startGuest(world, 'g', [dev('mt')])
  expect(world.machines.get('g')!.root.byName.get('eth0')!.mac).toBe(GUEST)
})
