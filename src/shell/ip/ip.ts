/**
 * `ip`, as iproute2 6.1 has it: the words it takes, in the order it compares them, and the text it prints.
 *
 *   tool      batch   options                   from the command line to an object, as `bridge` goes too
 *   words     numbers prefixes                  what the user typed
 *   link/ address/ route/ neighbour/ maddress netns rule     one object each: read, ask the world, print
 *   document  json                               what is printed, as text or JSON
 *   stop                                         how a command ends early
 */
import type { World } from '../../world/world.ts'
import type { Program } from '../process.ts'
import { runObject } from './objects.ts'
import { readOptions } from './options.ts'
import { toolProgram } from './tool.ts'
import { IP_USAGE } from './usage/ip.ts'

export function ipProgram(world: World): Program {
  return toolProgram(world, { readOptions, usage: IP_USAGE, runObject })
}
