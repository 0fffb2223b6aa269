import type { Machine, Netns, World } from '../../world/world.ts'
import type { Place } from '../process.ts'

export function machineAt(world: World, place: Place): Machine {
  const machine = world.machines.get(place.machine)
  if (machine === undefined) throw new Error(`no machine ${place.machine}`)
  return machine
}

/** A process keeps its namespace when the name is deleted. */
export function netnsAt(world: World, place: Place): Netns {
  const machine = machineAt(world, place)
  const named = place.netns === '' ? machine.root : machine.named.get(place.netns)
  if (named !== undefined) return named
  for (const netns of world.namespaces.values())
    if (netns.machine === machine.name && netns.name === place.netns) return netns
  throw new Error(`no namespace ${place.netns} on machine ${machine.name}`)
}
