import { environment, HOME } from '../../topology/environment.ts'
import { check, libc, memory } from './libc.ts'
import { enter, type Place } from './namespaces.ts'

const POSIX_SPAWN_SETSIGDEF = 0x04
const POSIX_SPAWN_SETSIGMASK = 0x08
const POSIX_SPAWN_SETSID = 0x80
const ENOENT = 2

export interface Streams {
  readonly stdin: number
  readonly stdout: number
  readonly stderr: number
}

/** Large enough for posix_spawn's opaque structures of any C library. */
const OPAQUE = 512

/**
 * Starts a program in a machine: a session of its own (no terminal), ordinary signal settings (Node ignores
 * SIGPIPE, which a child would inherit), the lab's environment. Returns its process id, or undefined if there is
 * no such program.
 */
export function launch(
  words: readonly string[],
  place: Place,
  home: Place,
  streams: Streams,
): number | undefined {
  const actions = memory(OPAQUE)
  const attributes = memory(OPAQUE)
  libc.spawnActionsInit(actions)
  for (const [target, fd] of [streams.stdin, streams.stdout, streams.stderr].entries()) {
    libc.spawnActionsDup(actions, fd, target)
  }
  libc.spawnAttrInit(attributes)
  libc.spawnAttrFlags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID)
  libc.spawnAttrDefault(attributes, memory(128).fill(0xff))
  libc.spawnAttrMask(attributes, memory(128))
  const pid = memory(4)
  enter(place)
  try {
    check(libc.chdir(HOME), `enter ${HOME}`)
    for (const path of candidates(words[0]!)) {
      const error = libc.posixSpawn(pid, path, actions, attributes, [...words, null], environmentWords)
      if (error === 0) return pid.readInt32LE(0)
      if (error !== ENOENT) throw new Error(`cannot start ${path}: errno ${error}`)
    }
    return undefined
  } finally {
    enter(home)
  }
}

const environmentWords = [...Object.entries(environment).map(([name, value]) => `${name}=${value}`), null]

function candidates(command: string): readonly string[] {
  if (command.includes('/')) return [command]
  return environment['PATH']!.split(':').map((directory) => `${directory}/${command}`)
}

/** Both ends of a pipe: a real one, for a script that reopens /dev/stdout. */
export function makePipe(): { readonly read: number; readonly write: number } {
  const ends = memory(8)
  check(libc.pipe2(ends, 0o2000000), 'pipe')
  return { read: ends.readInt32LE(0), write: ends.readInt32LE(4) }
}
