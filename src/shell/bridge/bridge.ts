/**
 * `bridge`, as iproute2 6.1 has it. It shares its words, prints and ways to end with `ip`.
 *
 *   options   usage
 *   link-show link-set                  ports of bridges
 *   fdb-show fdb-modify fdb-get fdb-flush   forwarding databases, and the lists of other devices
 *   vlan mdb                            what a kernel without VLAN filter and snooping answers
 */
import type { World } from '../../world/world.ts'
import { runBatch } from '../ip/batch.ts'
import { enterNetns, newSession } from '../ip/ip.ts'
import { type Command, complain, print, type Session } from '../ip/session.ts'
import { exit, Stop } from '../ip/stop.ts'
import { choose, newWords, type Words } from '../ip/words.ts'
import type { Program, Wait } from '../process.ts'
import { encode } from '../system/bytes.ts'
import { writeAll } from '../system/streams.ts'
import { fdb } from './fdb.ts'
import { link } from './link.ts'
import { mdb } from './mdb.ts'
import { readOptions } from './options.ts'
import { failed } from './stop.ts'
import { BRIDGE_USAGE } from './usage.ts'
import { vlan } from './vlan.ts'

export function bridgeProgram(world: World): Program {
  return function* bridge(process) {
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

function* run(session: Session, words: Words): Generator<Wait, number, void> {
  readOptions(words, {
    options: session.options,
    enter: (name) => enterNetns(session, name),
    print: (line) => print(session, line),
  })
  if (session.options.batch !== undefined) return yield* runBatch(session, session.options.batch, runObject)
  const list = words.list.slice(words.at)
  if (list.length === 0) exit(BRIDGE_USAGE)
  return yield* runObject(session, list)
}

/** The order of the table `cmds` of bridge.c. */
const OBJECTS: readonly (readonly [string, Command])[] = [
  ['link*', link],
  ['fdb*', fdb],
  ['mdb*', mdb],
  ['vlan*', vlan],
  ['monitor*', () => failed('bridge: monitor: not part of this simulation\n')],
  ['help*', () => exit(BRIDGE_USAGE)],
]

/** do_cmd() */
function* runObject(session: Session, list: readonly string[]): Generator<Wait, number, void> {
  const name = list[0]!
  const command = choose(OBJECTS, name) ?? failed(`Object "${name}" is unknown, try "bridge help".\n`)
  const outcome = command(session, newWords(list.slice(1)))
  return typeof outcome === 'number' ? outcome : yield* outcome
}
