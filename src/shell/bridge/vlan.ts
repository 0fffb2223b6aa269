import type { Command } from '../ip/session.ts'
import { exit } from '../ip/stop.ts'
import { choose, hasWord } from '../ip/words.ts'
import { failed } from './stop.ts'
import { VLAN_USAGE } from './usage.ts'
import { modifyVlans } from './vlan-modify.ts'
import { showVlans } from './vlan-show.ts'

const COMMANDS: readonly (readonly [string, Command])[] = [
  ['add*', modifyVlans('add')],
  ['delete*', modifyVlans('delete')],
  ['show* lst* list*', showVlans],
  ['set*', () => failed('bridge: vlan set: not part of this simulation\n')],
  ['tunnelshow*', () => failed('bridge: vlan tunnelshow: not part of this simulation\n')],
  ['global*', () => failed('bridge: vlan global: not part of this simulation\n')],
  ['help*', () => exit(VLAN_USAGE)],
]

/** do_vlan() */
export const vlan: Command = (session, words) => {
  if (!hasWord(words)) return showVlans(session, words)
  const name = words.list[words.at++]!
  const command = choose(COMMANDS, name) ?? exit(`Command "${name}" is unknown, try "bridge vlan help".\n`)
  return command(session, words)
}
