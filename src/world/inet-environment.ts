import type { Device } from '../device/device.ts'
import type { Why } from '../device/why.ts'
import { arpTable } from '../stack/arp-table.ts'
import type { Arrival, StackEnvironment } from '../stack/environment.ts'
import { reportUnreachable } from '../stack/icmp-error.ts'
import { reportUnreachable6 } from '../stack/ipv6/error6.ts'
import { ndTable } from '../stack/ipv6/nd-table.ts'
import { enterAllNodes, leaveAllNodes, rejoinAllNodes } from './all-nodes.ts'
import { joinGroup, leaveGroup } from './device-filters.ts'
import { netifRx } from './netif-rx.ts'
import { random } from './random.ts'
import type { IcmpSocket } from './sockets.ts'
import { setTimer } from './timers.ts'
import { newCopy, traceFate, whyOf } from './tracing.ts'
import type { Transmit } from './transmit.ts'
import type { Netns, World } from './world.ts'

const ALL_NODES = { ready: enterAllNodes, join: rejoinAllNodes, leave: leaveAllNodes } as const

/** A stack sees of the world only this. Made once for each namespace, and found again by it. */
const stacks = new WeakMap<Netns, { readonly world: World; readonly stack: StackEnvironment }>()

export function stackWith(world: World, netns: Netns, transmit: Transmit): StackEnvironment {
  const known = stacks.get(netns)
  if (known?.world === world) return known.stack
  const stack = newStack(world, netns, transmit)
  stacks.set(netns, { world, stack })
  return stack
}

function newStack(world: World, netns: Netns, transmit: Transmit): StackEnvironment {
  const stack: StackEnvironment = {
    inet: netns.inet,
    inet6: netns.inet6,
    arp: arpTable(
      () => stack,
      netns,
      (dev, packet) => reportUnreachable(stack, dev, packet),
    ),
    nd: ndTable(
      () => stack,
      netns.inet6,
      (dev, packet) => reportUnreachable6(stack, dev, packet),
    ),
    get now() {
      return world.now
    },
    get loopback() {
      return netns.byName.get('lo')!
    },
    transmit: (dev, frame, copy) => transmit(world, dev, frame, copy),
    loopBack: (dev, frame, copy) => void netifRx(world, dev, frame, 'loopback', copy),
    setTimer: (at, timer) => setTimer(world, at, timer),
    listenToAllNodes: (dev, how) => ALL_NODES[how](dev),
    joinGroup,
    leaveGroup,
    stackOf: (dev) => stackWith(world, world.namespaces.get(dev.netns)!, transmit),
    hasIcmpSocket: () => hasIcmpSocket(world, netns),
    deliver: (arrival) => deliver(world, netns, arrival),
    random: (bound) => random(world, bound),
    why: (dev, copy) => (world.trace === undefined ? undefined : listenerFor(world, dev, copy)),
    fate: (dev, copy, rule, outcome, reason) => traceFate(world, dev, copy, rule, outcome, reason),
    born: (dev, parent, rule, reason) => {
      const copy = newCopy(world)
      traceFate(world, dev, copy, rule, parent === 0 ? 'forwarded' : 'cloned', reason, parent)
      return copy
    },
  }
  return stack
}

/** The stack goes on speaking of a frame after it has sent others, so each frame gets a listener of its own. */
function listenerFor(world: World, dev: Device, copy: number): Why {
  return (rule, held, first, second) => whyOf(world, dev, copy)?.(rule, held, first, second)
}

function hasIcmpSocket(world: World, netns: Netns): boolean {
  for (const socket of world.sockets) if (socket.kind === 'icmp' && socket.netns === netns.id) return true
  return false
}

/** raw_local_deliver, raw_err: to every ping with that id. */
function deliver(world: World, netns: Netns, { id, ...arrival }: Arrival): void {
  for (const socket of world.sockets)
    if (socket.kind === 'icmp' && socket.netns === netns.id && socket.id === id && hears(socket, arrival))
      socket.queue.push({ ...arrival, time: world.now })
}

/** raw_v4_match, raw_v6_match. */
function hears({ dev, address }: IcmpSocket, arrival: Pick<Arrival, 'dev' | 'to'>): boolean {
  return (dev === undefined || dev === arrival.dev) && (address === undefined || address === arrival.to)
}
