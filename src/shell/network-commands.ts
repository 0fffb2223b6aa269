import type { World } from '../world/world.ts'
import { bridgeProgram } from './bridge/bridge.ts'
import { ipProgram } from './ip/ip.ts'
import { onProgram } from './on.ts'
import type { Program, VirtualTree } from './process.ts'
import { tcpdumpProgram } from './tools/tcpdump/tcpdump.ts'

/** The commands that speak to the world, by name. */
export function networkCommands(world: World): ReadonlyMap<string, Program> {
  return new Map<string, Program>([
    ['ip', ipProgram(world)],
    ['bridge', bridgeProgram(world)],
    ['on', onProgram(world)],
    ['tcpdump', tcpdumpProgram(world)],
  ])
}

export function kernelTrees(_world: World): readonly VirtualTree[] {
  return []
}
