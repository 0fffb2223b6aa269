import type { World } from './world.ts'

/** The world at a moment, detached from it: changing one does not change the other. What was traced is shared. */
export function snapshot(world: World): World {
  const { trace, ...rest } = world
  return { ...structuredClone(rest), trace }
}
