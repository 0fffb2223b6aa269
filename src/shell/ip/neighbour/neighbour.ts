import type { Command } from '../session.ts'
import { exit } from '../stop.ts'
import { NEIGHBOUR_USAGE } from '../usage/neighbour.ts'
import { choose, currentWord, hasWord } from '../words.ts'
import { getNeighbour, modifyNeighbour } from './modify.ts'
import { flushNeighbours, showNeighbours } from './show.ts'

/** do_ipneigh() */
const COMMANDS: readonly (readonly [string, Command])[] = [
  ['add*', (session, words) => modifyNeighbour(session, words, 'add')],
  ['change* chg', (session, words) => modifyNeighbour(session, words, 'change')],
  ['replace*', (session, words) => modifyNeighbour(session, words, 'replace')],
  ['delete*', (session, words) => modifyNeighbour(session, words, 'delete')],
  ['get*', getNeighbour],
  ['show* lst* list*', showNeighbours],
  ['flush*', flushNeighbours],
  ['help*', () => exit(NEIGHBOUR_USAGE)],
]

export const neighbour: Command = (session, words) => {
  if (!hasWord(words)) return showNeighbours(session, words)
  const name = currentWord(words)
  const command = choose(COMMANDS, name)
  if (!command) exit(`Command "${name}" is unknown, try "ip neigh help".\n`)
  words.at++
  return command(session, words)
}
