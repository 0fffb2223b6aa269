import type { Command } from '../session.ts'
import { exit, notModelled } from '../stop.ts'
import { ROUTE_USAGE } from '../usage/route.ts'
import { choose, currentWord, hasWord } from '../words.ts'
import { flushRoutes } from './flush.ts'
import { getRoute } from './get.ts'
import { modifyRoute } from './modify.ts'
import { showRoutes } from './show.ts'

/** do_iproute() */
const COMMANDS: readonly (readonly [string, Command])[] = [
  ['add*', (session, words) => modifyRoute(session, words, 'add')],
  ['change* chg', (session, words) => modifyRoute(session, words, 'change')],
  ['replace*', (session, words) => modifyRoute(session, words, 'replace')],
  ['prepend*', (session, words) => modifyRoute(session, words, 'prepend')],
  ['append*', (session, words) => modifyRoute(session, words, 'append')],
  // NLM_F_EXCL without NLM_F_CREATE.
  ['test*', (session, words) => modifyRoute(session, words, 'add')],
  ['delete*', (session, words) => modifyRoute(session, words, 'delete')],
  ['list* show* lst*', showRoutes],
  ['get*', getRoute],
  ['flush*', flushRoutes],
  ['save*', () => notModelled('route save')],
  ['restore*', () => notModelled('route restore')],
  ['showdump*', () => notModelled('route showdump')],
  ['help*', () => exit(ROUTE_USAGE)],
]

export const route: Command = (session, words) => {
  if (!hasWord(words)) return showRoutes(session, words)
  const name = currentWord(words)
  const command = choose(COMMANDS, name)
  if (!command) exit(`Command "${name}" is unknown, try "ip route help".\n`)
  words.at++
  return command(session, words)
}
