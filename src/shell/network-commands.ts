import type { World } from '../world/world.ts'
import { ipProgram } from './ip/ip.ts'
import { onProgram } from './on.ts'
import type { Program, VirtualTree } from './process.ts'

/** The commands that speak to the world, by name. */
export function networkCommands(world: World): ReadonlyMap<string, Program> {
  return new Map<string, Program>([
    ['ip', ipProgram(world)],
    ['on', onProgram(world)],
  ])
}

export function kernelTrees(_world: World): readonly VirtualTree[] {
  return []
}
