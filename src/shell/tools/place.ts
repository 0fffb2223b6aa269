import type { Netns, World } from '../../world/world.ts'
import type { Place } from '../process.ts'

/** The namespace that a process runs in. */
export function netnsAt(world: World, place: Place): Netns {
  const machine = world.machines.get(place.machine)
  const netns = place.netns === '' ? machine?.root : machine?.named.get(place.netns)
  if (!netns) throw new Error(`a process runs in ${place.machine}/${place.netns}, which does not exist`)
  return netns
}
