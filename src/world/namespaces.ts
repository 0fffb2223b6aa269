import { isKind } from '../device/device.ts'
import { type Refusal, type Reply, refuse } from '../device/errno.ts'
import type { Mac } from '../frame/mac.ts'
import { newInet6 } from '../stack/ipv6/new-inet6.ts'
import { newInet } from '../stack/new-inet.ts'
import { enlist, newDevice } from './devices.ts'
import { deleteLink, moveDevice } from './links.ts'
import { settle } from './settle.ts'
import type { Machine, Netns, World } from './world.ts'

/** A namespace as the kernel makes it: a loopback device, down, and nothing else. */
export function newNetns(world: World, machine: string, name: string, ipv6 = false): Netns {
  const netns: Netns = {
    id: world.nextId++,
    machine,
    name,
    devices: new Map(),
    byName: new Map(),
    lastIfindex: 0,
    lastListed: 0,
    highestIfindex: 0,
    inet: newInet(),
    inet6: newInet6(ipv6),
    netnsIds: new Map(),
    holders: 1,
  }
  world.namespaces.set(netns.id, netns)
  enlist(world, netns, newDevice(world, { kind: 'loopback' }, 'lo', 0 as Mac))
  return netns
}

/** `ip netns add`: the errno is that of creating the file in /run/netns. */
export function addNetns(world: World, machine: Machine, name: string): Netns | Refusal {
  if (machine.named.has(name)) return refuse('EEXIST')
  const netns = newNetns(world, machine.name, name, machine.ipv6)
  machine.named.set(name, netns)
  return netns
}

/** `ip netns del`: the name goes at once, the namespace when no process is left in it. */
export function deleteNetns(world: World, machine: Machine, name: string): Reply {
  const netns = machine.named.get(name)
  if (netns === undefined) return refuse('ENOENT')
  machine.named.delete(name)
  releaseNetns(world, netns)
  return undefined
}

/** A process was started in it. */
export function holdNetns(netns: Netns): void {
  netns.holders++
}

/** A process has ended, or the name was deleted: cleanup_net after the last of them. */
export function releaseNetns(world: World, netns: Netns): void {
  netns.holders--
  if (netns.holders === 0) cleanUp(world, netns)
}

/** Virtual devices die with the namespace, physical ones return to the root namespace of their machine. */
function cleanUp(world: World, netns: Netns): void {
  const home = world.machines.get(netns.machine)!.root
  for (const dev of [...netns.devices.values()]) {
    if (isKind(dev, 'loopback') || dev.netns !== netns.id) continue
    if (isKind(dev, 'veth') && dev.driver.physical) moveDevice(world, dev, home, `dev${dev.ifindex}`)
    else deleteLink(world, dev)
  }
  settle(world)
  for (const socket of [...world.sockets]) if (socket.netns === netns.id) world.sockets.delete(socket)
  world.namespaces.delete(netns.id)
  for (const other of world.namespaces.values()) other.netnsIds.delete(netns.id)
}

export { netnsId } from './devices.ts'
