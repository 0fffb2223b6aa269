/**
 * `ip`, as iproute2 6.1 has it: the words it takes, in the order it compares them, and the text it prints.
 *
 *   options   words   numbers   prefixes        what the user typed
 *   link/ address/ route/ neighbour/ maddress netns rule     one object each: read, ask the world, print
 *   document  json                               what is printed, as text or JSON
 *   stop                                         how a command ends early
 */
import type { Machine, Netns, World } from '../../world/world.ts'
import type { Process, Program, Wait } from '../process.ts'
import { encode } from '../system/bytes.ts'
import { writeAll } from '../system/streams.ts'
import { runBatch } from './batch.ts'
import { runObject } from './objects.ts'
import { newOptions, readOptions } from './options.ts'
import { complain, print, type Session } from './session.ts'
import { exit, Stop } from './stop.ts'
import { IP_USAGE } from './usage/ip.ts'
import { newWords, type Words } from './words.ts'

export function ipProgram(world: World): Program {
  return function* ip(process) {
    const session = newSession(world, process)
    let status: number
    try {
      status = yield* run(session, newWords(process.argv.slice(1)))
    } catch (stop) {
      if (!(stop instanceof Stop)) throw stop
      complain(session, stop.words)
      status = stop.status
    }
    yield* writeAll(process.stdout, encode(session.out))
    return status
  }
}

export function newSession(world: World, process: Process): Session {
  const machine = world.machines.get(process.place.machine)
  if (!machine) throw new Error(`no machine ${process.place.machine}`)
  const netns = namespaceOf(world, machine, process.place.netns)
  return { world, machine, process, netns, options: newOptions(), out: '' }
}

/** A process keeps its namespace when the name is deleted. */
function namespaceOf(world: World, machine: Machine, name: string): Netns {
  const named = name === '' ? machine.root : machine.named.get(name)
  if (named) return named
  for (const netns of world.namespaces.values())
    if (netns.machine === machine.name && netns.name === name) return netns
  throw new Error(`no namespace ${name} on machine ${machine.name}`)
}

function* run(session: Session, words: Words): Generator<Wait, number, void> {
  readOptions(words, {
    options: session.options,
    enter: (name) => enterNetns(session, name),
    print: (line) => print(session, line),
  })
  if (session.options.batch !== undefined) return yield* runBatch(session, session.options.batch, runObject)
  const list = words.list.slice(words.at)
  if (list.length === 0) exit(IP_USAGE)
  return yield* runObject(session, list)
}

/** netns_switch() */
export function enterNetns(session: Session, name: string | undefined): void {
  const netns = name === undefined ? undefined : session.machine.named.get(name)
  if (!netns) exit(`Cannot open network namespace "${name ?? '(null)'}": No such file or directory\n`)
  session.netns = netns
}
