/**
 * `bridge`, as iproute2 6.1 has it. It shares its words, prints and ways to end with `ip`.
 *
 *   options   usage
 *   link-show link-set                  ports of bridges
 *   fdb-show fdb-modify fdb-get fdb-flush   forwarding databases, and the lists of other devices
 *   vlan mdb                            what a kernel without VLAN filter and snooping answers
 */
import type { World } from '../../world/world.ts'
import type { Command } from '../ip/session.ts'
import { exit } from '../ip/stop.ts'
import { runnerOf, toolProgram } from '../ip/tool.ts'
import type { Program } from '../process.ts'
import { fdb } from './fdb.ts'
import { link } from './link.ts'
import { mdb } from './mdb.ts'
import { readOptions } from './options.ts'
import { failed } from './stop.ts'
import { BRIDGE_USAGE } from './usage.ts'
import { vlan } from './vlan.ts'

/** The order of the table `cmds` of bridge.c. */
const OBJECTS: readonly (readonly [string, Command])[] = [
  ['link*', link],
  ['fdb*', fdb],
  ['mdb*', mdb],
  ['vlan*', vlan],
  ['monitor*', () => failed('bridge: monitor: not part of this simulation\n')],
  ['help*', () => exit(BRIDGE_USAGE)],
]

const runObject = runnerOf(OBJECTS, (name) => failed(`Object "${name}" is unknown, try "bridge help".\n`))

export function bridgeProgram(world: World): Program {
  return toolProgram(world, { readOptions, usage: BRIDGE_USAGE, runObject })
}
