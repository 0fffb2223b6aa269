import type { Command } from '../session.ts'
import { show } from '../session.ts'
import { exit, fail, notModelled } from '../stop.ts'
import { LINK_USAGE } from '../usage/link.ts'
import { choose, currentWord, hasWord } from '../words.ts'
import { linkHelp } from './help.ts'
import { addLink, removeLink, replaceLink, setLink } from './modify.ts'
import { showLinks } from './show.ts'

/** do_iplink() */
const COMMANDS: readonly (readonly [string, Command])[] = [
  ['add*', addLink],
  ['set* change*', setLink],
  ['replace*', replaceLink],
  ['delete*', removeLink],
  ['show* lst* list*', showLinks],
  [
    'xstats*',
    (_, words) => (hasWord(words) ? notModelled('link xstats') : fail('xstats: missing argument\n')),
  ],
  ['afstats*', (session) => show(session, []) ?? 0],
  ['property*', (_, words) => (hasWord(words) ? notModelled('link property') : linkUsage())],
  ['help*', linkHelp],
]

export const link: Command = (session, words) => {
  if (!hasWord(words)) return showLinks(session, words)
  const name = currentWord(words)
  const command = choose(COMMANDS, name)
  if (!command) exit(`Command "${name}" is unknown, try "ip link help".\n`)
  words.at++
  return command(session, words)
}

function linkUsage(): never {
  exit(LINK_USAGE)
}
