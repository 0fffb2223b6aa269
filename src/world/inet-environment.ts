import type { Device } from '../device/device.ts'
import type { Why } from '../device/why.ts'
import { expireAddresses } from '../stack/addresses.ts'
import { receiveArp } from '../stack/arp-receive.ts'
import type { Arrival, StackEnvironment, StackTimer } from '../stack/environment.ts'
import { reportUnreachable } from '../stack/icmp-error.ts'
import type { InetDevice } from '../stack/inet.ts'
import { neighbourTimer as runNeighbourTimer } from '../stack/neighbour-send.ts'
import { findNeighbour } from '../stack/neighbours.ts'
import { reassemblyTimer } from '../stack/reassembly.ts'
import { joinGroup, leaveGroup } from './device-filters.ts'
import { netifRx } from './netif-rx.ts'
import { random } from './random.ts'
import { setTimer } from './timers.ts'
import { newCopy, traceFate, whyOf } from './tracing.ts'
import { transmit } from './transmit.ts'
import type { Netns, World } from './world.ts'

/** A stack sees of the world only this. Made once for each namespace, and found again by it. */
const stacks = new WeakMap<Netns, { readonly world: World; readonly stack: StackEnvironment }>()

export function stackOf(world: World, netns: Netns): StackEnvironment {
  const known = stacks.get(netns)
  if (known?.world === world) return known.stack
  const stack = newStack(world, netns)
  stacks.set(netns, { world, stack })
  return stack
}

function newStack(world: World, netns: Netns): StackEnvironment {
  const stack: StackEnvironment = {
    inet: netns.inet,
    get now() {
      return world.now
    },
    get loopback() {
      return netns.byName.get('lo')!
    },
    transmit: (dev, frame, copy) => transmit(world, dev, frame, copy),
    loopBack: (dev, frame, copy) => void netifRx(world, dev, frame, 'loopback', copy),
    setTimer: (at, timer) => setTimer(world, at, timer),
    joinGroup,
    leaveGroup,
    linkFailure: (dev, packet) => reportUnreachable(stack, dev, packet),
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
    if (socket.kind === 'icmp' && socket.netns === netns.id && socket.id === id)
      socket.queue.push({ ...arrival, time: world.now })
}

/** A timer of the stack is due. What it is about may be gone by now. */
export function neighbourTimer(world: World, timer: StackTimer): void {
  const netns = world.namespaces.get(timer.netns)
  if (netns === undefined) return
  const stack = stackOf(world, netns)
  if (timer.kind === 'reassembly') return reassemblyTimer(stack, timer.id)
  const idev = netns.inet.devices.get(timer.device)
  if (idev === undefined) return
  switch (timer.kind) {
    case 'neighbour': {
      const neighbour = findNeighbour(netns.inet, idev.dev, timer.address)
      if (neighbour !== undefined) runNeighbourTimer(stack, neighbour, timer.number)
      return
    }
    case 'address':
      return expireLater(world, netns, idev)
    case 'proxy':
      return receiveArp(stack, idev.dev, timer.frame, 'broadcast', timer.copy, true)
  }
}

/** check_lifetime: removes what is over, and looks again when the next address will be. */
export function expireLater(world: World, netns: Netns, idev: InetDevice): void {
  const next = expireAddresses(netns.inet, idev, world.now)
  if (next !== undefined) setTimer(world, next, { kind: 'address', netns: netns.id, device: idev.dev.id })
}
