import { expireAddresses } from '../stack/addresses.ts'
import { receiveArp } from '../stack/arp-receive.ts'
import type { StackEnvironment, StackTimer } from '../stack/environment.ts'
import type { InetDevice } from '../stack/inet.ts'
import type { Timer6 } from '../stack/ipv6/inet6.ts'
import { timerDue6 } from '../stack/ipv6/link-events6.ts'
import { addressesDeleted } from '../stack/link-events.ts'
import { neighbourTimer as runNeighbourTimer } from '../stack/neighbour-send.ts'
import { findNeighbour } from '../stack/neighbours.ts'
import { reassemblyTimer } from '../stack/reassembly.ts'
import { stackWith } from './inet-environment.ts'
import { setTimer } from './timers.ts'
import { transmit } from './transmit.ts'
import type { Netns, World } from './world.ts'

/** The IPv4 of a namespace, with what it needs of this world. */
export function stackOf(world: World, netns: Netns): StackEnvironment {
  return stackWith(world, netns, transmit)
}

/** A timer of the stack is due. What it is about may be gone by now. */
export function neighbourTimer(world: World, timer: StackTimer): void {
  const netns = world.namespaces.get(timer.netns)
  if (netns === undefined) return
  const stack = stackOf(world, netns)
  if (timer.kind === 'ipv6') return ipv6Timer(stack, timer)
  if (timer.kind === 'reassembly') return reassemblyTimer(stack, timer.id)
  const idev = netns.inet.devices.get(timer.device)
  if (idev === undefined) return
  switch (timer.kind) {
    case 'neighbour': {
      const table = typeof timer.address === 'bigint' ? netns.inet6 : netns.inet
      const neighbour = findNeighbour(table, idev.dev, timer.address)
      if (neighbour !== undefined) runNeighbourTimer(stack, neighbour, timer.number)
      return
    }
    case 'address':
      return expireLater(world, netns, idev)
    case 'proxy':
      receiveArp(stack, idev.dev, timer.frame, 'broadcast', timer.copy, true)
      return
  }
}

function ipv6Timer(stack: StackEnvironment, timer: Timer6): void {
  const idev = stack.inet6.devices.get(timer.device)
  if (idev !== undefined) timerDue6(stack, idev, timer)
}

/** check_lifetime: removes what is over, and looks again when the next address will be. */
export function expireLater(world: World, netns: Netns, idev: InetDevice): void {
  const before = idev.addresses.length
  const next = expireAddresses(netns.inet, idev, world.now)
  if (idev.addresses.length < before) addressesDeleted(stackOf(world, netns), idev)
  if (next !== undefined) setTimer(world, next, { kind: 'address', netns: netns.id, device: idev.dev.id })
}
