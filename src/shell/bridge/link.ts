import type { Command } from '../ip/session.ts'
import { exit } from '../ip/stop.ts'
import { choose, hasWord } from '../ip/words.ts'
import { setLink } from './link-set.ts'
import { showLinks } from './link-show.ts'
import { LINK_USAGE } from './usage.ts'

const COMMANDS: readonly (readonly [string, Command])[] = [
  ['set* change*', setLink],
  ['show* lst* list*', showLinks],
  ['help*', () => exit(LINK_USAGE)],
]

/** do_link() */
export const link: Command = (session, words) => {
  if (!hasWord(words)) return showLinks(session, words)
  const name = words.list[words.at++]!
  const command = choose(COMMANDS, name) ?? exit(`Command "${name}" is unknown, try "bridge link help".\n`)
  return command(session, words)
}
