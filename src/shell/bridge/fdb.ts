import type { Command } from '../ip/session.ts'
import { exit } from '../ip/stop.ts'
import { choose, hasWord } from '../ip/words.ts'
import { flushEntries } from './fdb-flush.ts'
import { getEntry } from './fdb-get.ts'
import { addEntry, appendEntry, deleteEntry, replaceEntry } from './fdb-modify.ts'
import { showEntries } from './fdb-show.ts'
import { FDB_USAGE } from './usage.ts'

const COMMANDS: readonly (readonly [string, Command])[] = [
  ['add*', addEntry],
  ['append*', appendEntry],
  ['replace*', replaceEntry],
  ['delete*', deleteEntry],
  ['get*', getEntry],
  ['show* lst* list*', showEntries],
  ['flush*', flushEntries],
  ['help*', () => exit(FDB_USAGE)],
]

/** do_fdb() */
export const fdb: Command = (session, words) => {
  if (!hasWord(words)) return showEntries(session, words)
  const name = words.list[words.at++]!
  const command = choose(COMMANDS, name) ?? exit(`Command "${name}" is unknown, try "bridge fdb help".\n`)
  return command(session, words)
}
