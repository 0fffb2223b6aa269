import type { Device } from '../device/device.ts'
import type { Reply } from '../device/errno.ts'
import type { Machine as Plan, Topology } from '../topology/topology.ts'
import { nicsOf } from '../topology/topology.ts'
import { changeLink, createLink } from './links.ts'
import { addMachine, newWorld, type WorldOptions } from './new-world.ts'
import { settle } from './settle.ts'
import type { Machine, World } from './world.ts'

/**
 * A world as a topology describes it, booted up to the point where addresses are given: machines, switches with
 * their ports, cables, everything up. In the same order as the kernel run does it, so that indexes are the same.
 */
export function buildWorld(topology: Topology, options: WorldOptions = {}): World {
  const ipv6 = topology.ipv6 === undefined ? {} : { ipv6: topology.ipv6 }
  const world = newWorld({ modules: topology.modules, ...options, ...ipv6 })
  for (const plan of topology.machines) {
    // A switch carries IPv6 as it carries everything, and speaks none itself.
    const speaks = plan.kind === 'linux' && world.settings.ipv6
    const machine = addMachine(world, plan.name, undefined, speaks)
    must(changeLink(world, machine.root.byName.get('lo')!, { up: true }))
    if (plan.kind === 'bridge') addSwitch(world, machine)
  }
  for (const cable of topology.cables) plugIn(world, topology, cable)
  for (const plan of topology.machines) bringUp(world, topology, plan)
  settle(world)
  return world
}

const SWITCH_IFINDEX = 2

function addSwitch(world: World, { name, root }: Machine): void {
  must(
    createLink(world, root, {
      name,
      ifindex: SWITCH_IFINDEX,
      type: { kind: 'bridge', options: { mcastSnooping: false } },
    }),
  )
}

function plugIn(world: World, topology: Topology, cable: Topology['cables'][number]): void {
  const [near, far] = cable.ends.map((end) => {
    const plan = topology.machines.find(({ name }) => name === end.machine)!
    const nic = nicsOf(topology, plan).find(({ dev }) => dev === end.dev)!
    return { plan, netns: world.machines.get(end.machine)!.root, nic }
  })
  const { nic, netns } = near!
  const peer = { name: far!.nic.dev, ifindex: far!.nic.ifindex, address: far!.nic.mac, mtu: far!.nic.mtu }
  must(
    createLink(world, netns, {
      name: nic.dev,
      ifindex: nic.ifindex,
      address: nic.mac,
      mtu: nic.mtu,
      type: {
        kind: 'veth',
        physical: isFiltering(near!.plan),
        peer: { ...peer, netns: far!.netns, physical: isFiltering(far!.plan) },
      },
    }),
  )
}

function isFiltering(plan: Plan): boolean {
  return plan.kind === 'linux' && plan.filtering
}

function bringUp(world: World, topology: Topology, plan: Plan): void {
  const { root } = world.machines.get(plan.name)!
  for (const { dev: name } of nicsOf(topology, plan)) {
    const dev = root.byName.get(name)!
    if (plan.kind === 'bridge') must(changeLink(world, dev, { master: root.byName.get(plan.name)! }))
    must(changeLink(world, dev, { up: true }))
    if (plan.kind === 'bridge' && plan.hairpin.includes(name)) setHairpin(dev)
  }
  if (plan.kind === 'bridge') must(changeLink(world, root.byName.get(plan.name)!, { up: true }))
}

function setHairpin(dev: Device): void {
  const port = dev.rxHandler
  if (port?.kind !== 'bridge') throw new Error(`${dev.name} is no port of a bridge`)
  port.hairpin = true
}

/** A topology has been checked when it was read: whatever is refused here is our fault. */
function must(reply: Reply): void {
  if (reply !== undefined)
    throw new Error(`the topology cannot be built: ${reply.errno} ${reply.extack ?? ''}`)
}
