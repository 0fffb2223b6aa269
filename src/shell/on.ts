import { environment, HOME, ON_USAGE, onUnknownMachine } from '../topology/environment.ts'
import type { World } from '../world/world.ts'
import type { Process, Program, Wait } from './process.ts'
import { encode } from './system/bytes.ts'
import { writeAll } from './system/streams.ts'

/**
 * `on MACHINE COMMAND [ARG…]` runs a command in the root namespace of another machine of the lab. In the kernel run
 * an executable of that name does the same; docs/topology.md has the three lines that do it on containerlab.
 */
export function onProgram(world: World): Program {
  return function* on(process) {
    const [, name, command, ...args] = process.argv
    if (name === undefined || command === undefined) return yield* fail(process, ON_USAGE)
    if (!world.machines.has(name)) return yield* fail(process, onUnknownMachine(name))
    const place = { machine: name, netns: '' }
    const program = process.system.lookup(command, place, { path: environment['PATH']!, cwd: HOME })
    if (program === undefined) return yield* fail(process, notFound(command))
    return yield* process.system.exec(process, program, { argv: [command, ...args], cwd: HOME, place })
  }
}

const notFound = (command: string) => ({ status: 127, message: `on: ${command}: command not found\n` })

function* fail(
  process: Process,
  { status, message }: { readonly status: number; readonly message: string },
): Generator<Wait, number, void> {
  yield* writeAll(process.stderr, encode(message))
  return status
}
