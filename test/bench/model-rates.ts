import type { Device } from '../../src/device/device.ts'
import type { MacvlanMode } from '../../src/device/macvlan-device.ts'
import { buildFrame, type Frame } from '../../src/frame/frame.ts'
import { BROADCAST, type Mac, readMac } from '../../src/frame/mac.ts'
import { defaultTopology, type Topology } from '../../src/topology/topology.ts'
import { buildWorld } from '../../src/world/build-world.ts'
import { createLink } from '../../src/world/links.ts'
import { settle } from '../../src/world/settle.ts'
import { newCopy, newTrace } from '../../src/world/tracing.ts'
import { transmit } from '../../src/world/transmit.ts'
import type { World } from '../../src/world/world.ts'
import { type Figure, rate } from './measure.ts'

const EXPERIMENTAL = 0x88b5
const FRAMES = 2_000_000
/** Frames sent before the world settles, as a batch of sendmmsg would. */
const BATCH = 32

interface Setting {
  readonly world: World
  dev(name: string): Device
  send(from: Device, frame: Frame, count: number): void
}

function setting(
  children: readonly MacvlanMode[],
  change: { readonly hairpin?: boolean; readonly filtering?: boolean } = {},
): Setting {
  const world = buildWorld(topologyWith(change))
  const host = world.machines.get('host')!.root
  const lower = host.byName.get('eth0')!
  children.forEach((mode, index) => {
    const refusal = createLink(world, host, {
      name: `m${index}`,
      address: (0x0200_0000_0000 + index) as Mac,
      up: true,
      type: { kind: 'macvlan', lower, options: { mode } },
    })
    if (refusal) throw new Error(refusal.errno)
  })
  const send = (from: Device, frame: Frame, count: number): void => {
    for (let sent = 0; sent < count; sent++) {
      transmit(world, from, frame, newCopy(world))
      if (sent % BATCH === BATCH - 1) settle(world)
    }
    settle(world)
  }
  return { world, dev: (name) => host.byName.get(name)!, send }
}

function topologyWith({ hairpin = false, filtering = false }): Topology {
  return {
    ...defaultTopology,
    machines: defaultTopology.machines.map((machine) =>
      machine.kind === 'bridge' ? { ...machine, hairpin: hairpin ? ['p1'] : [] } : { ...machine, filtering },
    ),
  }
}

const frameTo = (dst: Mac, src: Mac) => buildFrame(dst, src, EXPERIMENTAL, new Uint8Array(46))
const repeat = (mode: MacvlanMode, times: number) => new Array<MacvlanMode>(times).fill(mode)

/** What JavaScript can do at all: address bytes to a number, a look-up in a Map, a push. */
export function bareLimit(): Figure {
  const ports = new Map<Mac, { received: number; queue: Uint8Array[] }>()
  const frames = Array.from({ length: 32 }, (_, index) => {
    ports.set((0x0200_0000_0000 + index) as Mac, { received: 0, queue: [] })
    return frameTo((0x0200_0000_0000 + ((index + 1) % 32)) as Mac, (0x0200_0000_0000 + index) as Mac).bytes
  })
  const value = rate(10_000_000, (count) => {
    for (let sent = 0; sent < count; sent++) {
      const bytes = frames[sent & 31]!
      const port = ports.get(readMac(bytes, 0))!
      port.received++
      port.queue.push(bytes)
      if (port.queue.length > 1023) port.queue.length = 0
    }
  })
  return { name: 'limit: bytes to number, Map look-up, push', unit: 'M frames/s', value }
}

export function siblings(count: number): Figure {
  const { dev, send } = setting(repeat('bridge', count))
  const [from, to] = [dev('m0'), dev(`m${count - 1}`)]
  const frame = frameTo(to.mac, from.mac)
  return {
    name: `bridge siblings, unicast, N = ${count}`,
    unit: 'M frames/s',
    value: rate(FRAMES, (n) => send(from, frame, n)),
  }
}

export function vepaAndHairpin(): Figure {
  const { dev, send } = setting(['vepa', 'vepa'], { hairpin: true })
  const frame = frameTo(dev('m1').mac, dev('m0').mac)
  send(dev('m1'), frameTo(dev('m0').mac, dev('m1').mac), 1) // the switch learns
  return {
    name: 'vepa, through a hairpin switch',
    unit: 'M frames/s',
    value: rate(FRAMES / 2, (n) => send(dev('m0'), frame, n)),
  }
}

export function wireToChild(filtering: boolean): Figure {
  const { world, dev, send } = setting(['vepa', 'vepa'], { filtering })
  const gateway = world.machines.get('gw')!.root.byName.get('eth0')!
  send(dev('m0'), frameTo(BROADCAST, dev('m0').mac), 1)
  const frame = frameTo(dev('m0').mac, gateway.mac)
  const name = filtering ? 'wire to child, through a filtering NIC' : 'wire to child, through the switch'
  return { name, unit: 'M frames/s', value: rate(FRAMES / 2, (n) => send(gateway, frame, n)) }
}

export function traced(): Figure {
  const { world, dev, send } = setting(['bridge', 'bridge'])
  const frame = frameTo(dev('m1').mac, dev('m0').mac)
  world.trace = newTrace()
  const value = rate(FRAMES / 8, (n) => send(dev('m0'), frame, n))
  const note = `full trace; a ring of ${world.trace.capacity} records`
  return { name: 'bridge siblings, unicast, traced', unit: 'M frames/s', value, note }
}

export function broadcast(count: number): Figure {
  const { dev, send } = setting(repeat('bridge', count + 1))
  const frame = frameTo(BROADCAST, dev('m0').mac)
  const times = Math.ceil(1_000_000 / count)
  // Settled one by one: the copies of a batch would be a backlog longer than a kernel allows.
  const copies = rate(times * count, () => {
    for (let sent = 0; sent < times; sent++) send(dev('m0'), frame, 1)
  })
  return {
    name: `broadcast to ${count}`,
    unit: 'ns/copy',
    value: 1000 / copies,
    note: `${copies.toFixed(2)} M copies/s`,
  }
}
