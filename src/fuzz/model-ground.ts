import type { Device } from '../device/device.ts'
import { addNetns } from '../world/namespaces.ts'
import { addMachine, newWorld } from '../world/new-world.ts'
import type { Netns, World } from '../world/world.ts'
import type { NamespaceName } from './bench.ts'
import type { KernelTraits } from './kernel-traits.ts'
import { quietenIpv6 } from './model-ipv6.ts'
import { makeLocalTable } from './model-ipvlans.ts'

/** Where devices are made. */
export interface Ground {
  readonly world: World
  readonly netns: Readonly<Record<NamespaceName, Netns>>
}

export function newGround({
  version,
  vlans = false,
  ipvlans = false,
  modules = 'module',
}: KernelTraits): Ground {
  const world = newWorld({ tapped: true, vlans, ipvlans, modules, ...(version && { kernel: version }) })
  const machine = addMachine(world, 'bench')
  const y = addNetns(world, machine, 'y')
  if ('errno' in y) throw new Error('the second namespace was refused')
  for (const netns of [machine.root, y]) {
    makeLocalTable(world, netns.byName.get('lo')!)
    quietenIpv6(world, netns)
  }
  return { world, netns: { x: machine.root, y } }
}

export function findDevice({ netns }: Ground, name: string): Device | undefined {
  return netns.x.byName.get(name) ?? netns.y.byName.get(name)
}
