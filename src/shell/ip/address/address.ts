import type { Command } from '../session.ts'
import { exit, notModelled } from '../stop.ts'
import { ADDRESS_USAGE } from '../usage/address.ts'
import { choose, currentWord, hasWord } from '../words.ts'
import { flushAddresses } from './flush.ts'
import { modifyAddress } from './modify.ts'
import { showAddresses } from './show.ts'

/** do_ipaddr() */
const COMMANDS: readonly (readonly [string, Command])[] = [
  ['add*', (session, words) => modifyAddress(session, words, 'add')],
  ['change* chg', (session, words) => modifyAddress(session, words, 'change')],
  ['replace*', (session, words) => modifyAddress(session, words, 'replace')],
  ['delete*', (session, words) => modifyAddress(session, words, 'delete')],
  ['list* show* lst*', showAddresses],
  ['flush*', flushAddresses],
  ['save*', () => notModelled('address save')],
  ['showdump*', () => notModelled('address showdump')],
  ['restore*', () => notModelled('address restore')],
  ['help*', () => exit(ADDRESS_USAGE)],
]

export const address: Command = (session, words) => {
  if (!hasWord(words)) return showAddresses(session, words)
  const name = currentWord(words)
  const command = choose(COMMANDS, name)
  if (!command) exit(`Command "${name}" is unknown, try "ip address help".\n`)
  words.at++
  return command(session, words)
}
