import { holdNetns, releaseNetns } from '../../../world/namespaces.ts'
import type { Wait } from '../../process.ts'
import { encode } from '../../system/bytes.ts'
import { writeAll } from '../../system/streams.ts'
import type { Command, Session } from '../session.ts'
import { exit, fail } from '../stop.ts'
import { hasWord } from '../words.ts'

/** netns_exec(): `ip` becomes the command. With -all it starts one after the other. */
export const execNetns: Command = (session, words) => {
  const { options, machine } = session
  if (!options.all && !hasWord(words)) fail('No netns name specified\n')
  const name = options.all ? undefined : words.list[words.at++]
  const argv = words.list.slice(words.at)
  if (argv.length === 0) fail('No command specified\n')
  if (name === undefined) return execEverywhere(session, argv)
  if (!machine.named.has(name)) exit(`Cannot open network namespace "${name}": No such file or directory\n`)
  return execIn(session, name, argv)
}

function* execEverywhere(session: Session, argv: readonly string[]): Generator<Wait, number, void> {
  for (const name of [...session.machine.named.keys()].reverse()) {
    session.out += `\nnetns: ${name}\n`
    yield* execIn(session, name, argv)
  }
  return 0
}

/** cmd_exec(): what is buffered is written first. */
function* execIn(session: Session, name: string, argv: readonly string[]): Generator<Wait, number, void> {
  const { process, machine, world } = session
  yield* writeAll(process.stdout, encode(session.out))
  session.out = ''
  const place = { machine: machine.name, netns: name }
  const command = argv[0]!
  const program = process.system.lookup(command, place, whereToLook(process))
  if (!program) {
    process.stderr.write(encode(`exec of "${command}" failed: No such file or directory\n`))
    return 1
  }
  const netns = machine.named.get(name)!
  holdNetns(netns)
  try {
    return yield* process.system.exec(process, program, { argv, place })
  } finally {
    releaseNetns(world, netns)
  }
}

function whereToLook({ env, cwd }: Session['process']): { path?: string; cwd: string } {
  const path = env.get('PATH')
  return path === undefined ? { cwd } : { path, cwd }
}
