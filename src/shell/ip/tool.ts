import type { Machine, Netns, World } from '../../world/world.ts'
import type { Process, Program, Wait } from '../process.ts'
import { encode } from '../system/bytes.ts'
import { writeAll } from '../system/streams.ts'
import { type Runner, runBatch } from './batch.ts'
import { newOptions, type OptionState } from './options.ts'
import { type Command, complain, print, type Session } from './session.ts'
import { exit, Stop } from './stop.ts'
import { choose, newWords, type Words } from './words.ts'

/** What `ip` and `bridge` do not share. */
export interface Tool {
  readOptions(words: Words, state: OptionState): void
  readonly usage: string
  /** do_cmd() */
  readonly runObject: Runner
}

/** Options, then one object, or a batch of them; whatever ends it, what was said until then is printed. */
export function toolProgram(world: World, tool: Tool): Program {
  return function* run(process) {
    const session = newSession(world, process)
    let status: number
    try {
      status = yield* runTool(tool, session, newWords(process.argv.slice(1)))
    } catch (stop) {
      if (!(stop instanceof Stop)) throw stop
      complain(session, stop.words)
      status = stop.status
    }
    yield* writeAll(process.stdout, encode(session.out))
    return status
  }
}

/** do_cmd() over a table `cmds`, whose order decides what an abbreviation means. */
export function runnerOf(
  objects: readonly (readonly [string, Command])[],
  unknown: (name: string) => never,
): Runner {
  return function* runObject(session, list) {
    const name = list[0]!
    const command = choose(objects, name) ?? unknown(name)
    const outcome = command(session, newWords(list.slice(1)))
    return typeof outcome === 'number' ? outcome : yield* outcome
  }
}

function newSession(world: World, process: Process): Session {
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

function* runTool(
  { readOptions, usage, runObject }: Tool,
  session: Session,
  words: Words,
): Generator<Wait, number, void> {
  readOptions(words, {
    options: session.options,
    enter: (name) => enterNetns(session, name),
    print: (line) => print(session, line),
  })
  if (session.options.batch !== undefined) return yield* runBatch(session, session.options.batch, runObject)
  const list = words.list.slice(words.at)
  if (list.length === 0) exit(usage)
  return yield* runObject(session, list)
}

/** netns_switch() */
function enterNetns(session: Session, name: string | undefined): void {
  const netns = name === undefined ? undefined : session.machine.named.get(name)
  if (!netns) exit(`Cannot open network namespace "${name ?? '(null)'}": No such file or directory\n`)
  session.netns = netns
}
