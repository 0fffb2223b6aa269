import { type Command, deviceIndex, print } from '../ip/session.ts'
import { exit } from '../ip/stop.ts'
import { choose, currentWord, hasWord, nextWord } from '../ip/words.ts'
import { failed, noDevice } from './stop.ts'
import { MDB_USAGE } from './usage.ts'

/** mdb_show(): without multicast snooping no bridge knows a group. */
const showGroups: Command = (session, words) => {
  for (; hasWord(words); words.at++) {
    if (currentWord(words) !== 'dev') continue
    const name = nextWord(words)
    if (deviceIndex(session, name) === 0) noDevice(name)
  }
  if (session.options.json) print(session, '[{"mdb":[],"router":{}}]\n')
  return 0
}

const COMMANDS: readonly (readonly [string, Command])[] = [
  ['add* delete*', () => failed('bridge: mdb add and del: not part of this simulation\n')],
  ['show* lst* list*', showGroups],
  ['help*', () => exit(MDB_USAGE)],
]

/** do_mdb() */
export const mdb: Command = (session, words) => {
  if (!hasWord(words)) return showGroups(session, words)
  const name = words.list[words.at++]!
  const command = choose(COMMANDS, name) ?? exit(`Command "${name}" is unknown, try "bridge mdb help".\n`)
  return command(session, words)
}
